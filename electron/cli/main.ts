/** Entry of the command line: the process around a command, as inputs. */
import { connect } from './commands/connect.ts'
import { doctor } from './commands/doctor.ts'
import { draft } from './commands/draft.ts'
import { exportFiles } from './commands/export.ts'
import { list } from './commands/list.ts'
import { move } from './commands/move.ts'
import { notBuilt } from './commands/not-built.ts'
import { outbox } from './commands/outbox.ts'
import { province } from './commands/province.ts'
import { show } from './commands/show.ts'
import { sign } from './commands/sign.ts'
import { sync } from './commands/sync.ts'
import { token } from './commands/token.ts'
import { verify } from './commands/verify.ts'
import { runCommandLine } from './run.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

process.exitCode = await runCommandLine([province, connect, sync, list, show, exportFiles, draft, move, outbox, token, sign, verify, doctor, ...notBuilt], process.argv.slice(2), {
  env: process.env, cwd: process.cwd(), now: () => Date.now(), stop: stop.signal,
  readStdin,
  writeOut: text => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  writeErr: text => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
})

/** A utility process of the packaged app has no standard input on Windows (`cli.no-stdin`). */
async function readStdin(): Promise<Uint8Array | null> {
  if (process.env['LIEN_THONG_NO_STDIN'] !== undefined) return null
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}
