import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import { ProblemError } from '../../shared/problem.ts'
import { beginsWith } from '../signing/grown-from.ts'
import { listActions } from '../store/actions.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { openRowsOfDocument } from '../store/outbox.ts'
import { filesOf } from '../sync/send-files.ts'
import { isPdf, mainFile } from './attachment-view.ts'
import type { Desk } from './desk.ts'

/** Files that comments have laid beside a document (stamped copies among them), oldest first; those that wait to be sent come last. */
export function copiesBeside({ store: { db }, account }: Desk, { id, attachments }: OfficialDocument): BlobRef[] {
  const ids = [serverIdOf(db, account, id), localIdOf(db, account, id)] as const
  const sent = listActions(db, account, ids[0]).filter(({ verb }) => verb === 'comment').flatMap(action => action.attachments)
  const waiting = openRowsOfDocument(db, account, ids).filter(({ verb }) => verb === 'comment').flatMap(filesOf)
  const known = new Set(attachments.map(({ sha256 }) => sha256))
  return [...sent, ...waiting].filter(({ sha256 }) => !known.has(sha256) && known.add(sha256) !== undefined)
}

/** Acts that go on where the last one left off: the bút phê stands on the paper that carries the stamp of arrival. */
const GOES_ON: readonly SigningAct[] = ['incoming', 'comment']

/**
 * The file that an act signs: the document's main one, or for a stamp or a comment the newest copy beside it that grew out
 * of the main file byte for byte, so that the signatures below stay what they were. Null where there is no PDF.
 */
export async function paperFor(desk: Desk, fetchBlob: (ref: BlobRef) => Promise<BlobSource>, doc: OfficialDocument, act: SigningAct): Promise<BlobRef | null> {
  const main = mainFile(doc)
  if (main === null || !GOES_ON.includes(act)) return main
  for (const copy of copiesBeside(desk, doc).toReversed()) {
    if (isPdf(copy) && copy.size > main.size && await isGrownFrom(fetchBlob, copy, main)) return copy
  }
  return main
}

/** A copy that is not here, and cannot be had now, is left out: the paper itself is here. */
async function isGrownFrom(fetchBlob: (ref: BlobRef) => Promise<BlobSource>, copy: BlobRef, main: BlobRef): Promise<boolean> {
  try {
    const source = await fetchBlob(copy)
    try {
      return await beginsWith(source, main)
    } finally {
      await source.close()
    }
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}
