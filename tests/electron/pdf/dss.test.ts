import { describe, expect, test } from 'vitest'
import { appendEvidence, prepareDocumentTimestamp } from '../../../electron/pdf/document-timestamp.ts'
import { readSecurityStore, type SecurityStore } from '../../../electron/pdf/dss.ts'
import { isArray, isDict } from '../../../electron/pdf/objects.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { makePdf, type PdfWish } from '../../helpers/make-pdf.ts'

const evidence = (...names: readonly string[]): SecurityStore => ({
  certificates: names.map(name => Buffer.from(`certificate ${name}`)), ocsps: names.map(name => Buffer.from(`ocsp ${name}`)), crls: [],
})
const open = (pdf: Uint8Array) => openPdf(memorySource(pdf))

async function withEvidence(pdf: Uint8Array, wanted: SecurityStore): Promise<Uint8Array> {
  return Buffer.concat([pdf, await appendEvidence(await open(pdf), wanted) ?? new Uint8Array(0)])
}

async function textsOf(pdf: Uint8Array): Promise<{ certificates: string[]; ocsps: string[]; crls: string[] }> {
  const { certificates, ocsps, crls } = await readSecurityStore(await open(pdf))
  const text = (list: readonly Uint8Array[]): string[] => list.map(bytes => Buffer.from(bytes).toString())
  return { certificates: text(certificates), ocsps: text(ocsps), crls: text(crls) }
}

/** A store as other programs write it: arrays of their own, streams in filters, a VRI and a key of the future. */
const foreign: PdfWish = {
  catalog: '/DSS 100 0 R',
  extra: {
    100: '<</Certs 101 0 R /CRLs [103 0 R] /VRI <</AB <</Cert [102 0 R]>>>> /Future (kept)>>', 101: '[102 0 R]',
    102: '<</Length 9 /Filter /ASCIIHexDecode>>\nstream\n616C7465>\nendstream', 103: '<</Length 3>>\nstream\ncrl\nendstream',
  },
}

describe('the evidence of a document', () => {
  test.each(['table', 'stream', 'hybrid'] as const)('is added to a document (%s) that has none, and read again', async xref => {
    const pdf = makePdf({ xref })
    const raised = await withEvidence(pdf, evidence('a', 'b'))
    expect(await textsOf(raised)).toEqual({ certificates: ['certificate a', 'certificate b'], ocsps: ['ocsp a', 'ocsp b'], crls: [] })
    expect(Buffer.compare(raised.subarray(0, pdf.length), pdf)).toBe(0)
  })

  test('grows and never loses an entry, however often it is added to; what is there already is not doubled', async () => {
    let pdf: Uint8Array = makePdf()
    for (const names of [['a'], ['a', 'b'], ['c', 'c'], ['b']]) pdf = await withEvidence(pdf, evidence(...names))
    expect((await textsOf(pdf)).certificates).toEqual(['certificate a', 'certificate b', 'certificate c'])
  })

  test('that is there already appends nothing', async () => {
    const pdf = await withEvidence(makePdf(), evidence('a'))
    expect(await appendEvidence(await open(pdf), evidence('a'))).toBeNull()
  })

  test('of another program is merged: its entries, its VRI and what we do not know stay', async () => {
    const pdf = await withEvidence(makePdf(foreign), evidence('a'))
    const file = await open(pdf)
    const dss = await file.resolveDict((await file.catalog()).get('DSS'))
    expect(await textsOf(pdf)).toEqual({ certificates: ['alte', 'certificate a'], ocsps: ['ocsp a'], crls: ['crl'] })
    expect([isDict(dss?.get('VRI')), dss?.has('Future')]).toEqual([true, true])
  })
})

describe('a store that is none', () => {
  const bad: Readonly<Record<string, PdfWish>> = {
    'a number': { catalog: '/DSS 7' },
    'lists that are none': { catalog: '/DSS <</Certs 5 /OCSPs (x) /CRLs <</A 1>>>>' },
    'entries that are none, are absent, or refer to themselves': { catalog: '/DSS 100 0 R', extra: { 100: '<</Certs [1 (a) 999 0 R 100 0 R 101 0 R]>>', 101: '101 0 R' } },
    'streams that cannot be read': { catalog: '/DSS 100 0 R', extra: { 100: '<</CRLs [101 0 R 102 0 R]>>', 101: '<</Length 4 /Filter /FlateDecode>>\nstream\nabcd\nendstream', 102: '<</Length 3 /Filter /Unheard>>\nstream\ncrl\nendstream' } },
  }
  test.each(Object.entries(bad))('%s: nothing is read from it, and evidence is added beside it', async (_, wish) => {
    const pdf = makePdf(wish)
    expect(await textsOf(pdf)).toEqual({ certificates: [], ocsps: [], crls: [] })
    expect((await textsOf(await withEvidence(pdf, evidence('a')))).certificates).toEqual(['certificate a'])
  })

  test('ten thousand entries: the first thousand are read, and none is lost when more is added', async () => {
    const pdf = makePdf({ catalog: '/DSS 100 0 R', extra: { 100: `<</Certs [${'101 0 R '.repeat(10_000)}]>>`, 101: '<</Length 3>>\nstream\nder\nendstream' } })
    expect((await textsOf(pdf)).certificates).toHaveLength(1_000)
    const file = await open(await withEvidence(pdf, evidence('a')))
    const list = (await file.resolveDict((await file.catalog()).get('DSS')))?.get('Certs')
    expect(isArray(list) && list.length).toBe(10_001)
  })
})

describe('a document timestamp', () => {
  test.each(['table', 'stream', 'hybrid'] as const)('is a field (%s) that shows nowhere, over everything but its Contents, with evidence in the same section', async xref => {
    const pdf = makePdf({ xref })
    const { tail, byteRange, contents, field } = await prepareDocumentTimestamp(await open(pdf), { contentsSize: 64, evidence: evidence('a') })
    const raised = Buffer.concat([pdf, tail])
    const [own] = await listSignatureFields(await open(raised))
    expect(own).toMatchObject({ field: { name: field }, signature: { type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161', byteRange: [...byteRange] } })
    expect(own?.signature?.contentsSpan).toEqual({ from: pdf.length + contents.from, length: contents.length })
    expect([byteRange[2] + byteRange[3], (await textsOf(raised)).certificates]).toEqual([raised.length, ['certificate a']])
  })

  test('takes a name that is free', async () => {
    let pdf: Uint8Array = makePdf()
    for (const name of ['DocTimeStamp1', 'DocTimeStamp2']) {
      const { tail, field } = await prepareDocumentTimestamp(await open(pdf), { contentsSize: 16 })
      pdf = Buffer.concat([pdf, tail])
      expect(field).toBe(name)
    }
  })
})
