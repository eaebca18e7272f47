import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { signFile } from '../../electron/signing/sign-file.ts'
import { makeSigner } from './make-signer.ts'

/** The highest memory, in MB, of a process of its own that signs this file and throws the result away. */
export function peakOfSigning(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [path], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
    child.once('message', peak => { resolve(Number(peak)) })
    child.once('error', reject)
    child.once('exit', code => { reject(new Error(`the signing process ended with ${code}`)) })
  })
}

const path = process.argv[2]
if (process.argv[1] === fileURLToPath(import.meta.url) && path !== undefined && process.send !== undefined) {
  await signFile({ from: path, to: `${path}.out`, existing: 'replace', signer: await makeSigner({ key: 'ec' }), atMs: Date.parse('2026-11-24T02:00:00Z'), act: 'plain' })
  rmSync(`${path}.out`)
  process.send(process.resourceUsage().maxRSS / 1024, () => { process.disconnect() })
}
