/** When and with which ids something is put into the outbox; from the composition root. */
export interface Moment {
  readonly now: number
  /** A new UUIDv7 (`shared/model/ids.ts`). */
  readonly newId: () => string
  /** How long an act can still be taken back before its first byte is sent: 10 s in the window by policy, 0 on the command line. */
  readonly undoMs: number
}
