/** Entry of the command line: the process around a command, as inputs. */
import { COMMANDS } from './commands.ts'
import { EXIT } from './exit.ts'
import { watchForStop, writerTo } from './process.ts'
import { openTerminal } from './terminal.ts'
import { runCommandLine } from './run.ts'

const output = { isBroken: false }
const writeErr = writerTo(process.stderr, () => undefined)
const writeOut = writerTo(process.stdout, error => {
  output.isBroken = true
  process.exitCode = EXIT.refused
  writeErr(`lien-thong: ${error.message}`)
})

// Set, never `process.exit`: what is still on its way into a pipe must arrive whole.
const code = await runCommandLine(COMMANDS, process.argv.slice(2), {
  env: process.env, cwd: process.cwd(), now: () => Date.now(), stop: watchForStop(process, () => Date.now()).signal,
  readStdin, terminal: openTerminal(process), writeOut, writeErr,
})
process.exitCode = output.isBroken ? EXIT.refused : code

/** A utility process of the packaged app has no standard input on Windows (`cli.no-stdin`). */
async function readStdin(): Promise<Uint8Array | null> {
  if (process.env['LIEN_THONG_NO_STDIN'] !== undefined) return null
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}
