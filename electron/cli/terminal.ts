import { spawnSync } from 'node:child_process'
import { read } from 'node:fs'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'

/** The terminal that a person sits at, where secrets are typed without being seen. */
export interface Terminal {
  /** Shows the words and hides what is typed, here or in a child that reads this terminal, until the answer is called. */
  hide(words: string): () => void
  /** One hidden line, without its end. */
  ask(words: string): Promise<Uint8Array>
}

const INPUT = 0
const LONGEST_LINE = 4096
const NEWLINE = 0x0a

/** Null where standard input is no terminal, or one that cannot hide: there a secret comes from a file. */
export function openTerminal(process: NodeJS.Process): Terminal | null {
  if (!isatty(INPUT) || process.platform === 'win32') return null
  const stty = (mode: string): boolean => spawnSync('stty', [mode], { stdio: ['inherit', 'ignore', 'ignore'] }).status === 0
  const write = (text: string): void => void process.stderr.write(text)

  function hide(words: string): () => void {
    const held = { isHidden: true }
    const restore = (): void => {
      if (!held.isHidden) return
      held.isHidden = false
      process.off('SIGINT', leave)
      process.off('SIGTERM', leave)
      stty('echo')
      write('\n')
    }
    // A terminal that was left hidden looks broken to whoever sits there.
    function leave(): void {
      restore()
      process.exit(130)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    write(stty('-echo') ? words : '')
    return restore
  }
  return {
    hide,
    async ask(words) {
      const restore = hide(words)
      const bytes = Buffer.alloc(LONGEST_LINE)
      try {
        // A terminal gives a line at a time.
        const { bytesRead } = await promisify(read)(INPUT, bytes, 0, bytes.length, null)
        return Uint8Array.from(bytes.subarray(0, bytes[bytesRead - 1] === NEWLINE ? bytesRead - 1 : bytesRead))
      } finally {
        bytes.fill(0)
        restore()
      }
    },
  }
}
