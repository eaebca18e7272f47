/** The fields of two revisions, by the numbers of their objects: which existed, which are new signatures. */
import { listFields, type PdfField } from '../pdf/fields.ts'
import { isArray, isDict, isRef } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'

export interface KnownField {
  readonly name: string
  readonly state: 'value' | 'empty-signature' | 'signed'
  readonly isSignedLater: boolean
}

export interface FieldMap {
  /** Numbers of fields, of the nodes above them and of their widgets in the signed revision. */
  readonly known: ReadonlySet<number>
  /** Numbers of fields and widgets that came with a signature and did not exist before. */
  readonly newSignatures: ReadonlySet<number>
  /** True when a signature that is no document timestamp came. */
  readonly hasNewApproval: boolean
  of(number: number): KnownField | null
}

export async function mapFields(before: PdfFile, after: PdfFile): Promise<FieldMap> {
  const signedAfter = (await listSignatureFields(after)).filter(one => one.signature?.byteRange)
  const signedBefore = new Set((await listSignatureFields(before)).filter(one => one.signature).map(one => one.field.ref.number))
  const laterNumbers = new Set(signedAfter.map(one => one.field.ref.number))
  const byNumber = new Map<number, KnownField>()
  const known = new Set<number>()
  for (const field of await listFields(before)) {
    const state = field.type !== 'Sig' ? 'value' : signedBefore.has(field.ref.number) ? 'signed' : 'empty-signature'
    const entry: KnownField = { name: field.name, state, isSignedLater: laterNumbers.has(field.ref.number) }
    for (const ref of [field.ref, ...field.widgets]) {
      known.add(ref.number)
      byNumber.set(ref.number, entry)
    }
    await addAncestors(before, field, known)
  }
  const fresh = signedAfter.filter(one => !signedBefore.has(one.field.ref.number))
  const newSignatures = new Set<number>()
  for (const { field } of fresh) {
    for (const ref of [field.ref, ...field.widgets]) if (!existed(before, ref.number)) newSignatures.add(ref.number)
  }
  return { known, newSignatures, hasNewApproval: fresh.some(one => one.signature?.type !== 'DocTimeStamp'), of: number => byNumber.get(number) ?? null }
}

/** An object that existed and is now called a field is a change of that object, not a new field. */
function existed(before: PdfFile, number: number): boolean {
  return (before.xref.get(number)?.kind ?? 'free') !== 'free'
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
