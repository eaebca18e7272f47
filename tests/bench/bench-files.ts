import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makePdf } from '../helpers/make-pdf.ts'

export const MEGABYTE = 1024 * 1024

/** The judging worker as it is shipped, bundled into the folder. */
export async function bundledWorker(folder: string): Promise<string> {
  const file = join(folder, 'worker.js')
  // Only here: a process whose memory is measured must not carry a bundler.
  const { build } = await import('rolldown')
  await build({ input: fileURLToPath(new URL('../../electron/validation/worker.ts', import.meta.url)), platform: 'node', external: [/^node:/], output: { file, format: 'esm', codeSplitting: false }, logLevel: 'silent' })
  return file
}

/** A page for each hundred kilobytes or so, of text and a scan: content streams of 4 KB, one large picture a page. */
export function documentOf(bytes: number): Uint8Array {
  const pages = Math.ceil(bytes / (MEGABYTE / 10))
  const content = `BT /F 10 Tf 72 700 Td ${'(Van ban so 125) Tj 0 -12 Td '.repeat(140)} ET`
  const picture = 'x'.repeat(Math.floor(bytes / pages) - content.length)
  // After the pages' own: a table of thousands of free rows is not what documents have.
  const first = 10 + 2 * pages
  const extra = Object.fromEntries(Array.from({ length: pages }, (_, index) => [first + index, `<</Type /XObject /Subtype /Image /Width 1 /Height 1 /Length ${picture.length}>>\nstream\n${picture}\nendstream`]))
  return makePdf({
    pages: Array.from({ length: pages }, (_, index) => `/MediaBox [0 0 595 842] /Thumb ${first + index} 0 R`), contents: Array.from({ length: pages }, () => content), extra,
  })
}

/** The highest memory of this program. Linux lets `maxRSS` begin with what the parent had when it forked. */
export function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const own = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}
