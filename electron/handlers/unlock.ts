import type { Handlers } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isOpenedBy } from '../signing/is-opened-by.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { hasBlob } from '../store/blobs.ts'
import { seeDocument } from '../store/sight.ts'
import { isPdf } from './attachment-view.ts'
import { copiesBeside } from './copies-beside.ts'
import type { Desk } from './desk.ts'
import type { PaperPasswords } from './paper-passwords.ts'

type Names = 'attachments.unlock' | 'attachments.password'

interface File { readonly documentId: string; readonly ref: BlobRef }

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

  /** The password is kept only for a file that it opens; true where it was wanted. */
  async function tryOn({ documentId, ref }: File, password: Uint8Array): Promise<boolean> {
    const source = await services.fetchBlob(ref)
    try {
      if (!await isOpenedBy(source, password)) return false
    } finally {
      await source.close()
    }
    services.passwords.keep({ documentId, sha256: ref.sha256 }, password)
    services.unlocked(ref.sha256)
    return true
  }
  /** Whoever sends a paper with its annexes seldom thinks up two passwords; where it is another one, that file is asked about by itself. */
  async function tryOnOthers(papers: readonly { readonly documentId: string }[], password: Uint8Array): Promise<File[]> {
    const files = papers.flatMap(({ documentId }) => filesOf(documentId).map(ref => ({ documentId, ref })))
    const opened: File[] = []
    for (const file of files) {
      // What is not here is not fetched for this: it asks when somebody opens it.
      if (services.passwords.of(file.ref.sha256) !== undefined || !hasBlob(desk.store, file.ref.sha256)) continue
      if (await tryOn(file, password).catch((error: unknown) => { if (error instanceof ProblemError) return false; throw error })) opened.push(file)
    }
    return opened
  }
  /** One after the other: a batch is not forty threads. */
  async function judgeAll(files: readonly File[]): Promise<void> {
    for (const { documentId, ref } of files) await services.judge(documentId, ref).catch((error: unknown) => services.failed('judge after unlock', error))
  }
  return {
    'attachments.unlock': async ({ papers, password }) => {
      const [wanted] = papers
      const ref = filesOf(wanted?.documentId ?? '').find(({ blobId }) => blobId === wanted?.blobId)
      if (wanted === undefined || ref === undefined) throw new ProblemError('document.not-found')
      try {
        const first = { documentId: wanted.documentId, ref }
        const isFirst = await tryOn(first, password)
        const others = await tryOnOthers(papers, password)
        void judgeAll([...isFirst ? [first] : [], ...others])
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
