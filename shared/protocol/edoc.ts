import type { z } from 'zod'
import { EDOC_TYPES, type EdocTypeName } from '../model/edoc.ts'
import type { AssigneeRole, Direction, Purpose, Urgency, Verb } from '../model/words.ts'

/** Helpers of the e-document types on the wire; the nouns themselves are `shared/model/edoc.ts`. */

/** Which view of the province a type is synchronised from (protocol.md, "Accounts"). */
export const DIRECTORY_TYPES = ['Agency', 'Officer'] as const satisfies readonly EdocTypeName[]
export const PERSONAL_TYPES = ['OfficialDocument', 'Task', 'Action', 'CaseFile'] as const satisfies readonly EdocTypeName[]

/** A file named in a create or update. */
export interface WireBlobRef { readonly blobId: string, readonly name: string, readonly type: string, readonly size: number, readonly sha256: string, readonly role: string }

/** `OfficialDocument/set` create: only direction, kind and subject are required. */
export interface DraftCreate {
  readonly clientRef?: string, readonly direction: Direction, readonly kind: string, readonly subject: string, readonly summary?: string | null
  readonly urgency?: Urgency, readonly dueAt?: string | null, readonly addressees?: readonly { readonly agencyId: string, readonly purpose: Purpose }[]
  readonly relatedIds?: readonly string[], readonly attachments?: readonly WireBlobRef[]
}

/** `OfficialDocument/set` update of an own draft; `expectRev` is not stored. */
export type DraftUpdate = Partial<Omit<DraftCreate, 'clientRef' | 'direction'>> & { readonly expectRev?: number }

/** `Action/set` create: a verb of the table, once in effect by its `clientRef`. */
export interface ActionCreate {
  readonly clientRef: string, readonly verb: Verb, readonly documentId?: string | null, readonly taskId?: string | null, readonly expectRev?: number
  readonly toOfficerIds?: readonly string[], readonly assignees?: readonly { readonly officerId: string, readonly role: AssigneeRole }[]
  readonly toAgencyIds?: readonly string[], readonly text?: string | null, readonly dueAt?: string | null, readonly attachments?: readonly WireBlobRef[]
}

/** `Task/set` update that sets one flag: a patch per key, so that two devices do not undo each other (RFC 8620 §5.3). */
export function keywordPatch(keyword: string, value: boolean): Readonly<Record<string, true | null>> {
  return { [`keywords/${keyword.replaceAll('~', '~0').replaceAll('/', '~1')}`]: value ? true : null }
}

export type EdocObject<N extends EdocTypeName> = z.infer<(typeof EDOC_TYPES)[N]>

/** Objects of a `/get` read by their type's schema; the unreadable ones are counted, since one must not cost the page. */
export function readObjects<N extends EdocTypeName>(type: N, list: readonly unknown[]): { readonly objects: readonly EdocObject<N>[], readonly unreadable: number } {
  const objects: EdocObject<N>[] = []
  for (const item of list) {
    const parsed = EDOC_TYPES[type].safeParse(item)
    if (parsed.success) objects.push(parsed.data as EdocObject<N>)
  }
  return { objects, unreadable: list.length - objects.length }
}
