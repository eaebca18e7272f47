import { closeSync, openSync, writeSync } from 'node:fs'

const MEGABYTE = 1024 * 1024

/** Writes a PDF with this many pages of this size each, piece by piece: the maker must not need the memory it measures. */
export function makeLargePdf(path: string, pages: number, pageBytes = MEGABYTE): void {
  const file = openSync(path, 'w')
  const offsets: number[] = []
  let at = 0
  const put = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    writeSync(file, bytes)
    at += bytes.length
  }
  const begin = (number: number, dict: string): void => {
    offsets[number] = at
    put(`${number} 0 obj\n${dict}\n`)
  }
  const content = Buffer.alloc(pageBytes, ' ')
  put('%PDF-1.7\n')
  begin(1, '<</Type /Catalog /Pages 2 0 R>>\nendobj')
  begin(2, `<</Type /Pages /Count ${pages} /MediaBox [0 0 595 842] /Kids [${Array.from({ length: pages }, (_, index) => `${3 + 2 * index} 0 R`).join(' ')}]>>\nendobj`)
  for (let index = 0; index < pages; index++) {
    begin(3 + 2 * index, `<</Type /Page /Parent 2 0 R /Contents ${4 + 2 * index} 0 R>>\nendobj`)
    begin(4 + 2 * index, `<</Length ${content.length}>>\nstream`)
    put(content)
    put('\nendstream\nendobj\n')
  }
  const rows = Array.from({ length: offsets.length - 1 }, (_, index) => `${String(offsets[index + 1]).padStart(10, '0')} 00000 n\r\n`).join('')
  put(`xref\n0 ${offsets.length}\n0000000000 65535 f\r\n${rows}trailer\n<</Size ${offsets.length} /Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`)
  closeSync(file)
}
