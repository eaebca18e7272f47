/**
 * Mật khẩu mở tệp: what somebody typed to open encrypted papers, by the file's sha256. In memory alone, for as long as the
 * desk is open; never in a store, a log or a problem.
 */
export interface PaperPasswords {
  /** Undefined where nobody has given one. */
  of(sha256: string): Uint8Array | undefined
  keep(sha256: string, password: Uint8Array): void
  /** A file that has grown out of another opens by the same password. */
  follow(grown: string, from: string): void
  /** Overwrites and forgets them all. */
  forget(): void
}

export function createPaperPasswords(): PaperPasswords {
  const kept = new Map<string, Uint8Array>()
  const keep = (sha256: string, password: Uint8Array): void => {
    kept.get(sha256)?.fill(0)
    // Memory of its own: a pooled buffer would leave copies behind.
    const own = new Uint8Array(new ArrayBuffer(password.length))
    own.set(password)
    kept.set(sha256, own)
  }
  return {
    keep,
    of: sha256 => kept.get(sha256),
    follow(grown, from) {
      const password = kept.get(from)
      if (password !== undefined && grown !== from) keep(grown, password)
    },
    forget() {
      for (const password of kept.values()) password.fill(0)
      kept.clear()
    },
  }
}
