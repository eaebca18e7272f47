import type { Input } from '../../shared/contract/index.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import type { CopyKind, SigningAct } from '../../shared/model/signing-act.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import type { ActWords } from '../signing/act.ts'
import { getAgency } from '../store/directory.ts'
import { isPdf } from './attachment-view.ts'
import type { Desk } from './desk.ts'
import { codeOf } from './document-code.ts'
import { readSealImage } from './seal-image.ts'

/** What the officer chose beside the documents; numbers and dates are never among it. */
export interface ActChoice { readonly act: SigningAct; readonly text?: string | undefined; readonly copyKind?: CopyKind | undefined }

export function choiceOf({ act = 'approve', text, copyKind }: Pick<Input<'signing.sign'>, 'act' | 'text' | 'copyKind'>): ActChoice {
  return { act, text, copyKind }
}

/** The words that an act prints on one document. Numbers and dates are the province's: what it has not given is missing. */
export function wordsOf(desk: Desk, doc: OfficialDocument, { act, text, copyKind }: ActChoice): ActWords {
  const agency = desk.agencyId === null ? undefined : getAgency(desk.store.db, desk.account, desk.agencyId)?.name
  switch (act) {
    case 'issue': return { number: doc.number === null ? undefined : codeOf(doc), date: doc.issuedAt?.slice(0, 10) }
    case 'appendix': return { number: doc.number === null ? undefined : codeOf(doc) }
    case 'copy': return { copyKind, agency }
    case 'incoming': return { number: doc.register?.number ?? undefined, date: vietnamDay(doc.receivedAt === null ? desk.now() : Date.parse(doc.receivedAt)), agency }
    case 'comment': return { text }
    case 'approve': case 'plain': return {}
  }
}

export interface ActPicture { readonly image: Uint8Array<ArrayBuffer> | null; readonly imageMm: number | undefined }

/** The picture that an act shows: the leader's hand, or the seal at its real size. */
export function pictureOf(desk: Desk, act: SigningAct, signatureImage: () => Uint8Array<ArrayBuffer> | null): ActPicture {
  if (act === 'approve' || act === 'comment' || act === 'plain') return { image: signatureImage(), imageMm: undefined }
  const seal = act === 'issue' ? readSealImage(desk.store.db) : null
  return { image: seal?.png ?? null, imageMm: seal?.mm }
}

/** Phụ lục ở tệp riêng: the agency signs each of them when the document is sealed. */
export function annexesOf(doc: OfficialDocument, main: BlobRef): BlobRef[] {
  return doc.attachments.filter(ref => ref.role === 'annex' && isPdf(ref) && ref.sha256 !== main.sha256)
}

const STAMPED: Partial<Record<SigningAct, string>> = { incoming: 'dấu đến', comment: 'bút phê', copy: 'bản sao' }

/** The name under which a copy that was stamped is kept beside the document: what it carries, in order, each once. */
export function stampedName(name: string, act: SigningAct): string {
  const word = STAMPED[act]
  if (word === undefined) return name
  const [, stem = name, carried = ''] = /^(.*?)(?: \(([^()]*)\))?(?:\.pdf)?$/isu.exec(name) ?? []
  const words = carried.split(', ')
  if (!words.every(each => Object.values(STAMPED).includes(each))) return name.replace(/(\.pdf)?$/i, ` (${word}).pdf`)
  return `${stem} (${[...new Set([...words, word])].join(', ')}).pdf`
}
