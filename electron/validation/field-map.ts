/** The fields of two revisions, by the numbers of their objects: which existed, which are new signatures. */
import { listFields, type PdfField } from '../pdf/fields.ts'
import { isArray, isDict, isRef, isStream, isString, textOf, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listSignatureFields, type SignatureField } from '../pdf/signature-fields.ts'
import { sameScalar } from './change-walk.ts'

export interface KnownField {
  readonly name: string
  readonly type: string | undefined
  readonly state: 'value' | 'empty-signature' | 'signed'
  readonly isSignedLater: boolean
  /** True when its value became another one. */
  readonly isFilledLater: boolean
}

export interface FieldMap {
  /** Numbers of fields, of the nodes above them and of their widgets in the signed revision. */
  readonly known: ReadonlySet<number>
  /** Numbers of signature fields, with their widgets, that did not exist before. */
  readonly newSignatures: ReadonlySet<number>
  /** The fields whose value became another one, as they are now. */
  readonly filled: readonly PdfField[]
  /** Signature fields that waited when it was signed and are signed now. */
  readonly fulfilled: readonly SignatureField[]
  /** Fonts that a reader takes from the form to draw values which have no look of their own; null in it: it asks for the form's own default. */
  readonly drawnWith: ReadonlySet<string | null>
  /** The signature fields that came, signed or still empty. */
  readonly arrivals: readonly SignatureField[]
  of(number: number): KnownField | null
}

export async function mapFields(before: PdfFile, after: PdfFile): Promise<FieldMap> {
  const signaturesAfter = await listSignatureFields(after)
  const signedAfter = signaturesAfter.filter(one => one.signature?.byteRange)
  const signedBefore = new Set((await listSignatureFields(before)).filter(one => one.signature).map(one => one.field.ref.number))
  const laterNumbers = new Set(signedAfter.map(one => one.field.ref.number))
  const fieldsAfter = new Map((await listFields(after)).map(field => [field.ref.number, field]))
  const filled: PdfField[] = []
  const byNumber = new Map<number, KnownField>()
  const known = new Set<number>()
  for (const field of await listFields(before)) {
    const state = field.type !== 'Sig' ? 'value' : signedBefore.has(field.ref.number) ? 'signed' : 'empty-signature'
    const now = fieldsAfter.get(field.ref.number)
    const isFilledLater = !await isSameValue({ before, after }, field.value, now?.value ?? null)
    if (now && isFilledLater && state === 'value') filled.push(now)
    const entry: KnownField = { name: field.name, type: field.type, state, isSignedLater: laterNumbers.has(field.ref.number), isFilledLater }
    for (const ref of [field.ref, ...field.widgets]) {
      known.add(ref.number)
      byNumber.set(ref.number, entry)
    }
    await addAncestors(before, field, known)
  }
  const arrivals = signaturesAfter.filter(one => (one.signature === null ? one.field.value === null : one.signature.byteRange !== null) && !existed(before, one.field.ref.number))
  const newSignatures = new Set<number>()
  for (const { field } of arrivals) {
    for (const ref of [field.ref, ...field.widgets]) if (!existed(before, ref.number)) newSignatures.add(ref.number)
  }
  for (const { field } of arrivals) await addNewParents({ before, after }, field, newSignatures)
  const fulfilled = signedAfter.filter(({ field }) => byNumber.get(field.ref.number)?.state === 'empty-signature')
  return { known, newSignatures, filled, arrivals, fulfilled, drawnWith: await fontsOfUndrawn(before), of: number => byNumber.get(number) ?? null }
}

/** By the default appearances (DA) of fields that have a value and a widget without a look (§12.7.4.3). */
async function fontsOfUndrawn(file: PdfFile): Promise<ReadonlySet<string | null>> {
  const found = new Set<string | null>()
  const form = await file.resolveDict((await file.catalog()).get('AcroForm'))
  for (const field of await listFields(file)) {
    if (field.type === 'Sig' || field.type === 'Btn' || await file.resolve(field.value) === null) continue
    const looks = await Promise.all(field.widgets.map(async ref => (await file.resolveDict(ref))?.has('AP')))
    if (looks.every(has => has === true)) continue
    const own = await file.resolve(field.dict.get('DA'))
    const written = isString(own) ? own : await file.resolve(form?.get('DA'))
    found.add(isString(written) ? /\/([^\s/]+)\s+[-\d.]+\s+Tf/.exec(textOf(written))?.[1] ?? null : null)
  }
  return found
}

/** An object that existed and is now called a field is a change of that object, not a new field. */
function existed(before: PdfFile, number: number): boolean {
  return (before.xref.get(number)?.kind ?? 'free') !== 'free'
}

/** Strings, names, numbers, lists of them and streams; of anything else nobody can say that it was filled in. */
async function isSameValue(files: { readonly before: PdfFile; readonly after: PdfFile }, a: PdfObject, b: PdfObject): Promise<boolean> {
  const before = await files.before.resolve(a)
  const after = await files.after.resolve(b)
  if (isStream(before) && isStream(after)) return Buffer.compare(await files.before.raw(before), await files.after.raw(after)) === 0
  if (isArray(before) && isArray(after)) return before.length === after.length && before.every((item, index) => sameScalar(item, after[index] ?? null))
  return sameScalar(before, after) || isDict(before) || isDict(after)
}

const KEYS_OF_A_PARENT = new Set(['T', 'TU', 'TM', 'FT', 'Ff', 'Kids', 'Parent'])

/** A name with a dot brings a node above the field (§12.7.4.2): new too where it holds nothing but new signature fields. */
async function addNewParents({ before, after }: { readonly before: PdfFile; readonly after: PdfFile }, field: PdfField, found: Set<number>): Promise<void> {
  let parent = field.dict.get('Parent')
  for (let hops = 0; isRef(parent) && !existed(before, parent.number) && hops < after.limits.maxDepth; hops += 1) {
    const dict = await after.resolveDict(parent)
    const kids = await after.resolve(dict?.get('Kids'))
    const holdsOnlyNew = isArray(kids) && kids.every(kid => isRef(kid) && found.has(kid.number))
    if (!dict || !holdsOnlyNew || ![...dict.keys()].every(key => KEYS_OF_A_PARENT.has(key))) return
    found.add(parent.number)
    parent = dict.get('Parent')
  }
}

async function addAncestors(file: PdfFile, field: PdfField, known: Set<number>): Promise<void> {
  let parent = field.dict.get('Parent')
  for (let hops = 0; isRef(parent) && !known.has(parent.number) && hops < file.limits.maxDepth; hops += 1) {
    const dict = await file.resolve(parent)
    if (!isDict(dict) || !isArray(await file.resolve(dict.get('Kids')))) return
    known.add(parent.number)
    parent = dict.get('Parent')
  }
}
