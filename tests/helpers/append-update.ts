/** Appends an incremental update with these objects (by number) to a PDF whose last section is a table; nothing is checked. */
export function appendUpdate(pdf: Uint8Array, objects: Readonly<Record<number, string>>, trailer: Readonly<Record<string, string>> = {}): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const previous = Number(/startxref\s+(\d+)\s*%%EOF\s*$/.exec(text)?.[1])
  const size = Math.max(Number([...text.matchAll(/\/Size\s+(\d+)/g)].at(-1)?.[1]), ...Object.keys(objects).map(number => Number(number) + 1))
  let body = text.endsWith('\n') ? '' : '\n'
  let table = 'xref\n'
  for (const [number, object] of Object.entries(objects)) {
    table += `${number} 1\n${String(text.length + body.length).padStart(10, '0')} 00000 n\r\n`
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  const entries = { Size: String(size), Root: '1 0 R', Prev: String(previous), ...trailer }
  const written = Object.entries(entries).map(([key, value]) => `/${key} ${value}`).join(' ')
  return Buffer.concat([pdf, Buffer.from(`${body}${table}trailer\n<<${written}>>\nstartxref\n${text.length + body.length}\n%%EOF\n`, 'latin1')])
}
