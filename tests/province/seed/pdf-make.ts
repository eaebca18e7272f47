import { createHash } from 'node:crypto'
import type { Identity } from '../authority/certificate.ts'
import { makeCms } from '../authority/cms.ts'
import type { Mark } from './pdf-marks.ts'
import { PAGE, type Paper, type Rect } from './paper.ts'
import { layOut } from './pdf-paper.ts'
import { dateString, objectBytes, streamBody, textString, type Press } from './pdf-press.ts'
import { hexOf, number } from './pdf-text.ts'

export interface PaperSignature { readonly identity: Identity; readonly mark: Mark; readonly by: 'leader' | 'agency'; readonly at: number }

export interface PdfWish {
  readonly paper: Paper
  readonly title: string
  readonly madeAt: number
  /** In order; a leader before the agency. Each is its own revision of the file. */
  readonly signatures: readonly PaperSignature[]
  /** 'flipped': a figure on the page altered in the signed bytes. A Paper: shown by an update after the last signature. */
  readonly fault?: 'flipped' | Paper
}

interface Ids { readonly info: number; readonly catalog: number; readonly pages: number; readonly firstPage: number }
interface Placed extends PaperSignature { readonly rect: Rect; readonly field: number; readonly name: string }

// Room for the CMS in hex: certificate and issuing CA are about 2.2 KB, the signer 0.6 KB.
const CONTENTS_BYTES = 3400
const HOLE = '0'.repeat(CONTENTS_BYTES * 2)
const RANGE_HOLE = ' '.repeat(40)

/** Makes a whole PDF, signed as wished. The same wish always gives the same bytes. */
export function makePdf(press: Press, wish: PdfWish): Buffer {
  const laidOut = layOut(press.type, wish.paper)
  const first = press.offsets.length + 1
  const ids: Ids = { info: first, catalog: first + 1, pages: first + 2, firstPage: first + 3 }
  const afterPages = ids.firstPage + laidOut.pages.length * 2
  const placed = wish.signatures.map((signature, index): Placed => ({
    ...signature, field: afterPages + index, rect: signature.by === 'leader' ? laidOut.hand : laidOut.seal, name: signature.by === 'leader' ? 'ChuKyLanhDao' : 'DauCoQuan',
  }))
  let next = afterPages + placed.length
  const plain = wish.fault === 'flipped'
  const objects: Revision = new Map<number, Buffer | string>([
    [ids.info, `<</Title${textString(wish.title)}/Producer(Reference province)/CreationDate${dateString(wish.madeAt)}>>`],
    [ids.catalog, `<</Type/Catalog/Pages ${ids.pages} 0 R/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>${placed.length === 0 ? '' : `/AcroForm<</SigFlags 3/Fields[${placed.map(({ field }) => `${field} 0 R`).join(' ')}]>>`}>>`],
    [ids.pages, `<</Type/Pages/Count ${laidOut.pages.length}/Kids[${laidOut.pages.map((_, index) => `${ids.firstPage + index * 2} 0 R`).join(' ')}]>>`],
  ])
  laidOut.pages.forEach((canvas, index) => {
    const annotations = index === laidOut.signPage && placed.length > 0 ? `/Annots[${placed.map(({ field }) => `${field} 0 R`).join(' ')}]` : ''
    objects.set(ids.firstPage + index * 2, `<</Type/Page/Parent ${ids.pages} 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources<<${press.fontResource}>>/Contents ${ids.firstPage + index * 2 + 1} 0 R${annotations}>>`)
    objects.set(ids.firstPage + index * 2 + 1, streamBody('', Buffer.from(canvas.join('\n')), plain))
  })
  const page = ids.firstPage + laidOut.signPage * 2
  for (const one of placed) objects.set(one.field, fieldBody(one, page, null))

  let revision = objects
  let file = null as Buffer | null
  for (const one of placed) {
    const [appearance, value] = [next, next + 1]
    next += 2
    revision.set(one.field, fieldBody(one, page, { appearance, value }))
    revision.set(appearance, appearanceBody(press, one.mark))
    revision.set(value, `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[${RANGE_HOLE}]/Contents<${HOLE}>/M${dateString(one.at)}/Name${textString(one.identity.commonName)}>>`)
    file = signLastHole(appendRevision(press, file, revision, { ids, size: next }), one.identity)
    revision = new Map()
  }
  const signed = file ?? appendRevision(press, null, objects, { ids, size: next })
  if (wish.fault === undefined) return signed
  if (wish.fault === 'flipped') return flipFigure(press, signed)
  const changed = layOut(press.type, wish.fault)
  return appendRevision(press, signed, new Map([[ids.firstPage + 1, streamBody('', Buffer.from(changed.pages[0]?.join('\n') ?? ''))]]), { ids, size: next })
}

type Revision = Map<number, Buffer | string>

function fieldBody(one: Placed, page: number, signed: { appearance: number; value: number } | null): string {
  const value = signed === null ? '' : `/V ${signed.value} 0 R/AP<</N ${signed.appearance} 0 R>>`
  // F 132: printed and locked in place.
  return `<</Type/Annot/Subtype/Widget/FT/Sig/T(${one.name})/F 132/P ${page} 0 R/Rect[${one.rect.map(number).join(' ')}]${value}>>`
}

function appearanceBody(press: Press, mark: Mark): Buffer {
  return streamBody(`/Type/XObject/Subtype/Form/BBox[0 0 ${mark.width} ${mark.height}]/Resources<<${press.fontResource}>>`, Buffer.from(mark.operators))
}

/** Objects, a cross-reference table of exactly these (ISO 32000-1 §7.5.6) and a trailer, after what is there. */
function appendRevision(press: Press, before: Buffer | null, objects: Revision, { ids, size }: { readonly ids: Ids; readonly size: number }): Buffer {
  const base = before ?? press.prefix
  const parts: Buffer[] = [base]
  const entries = new Map<number, number>(before === null ? press.offsets.map((offset, index) => [index + 1, offset]) : [])
  let at = base.length
  for (const [id, body] of [...objects].sort(([a], [b]) => a - b)) {
    entries.set(id, at)
    const bytes = objectBytes(id, body)
    parts.push(bytes)
    at += bytes.length
  }
  const previous = before === null ? '' : `/Prev ${before.subarray(before.lastIndexOf('startxref') + 10).toString('latin1').split('\n')[0]}`
  const id = createHash('sha256').update(base.subarray(0, before === null ? 0 : 1024)).update(parts[1] ?? '').digest('hex').slice(0, 32)
  const firstId = before === null ? id : /\/ID\[<([0-9a-f]{32})>/.exec(before.subarray(before.lastIndexOf('trailer')).toString('latin1'))?.[1] ?? id
  const trailer = `trailer\n<</Size ${size}/Root ${ids.catalog} 0 R/Info ${ids.info} 0 R/ID[<${firstId}><${id}>]${previous}>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(`${xrefTable(entries, before === null)}${trailer}`)])
}

function xrefTable(entries: ReadonlyMap<number, number>, isFirst: boolean): string {
  const lines = ['xref', ...(isFirst ? [`0 ${entries.size + 1}`, '0000000000 65535 f '] : [])]
  const ids = [...entries.keys()].sort((a, b) => a - b)
  ids.forEach((id, index) => {
    if (!isFirst && ids[index - 1] !== id - 1) {
      let end = index
      while (ids[end + 1] === (ids[end] ?? 0) + 1) end++
      lines.push(`${id} ${end - index + 1}`)
    }
    lines.push(`${String(entries.get(id)).padStart(10, '0')} 00000 n `)
  })
  return `${lines.join('\n')}\n`
}

/** Fills the newest /ByteRange and /Contents (ISO 32000-1 §12.8.1). */
function signLastHole(file: Buffer, identity: Identity): Buffer {
  const contents = file.lastIndexOf(`/Contents<${HOLE}`) + '/Contents'.length
  const end = contents + HOLE.length + 2
  const range = `0 ${contents} ${end} ${file.length - end}`
  file.write(range, file.lastIndexOf(`[${RANGE_HOLE}]`) + 1, 'latin1')
  const cms = makeCms(identity, createHash('sha256').update(file.subarray(0, contents)).update(file.subarray(end)).digest())
  if (cms.length > CONTENTS_BYTES) throw new Error(`a signature of ${cms.length} bytes does not fit`)
  file.write(cms.toString('hex'), contents + 1, 'latin1')
  return file
}

/** Turns the last figure of the first page's text into another one, as a forger with a hex editor would. */
function flipFigure(press: Press, file: Buffer): Buffer {
  const digits = Array.from('0123456789', digit => hexOf(press.type.regular, digit))
  const end = file.indexOf('endstream', press.prefix.length)
  const text = file.subarray(press.prefix.length, end).toString('latin1')
  const figures = [...text.matchAll(/<((?:[0-9a-f]{4})+)>/g)].filter(([, hex = '']) => digits.includes(hex.slice(0, 4)))
  const last = figures.at(-1)
  if (last === undefined) throw new Error('no figure to falsify')
  const digit = digits.indexOf(last[1]?.slice(0, 4) ?? '')
  file.write(digits[(digit + 5) % 10] ?? '', press.prefix.length + last.index + 1, 'latin1')
  return file
}
