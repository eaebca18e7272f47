/** A core of its own process that signs by one token; what it does is told by its arguments, and then it stays. */
import { makeNodeTokens } from './node-tokens.ts'
import type { PinSource } from '../../electron/token/ask-pin.ts'

export interface SigningTask {
  readonly module: string
  readonly pinFile: string
  readonly wrongPinFile: string
  readonly newPinFile: string | null
}
export interface SigningDone { readonly tokenProcess: number; readonly outcomes: readonly string[] }

const task = JSON.parse(process.argv[2] ?? '') as SigningTask
const tokens = makeNodeTokens()
const pin = (path: string): PinSource => ({ kind: 'file', path })
const outcome = (work: Promise<unknown>) => work.then(() => 'done', (error: { code?: string; message?: string }) => error.code ?? error.message ?? 'failed')

const sign = (path: string) => outcome(tokens.withSigner({ module: task.module, pin: pin(path) }, async (signer, key) => {
  for (let round = 0; round < 3; round++) await signer.sign(Buffer.from(`văn bản ${round}`), key.algorithms[0]!)
}))
const outcomes = [await sign(task.pinFile), await sign(task.wrongPinFile), await sign(task.pinFile)]
if (task.newPinFile !== null) {
  const [seen] = await tokens.list(task.module)
  outcomes.push(await outcome(tokens.changePin({ module: task.module, tokenId: seen!.tokenId, pin: { kind: 'file', path: task.pinFile, newPath: task.newPinFile } })))
}
process.send?.({ tokenProcess: Number(tokens.started[0]!.id), outcomes } satisfies SigningDone)
// Until the test disconnects both processes stay as they were after the act.
process.once('disconnect', () => {
  tokens.close()
  process.exit(0)
})
