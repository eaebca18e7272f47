import { ProblemError } from '../../shared/problem.ts'
import { isOpenedBy } from '../signing/is-opened-by.ts'

/**
 * Mật khẩu mở tệp: what somebody typed to open encrypted papers, by the file's sha256. In memory alone, for as long as the
 * desk is open; never in a store, a log or a problem.
 */
export interface PaperPasswords {
  /** Undefined where nobody has given one. */
  of(sha256: string): Uint8Array | undefined
  keep(paper: Paper, password: Uint8Array): void
  /** A file that has grown out of another opens by the same password. */
  follow(grown: string, from: string): void
  /** As `of`; a file of a paper that was opened before, grown on another PC, is tried by what opened it then. */
  find(paper: Paper, source: Parameters<typeof isOpenedBy>[0]): Promise<Uint8Array | undefined>
  /** Overwrites and forgets them all. */
  forget(): void
}
export interface Paper { readonly documentId: string; readonly sha256: string }

export function createPaperPasswords(): PaperPasswords {
  const kept = new Map<string, { readonly documentId: string; readonly password: Uint8Array }>()
  const of = (sha256: string): Uint8Array | undefined => kept.get(sha256)?.password

  function keep({ documentId, sha256 }: Paper, password: Uint8Array): void {
    const own = new Uint8Array(new ArrayBuffer(password.length)) // memory of its own: a pooled buffer would leave copies behind
    own.set(password)
    of(sha256)?.fill(0)
    kept.set(sha256, { documentId, password: own })
  }
  return {
    of, keep,
    follow(grown, from) {
      const known = kept.get(from)
      if (known !== undefined && grown !== from) keep({ documentId: known.documentId, sha256: grown }, known.password)
    },
    async find(paper, source) {
      const known = of(paper.sha256)
      if (known !== undefined) return known
      for (const { documentId, password } of kept.values()) {
        if (documentId !== paper.documentId || !await isOpenedBy(source, password).catch(notOpened)) continue
        keep(paper, password)
        return of(paper.sha256)
      }
      return undefined
    },
    forget() {
      for (const { password } of kept.values()) password.fill(0)
      kept.clear()
    },
  }
}

/** Another password, or a file that cannot be read, which who reads it tells; what is no problem of the file is a bug of ours. */
function notOpened(error: unknown): false {
  if (error instanceof ProblemError) return false
  throw error
}
