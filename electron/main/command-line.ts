import { app, utilityProcess } from 'electron'

/**
 * `LienThong.exe --cli …`: the command in a utility process, its output and exit code forwarded. No window, no
 * single-instance lock. Standard input is not there on Windows: commands that want it say `cli.no-stdin`.
 */
export async function runCommand(cliFile: string, words: readonly string[]): Promise<void> {
  await app.whenReady() // Electron makes utility processes only then.
  const child = utilityProcess.fork(cliFile, [...words], { serviceName: 'Lien Thong command', stdio: 'pipe', env: { ...process.env, LIEN_THONG_NO_STDIN: '1' } })
  child.stdout?.pipe(process.stdout)
  child.stderr?.pipe(process.stderr)
  const ended = [child.stdout, child.stderr].map(stream => new Promise<void>(resolve => stream === null ? resolve() : stream.once('end', () => resolve())))
  const code = await new Promise<number>(resolve => child.once('exit', resolve))
  await Promise.all(ended)
  app.exit(code)
}
