import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import type { DocMdpLevel, FieldLock } from './certification.ts'
import { type PdfDict, type PdfObject, type PdfString, pdfDict, pdfName, pdfText } from './objects.ts'

/** What a signature dictionary says beside the signature itself. `atMs` is the claimed time (M). */
export interface SignatureDescription {
  readonly atMs: number
  readonly name?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  readonly certify?: DocMdpLevel | undefined
  readonly lock?: FieldLock | undefined
}

/** The dictionary's beginning as text with its two holes, then its other entries; positions count from the first character. */
export interface SignatureTemplate {
  readonly head: string
  readonly rest: PdfDict
  readonly byteRangeAt: number
  readonly contentsAt: number
  /** Of the Contents token with its angle brackets. */
  readonly contentsLength: number
}

/** `[0 1234567890 1234567890 1234567890]` with room to spare: files up to 10 GB. */
export const BYTE_RANGE_ROOM = 60

/**
 * A PAdES signature dictionary (ETSI EN 319 142-1 §6.2.1) with room for `contentsSize` bytes of CMS. The order is
 * fixed: Type, Filter, SubFilter, ByteRange, Contents, then the rest, so that the holes stand where we say.
 */
export function signatureTemplate(description: SignatureDescription, contentsSize: number): SignatureTemplate {
  const rest = pdfDict({
    M: pdfDate(description.atMs), Name: optionalText(description.name), Reason: optionalText(description.reason),
    Location: optionalText(description.location), Reference: references(description),
  })
  return dictionaryTemplate({ type: 'Sig', subFilter: 'ETSI.CAdES.detached', rest, contentsSize })
}

/** A dictionary with the two holes; a document timestamp has the same (ISO 32000-2 §12.8.5). */
export function dictionaryTemplate({ type, subFilter, rest, contentsSize }: { readonly type: string; readonly subFilter: string; readonly rest: PdfDict; readonly contentsSize: number }): SignatureTemplate {
  const head = `<</Type /${type}\n/Filter /Adobe.PPKLite\n/SubFilter /${subFilter}\n/ByteRange `
  const byteRange = `[${' '.repeat(BYTE_RANGE_ROOM - 2)}]`
  const between = '\n/Contents '
  const contents = `<${'0'.repeat(contentsSize * 2)}>`
  return {
    head: `${head}${byteRange}${between}${contents}`, rest,
    byteRangeAt: head.length,
    contentsAt: head.length + byteRange.length + between.length,
    contentsLength: contents.length,
  }
}

/** ISO 32000-2 §7.9.4, always in Vietnam's time (signing.md: UTC+7 whatever the PC's zone). */
function pdfDate(atMs: number): PdfString {
  const iso = vietnamIso(atMs)
  return pdfText(`D:${iso.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`)
}

/** A lock as dictionary entries, for FieldMDP's parameters and for a field's Lock alike. */
export function lockEntries({ action, fields }: FieldLock): Record<string, PdfObject | undefined> {
  return { Action: pdfName(action), Fields: action === 'All' ? undefined : fields.map(pdfText) }
}

function references({ certify, lock }: SignatureDescription): PdfObject | undefined {
  const list: PdfObject[] = []
  const version = pdfName('1.2')
  const type = pdfName('TransformParams')
  if (certify !== undefined) list.push(transform('DocMDP', pdfDict({ Type: type, P: certify, V: version })))
  if (lock !== undefined) list.push(transform('FieldMDP', pdfDict({ Type: type, ...lockEntries(lock), V: version })))
  return list.length > 0 ? list : undefined
}

function transform(method: string, parameters: PdfObject): PdfObject {
  return pdfDict({ Type: pdfName('SigRef'), TransformMethod: pdfName(method), TransformParams: parameters })
}

function optionalText(text: string | undefined): PdfString | undefined {
  return text === undefined || text === '' ? undefined : pdfText(text)
}
