import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listPages } from '../../../electron/pdf/pages.ts'
import { repairCopy } from '../../../electron/pdf/repair-copy.ts'
import { createRepair } from '../../../electron/pdf/run-repair.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { toProblem } from '../../../shared/problem.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const entry = join(import.meta.dirname, '../../../electron/pdf/repair-worker.ts')
const text = (content: string): Uint8Array => Buffer.from(content, 'latin1')
const twoPages = { pages: ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 842 595]'] }
const good = Buffer.from(makePdf(twoPages)).toString('latin1')
let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => toProblem(error).code)

/** Its first page stands in the tree itself, its second where it belongs; as long as what it replaces, so that every offset holds. */
const pageInTree = text(Buffer.from(makePdf({
  ...twoPages, catalog: '  ', extra: { 100: '<</Type /Pages /Count 2 /Kids [<</Type /Page /MediaBox [0 0 595 842] /Contents 11 0 R /Resources <</Font <</F 3 0 R>>>>>> 12 0 R]>>' },
})).toString('latin1').replace('/Pages 2 0 R  ', '/Pages 100 0 R'))

describe('a damaged document that nobody signed is gathered into a whole one', () => {
  test.each([
    ['a startxref to nowhere', text(good.replace(/startxref\n\d+/, 'startxref\n99'))],
    ['no cross-reference at all', text(good.slice(0, good.indexOf('xref\n0')))],
    ['bytes before the header', text(`HTTP/1.1 200 OK\n\n${good}`)],
    ['a page that stands in the tree itself', pageInTree],
    ['offsets that are wrong', text(good.replace('/Type /Catalog', '/Type   /Catalog'))],
  ])('%s', async (_, pdf) => {
    expect(await codeOf(openPdf(memorySource(pdf)).then(async file => file.notes.size > 0 ? Promise.reject(new Error('lenient')) : listPages(file)))).not.toBe('done')
    const copy = await repairCopy(pdf)
    const file = await openPdf(memorySource(copy.pdf))
    expect([copy.pages, [...file.notes]]).toEqual([2, []])
    expect((await makeSignedPdf(copy.pdf, signer)).length).toBeGreaterThan(copy.pdf.length)
  })
})

describe('what must not or cannot be mended is left alone', () => {
  test('a signed document, also one whose form does not lead to its signature', async () => {
    const signed = Buffer.from(await makeSignedPdf(makePdf(), signer)).toString('latin1')
    expect([await codeOf(repairCopy(text(signed.replace(/startxref\n\d+\n%%EOF\n$/, 'startxref\n7\n%%EOF\n')))), await codeOf(repairCopy(text(signed.replaceAll('/AcroForm', '/AcroFarm'))))]).toEqual(['pdf.damaged-signed', 'pdf.damaged-signed'])
  })

  test.each([
    ['an encrypted one', 'pdf.encrypted', text(good.replace('/ID [', '/Encrypt <</Filter /Standard>> /ID [').replace(/startxref\n\d+/, 'startxref\n7'))],
    ['a text', 'pdf.not-pdf', text('Kinh gui')],
    ['a header and nothing else', 'pdf.damaged', text('%PDF-1.7\n')],
    ['one without pages', 'pdf.damaged', text(good.replace('/Pages 2 0 R', '/Pagez 2 0 R'))],
  ])('%s: %s', async (_, code, pdf) => {
    expect(await codeOf(repairCopy(pdf))).toBe(code)
  })

  test('in its thread: mended, refused, and given up when it takes too long', async () => {
    const slow = text(`${good.slice(0, good.indexOf('xref\n0'))}99 0 obj\n<</Length 9>>\nstream\n${' '.repeat(3_000_000)}`)
    const began = performance.now()
    expect(await Promise.all([codeOf(createRepair(entry)(text(`junk ${good}`))), codeOf(createRepair(entry)(text('Kinh gui'))), codeOf(createRepair(entry, 900)(slow))])).toEqual(['done', 'pdf.not-pdf', 'pdf.damaged'])
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
