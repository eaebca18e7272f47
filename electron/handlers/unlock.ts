import type { Handlers } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isOpenedBy } from '../signing/is-opened-by.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { seeDocument } from '../store/sight.ts'
import { isPdf } from './attachment-view.ts'
import { copiesBeside } from './copies-beside.ts'
import type { Desk } from './desk.ts'
import type { PaperPasswords } from './paper-passwords.ts'

type Names = 'attachments.unlock' | 'attachments.password'

export interface UnlockServices {
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly passwords: PaperPasswords
  /** Judges what can be read now. */
  readonly judge: (documentId: string, ref: BlobRef) => Promise<unknown>
  /** Files that wait for their timestamp may have waited for this. */
  readonly unlocked: (sha256: string) => void
  /** For the log: a failure that nobody waits for. */
  readonly failed: (where: string, error: unknown) => void
}

export function unlockHandlers(desk: Desk, services: UnlockServices): Pick<Handlers, Names> {
  function filesOf(documentId: string): readonly BlobRef[] {
    const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
    return doc === undefined ? [] : [...doc.attachments, ...copiesBeside(desk, doc)].filter(isPdf)
  }

  /** The password is kept only for a file that it opens. */
  async function tryOn(documentId: string, ref: BlobRef, password: Uint8Array): Promise<void> {
    const source = await services.fetchBlob(ref)
    try {
      if (!await isOpenedBy(source, password)) return
    } finally {
      await source.close()
    }
    services.passwords.keep({ documentId, sha256: ref.sha256 }, password)
    services.unlocked(ref.sha256)
    services.judge(documentId, ref).catch((error: unknown) => services.failed('judge after unlock', error))
  }
  /** Whoever sends a paper with its annexes seldom thinks up two passwords; where it is another one, that file is asked about by itself. */
  async function tryOnOthers(papers: readonly { readonly documentId: string; readonly blobId: string }[], password: Uint8Array): Promise<void> {
    const [first] = papers
    const files = papers.flatMap(({ documentId }) => filesOf(documentId).map(ref => ({ documentId, ref })))
    for (const { documentId, ref } of files) {
      if (ref.blobId === first?.blobId || services.passwords.of(ref.sha256) !== undefined) continue
      await tryOn(documentId, ref, password).catch((error: unknown) => { if (!(error instanceof ProblemError)) throw error })
    }
  }
  return {
    'attachments.unlock': async ({ papers, password }) => {
      const [wanted] = papers
      const ref = filesOf(wanted?.documentId ?? '').find(({ blobId }) => blobId === wanted?.blobId)
      if (wanted === undefined || ref === undefined) throw new ProblemError('document.not-found')
      try {
        await tryOn(wanted.documentId, ref, password)
        await tryOnOthers(papers, password)
      } finally {
        password.fill(0)
      }
      return {}
    },
    'attachments.password': async ({ documentId, blobId }) => {
      const ref = filesOf(documentId).find(file => file.blobId === blobId)
      if (ref === undefined) return { password: null }
      const source = await services.fetchBlob(ref)
      try {
        const password = await services.passwords.find({ documentId, sha256: ref.sha256 }, source)
        return { password: password === undefined ? null : new Uint8Array(password) }
      } finally {
        await source.close()
      }
    },
  }
}
