import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/pdf/limits.ts'
import { isDict, nameOf, pdfRef } from '../../../electron/pdf/objects.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listFields } from '../../../electron/pdf/fields.ts'
import { listPages } from '../../../electron/pdf/pages.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { isProblemCode, toProblem } from '../../../shared/problem.ts'
import { makePdf, type PdfWish } from '../../helpers/make-pdf.ts'

const open = (wish: PdfWish): ReturnType<typeof openPdf> => openPdf(memorySource(makePdf(wish)))
const text = (content: string): Uint8Array => Buffer.from(content, 'latin1')

/** Reads everything that signing reads, and answers the code of the refusal. */
async function codeOf(pdf: Uint8Array): Promise<string> {
  try {
    const file = await openPdf(memorySource(pdf))
    for (const page of await listPages(file)) await file.resolve(page.dict.get('Contents'))
    await listFields(file)
    return 'read'
  } catch (error) {
    return toProblem(error).code
  }
}

describe('reading', () => {
  test.each(['table', 'stream', 'hybrid'] as const)('a file with a %s cross-reference gives the same objects', async xref => {
    const file = await open({ xref, pages: ['/MediaBox [0 0 100 200]', '/Rotate 90'] })
    const font = await file.get(pdfRef(3))
    expect({
      kinds: file.sections.map(section => section.kind), pages: (await listPages(file)).map(page => page.ref.number),
      font: isDict(font) ? nameOf(font.get('BaseFont')) : null, notes: [...file.notes],
    }).toEqual({ kinds: [xref], pages: [10, 12], font: 'Helvetica', notes: [] })
  })

  test('a name is read with its escapes undone, so that no key can hide', async () => {
    const file = await open({ extra: { 100: '<</Co#6etents 7 /A#20B (x\\051\\n) /C <4 8 6>>>' } })
    expect(await file.get(pdfRef(100))).toEqual(new Map([['Contents', 7], ['A B', { kind: 'string', bytes: text('x)\n').subarray(0), hex: false }], ['C', { kind: 'string', bytes: Uint8Array.of(0x48, 0x60), hex: true }]]
      .map(([key, value]) => [key, typeof value === 'object' && value !== null && 'bytes' in value ? { ...value, bytes: Uint8Array.from(value.bytes as Uint8Array) } : value] as const)))
  })

  test('a wrong stream length is read by searching, and noted', async () => {
    const file = await open({ extra: { 100: '<</Length 3>>\nstream\nlonger than three\nendstream' } })
    const stream = await file.get(pdfRef(100))
    if (stream === null || typeof stream !== 'object' || !('kind' in stream) || stream.kind !== 'stream') throw new Error('no stream')
    expect([Buffer.from(await file.decode(stream)).toString(), [...file.notes]]).toEqual(['longer than three', ['stream-length']])
  })

  test('an object longer than one window is read whole', async () => {
    const long = 'x'.repeat(100_000)
    const file = await open({ extra: { 100: `(${long})` } })
    expect(await file.get(pdfRef(100))).toMatchObject({ bytes: { length: 100_000 } })
  })

  test('locate tells where the values of a dictionary stand', async () => {
    const pdf = makePdf({ extra: { 100: '<</Type /Sig /Contents <00ff> /M (x)>>' } })
    const located = await (await openPdf(memorySource(pdf))).locate(pdfRef(100))
    const span = located?.entries.get('Contents')
    expect(span && Buffer.from(pdf.subarray(span.from, span.from + span.length)).toString()).toBe('<00ff>')
  })
})

describe('refusals', () => {
  const good = Buffer.from(makePdf()).toString('latin1')
  test.each<[string, string, Uint8Array]>([
    ['text', 'pdf.not-pdf', text('Just a letter.')],
    ['nothing at all', 'pdf.not-pdf', new Uint8Array(0)],
    ['only a header', 'pdf.damaged', text('%PDF-1.7\n')],
    ['startxref to nowhere', 'pdf.damaged', text(good.replace(/startxref\n\d+/, 'startxref\n99999999'))],
    ['a table with broken rows', 'pdf.damaged', text(good.replace(/0000000\d{3} 00000 n/, 'xxxxxxxxxx 00000 n'))],
    ['an offset that leads to another object', 'pdf.damaged', text(good.replace('2 0 obj', '7 0 obj'))],
    ['a catalog without pages', 'pdf.damaged', text(good.replace('/Pages 2 0 R', '/Pagez 2 0 R'))],
    ['encryption', 'pdf.encrypted', makePdf({ trailer: '/Encrypt <</Filter /Standard>>' })],
    ['a cross-reference chain that leads to itself', 'pdf.too-complex', text(good.replace('/ID [', `/Prev ${good.indexOf('xref\n')} /ID [`))],
    ['a page tree that holds itself', 'pdf.too-complex', makePdf({ extra: { 100: '<</Type /Pages /Kids [100 0 R]>>' }, catalog: '/X 1', inherited: '/Kids [100 0 R]' })],
    ['arrays in arrays without end', 'pdf.too-complex', makePdf({ catalog: `/X ${'['.repeat(5000)}` })],
    ['a reference to itself', 'pdf.too-complex', makePdf({ pages: ['/MediaBox 100 0 R'], extra: { 100: '100 0 R' } })],
  ])('%s is refused with its code', async (_, code, pdf) => {
    expect(await codeOf(pdf)).toBe(code)
  })

  test('a stream that inflates beyond the limit is refused before it is in memory', async () => {
    const bomb = deflateSync(Buffer.alloc(2_000_000)).toString('latin1')
    const pdf = makePdf({ extra: { 100: `<</Filter /FlateDecode /Length ${bomb.length}>>\nstream\n${bomb}\nendstream` } })
    const file = await openPdf(memorySource(pdf), { ...DEFAULT_LIMITS, maxStreamBytes: 1_000_000 })
    const stream = await file.get(pdfRef(100))
    await expect(file.decode(stream as never)).rejects.toMatchObject({ code: 'pdf.too-complex' })
  })

  test('a form field that is its own parent is met once', async () => {
    const file = await open({ catalog: '/AcroForm <</Fields [100 0 R]>>', extra: { 100: '<</T (a) /Kids [100 0 R 101 0 R]>>', 101: '<</T (b) /FT /Sig>>' } })
    expect((await listFields(file)).map(field => field.name)).toEqual(['a.b'])
  })
})

describe('any bytes', () => {
  const random = (seed: number): (() => number) => () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  test.each(['table', 'stream', 'hybrid'] as const)('a %s file cut anywhere or with bytes changed is read or refused by a code, never a crash', async xref => {
    const pdf = makePdf({ xref, catalog: '/AcroForm <</Fields [100 0 R]>>', extra: { 100: '<</FT /Sig /T (S) /Rect [0 0 1 1]>>' } })
    const next = random(7)
    for (let round = 0; round < 300; round++) {
      const changed = Uint8Array.from(pdf.subarray(0, round % 2 === 0 ? Math.floor(next() * pdf.length) : pdf.length))
      if (round % 2 === 1) for (let flips = 0; flips < 4; flips++) changed[Math.floor(next() * changed.length)] = Math.floor(next() * 256)
      const code = await codeOf(changed)
      expect(code === 'read' || (isProblemCode(code) && code.startsWith('pdf.')), `round ${round}: ${code}`).toBe(true)
    }
  })
})
