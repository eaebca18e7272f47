/** The process around a command line: signals, whoever started it, and pipes whose reader is gone. */

/** A second signal sooner than this is the same one, sent to the whole group and passed on by the launcher too. */
const SAME_SIGNAL_MS = 1_000
const PARENT_POLL_MS = 500

export interface Stopping {
  /**
   * Aborted when the command should end: SIGINT, SIGTERM, or the end of `npx`, whose shell passes no signal on. Until it
   * is asked for, signals end the process at once as usual: only a command that watches may put them off.
   */
  signal(): AbortSignal
}

export function watchForStop(process: NodeJS.Process, now: () => number): Stopping {
  const held: { controller: AbortController | null; askedAt: number } = { controller: null, askedAt: 0 }

  function begin(): AbortController {
    const controller = new AbortController()
    for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15]] as const) process.on(signal, () => {
      if (controller.signal.aborted && now() - held.askedAt > SAME_SIGNAL_MS) process.exit(128 + number)
      if (!controller.signal.aborted) held.askedAt = now()
      controller.abort()
    })
    const parent = process.ppid
    const isAttended = process.env['npm_command'] === 'exec' || process.env['LIEN_THONG_LAUNCHED'] !== undefined
    if (isAttended) setInterval(() => { if (process.ppid !== parent) controller.abort() }, PARENT_POLL_MS).unref()
    return controller
  }
  return { signal: () => (held.controller ??= begin()).signal }
}

/**
 * Text to a stream of the process. A reader that has gone (`| head`) is no failure: the rest of the output is for nobody.
 * Anything else that keeps output from arriving (a full disk behind `>`) is told once, to `failed`.
 */
export function writerTo(stream: NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void): (text: string) => void {
  const held = { isGone: false }
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!held.isGone && error.code !== 'EPIPE' && error.code !== 'EOF') failed(error)
    held.isGone = true
  })
  return text => { if (!held.isGone) stream.write(text.endsWith('\n') ? text : `${text}\n`) }
}
