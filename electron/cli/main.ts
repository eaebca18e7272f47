/** Entry of the command line: the process around a command, as inputs. */
import { COMMANDS } from './commands.ts'
import { runCommandLine } from './run.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

process.exitCode = await runCommandLine(COMMANDS, process.argv.slice(2), {
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
