/**
 * A token process as the core sees it: an Electron utility process behind the shell's brokered port, or a child of plain
 * Node. `id` is what the shell knows it by (`tokenProcess` in the contract).
 */
export interface TokenProcess {
  readonly id: string
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Once, however it ended; `how` is an exit code or a signal's name, for the log. */
  onExit(listener: (how: number | string) => void): void
  /** SIGKILL, TerminateProcess: a driver that hangs does not let its process end by itself. */
  kill(): void
}

/** Starts the process for one module (`moduleName`); it has already been told which. */
export type SpawnToken = (module: string) => TokenProcess | Promise<TokenProcess>
