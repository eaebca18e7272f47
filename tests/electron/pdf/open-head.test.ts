import { expect, test } from 'vitest'
import { layered } from '../../../electron/pdf/layered.ts'
import { openPdf, type PdfFile } from '../../../electron/pdf/open.ts'
import { headOf, memorySource } from '../../../electron/pdf/source.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const read = ({ xref, notes, trailer, sections }: PdfFile) => ({ xref: [...xref], size: xref.size, notes: [...notes], trailer: [...trailer.keys()], sections: sections.map(({ from, end }) => [from, end]) })

test.each(['table', 'stream', 'hybrid'] as const)('an earlier revision that begins as the file does is read as it would be alone (%s)', async xref => {
  const signer = await makeSigner({ key: 'ec' })
  const first = makePdf({ xref })
  const once = await makeSignedPdf(first, signer)
  const file = await openPdf(memorySource(await makeSignedPdf(once, signer)))
  for (const length of [first.length, once.length]) expect(read(await file.openHead(length))).toEqual(read(await openPdf(headOf(file.source, length))))
})

test('a table that ends beyond the revision is not taken for its own', async () => {
  const pdf = Buffer.from(makePdf()).toString('latin1')
  const at = pdf.indexOf('xref\n0')
  const early = `startxref\n${at + 40}\n%%EOF\n`.padEnd(40, ' ')
  const file = await openPdf(memorySource(Buffer.from(`${pdf.slice(0, at)}${early}${pdf.slice(at).replace(/startxref\n\d+/, `startxref\n${at + 40}`)}`, 'latin1')))
  const end = file.sections[0]?.end ?? 0
  expect((await file.openHead(end)).sections.length).toBe(1)
  await expect(openPdf(headOf(file.source, end - 4))).rejects.toMatchObject({ code: 'pdf.damaged' })
  await expect(file.openHead(end - 4)).rejects.toMatchObject({ code: 'pdf.damaged' })
})

test('two layers are one map, in the order in which the newer comes first', () => {
  const map = layered(new Map([[2, 'new'], [9, 'nine']]), new Map([[1, 'one'], [2, 'old'], [3, 'three']]))
  expect([[...map], map.size, map.get(2), map.get(1), map.has(3), map.has(4), [...map.keys()], [...map.values()].length]).toEqual([[[2, 'new'], [9, 'nine'], [1, 'one'], [3, 'three']], 4, 'new', 'one', true, false, [2, 9, 1, 3], 4])
})
