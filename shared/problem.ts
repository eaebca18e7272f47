/**
 * The closed list of what can go wrong and be told to a person: `area.reason`, kebab-case.
 * A code exists only if the user or the program does something different because of it; the rest goes into `facts`.
 * Every code has its words in `shared/text/problem-vi.ts` and `problem-en.ts`; a missing text does not compile.
 */
export const PROBLEM_CODES = [
  // process and request
  'process.unexpected', 'request.malformed', 'core.restarted', 'core.keeps-failing',
  // command line
  'command.stopped', 'command.unknown', 'command.unknown-option', 'command.bad-argument', 'command.development-only',
  'cli.no-stdin', 'cli.stdin-twice', 'file.not-found', 'file.exists', 'file.unreadable', 'file.unwritable', 'file.too-large', 'file.grant-unknown',
  // the machine's policy
  'policy.invalid', 'policy.unreadable', 'policy.unprotected',
  // store
  'store.no-key', 'store.wrong-key', 'store.recovery-code-wrong', 'store.recovery-key-wrong', 'store.from-the-future', 'store.damaged', 'store.evidence-broken', 'store.evidence-cut', 'store.disk-full', 'store.busy', 'store.read-only',
  'store.no-profile',
  // blobs
  'blob.hash-mismatch', 'blob.not-here', 'blob.damaged',
  // province
  'province.unreachable', 'province.no-answer', 'province.not-jmap', 'province.wrong-password', 'province.certificate', 'province.refused',
  'province.rate-limited', 'province.server-failed', 'province.too-large', 'province.bad-address', 'province.cannot-calculate-changes', 'province.port-taken',
  // documents and outbox
  'document.not-found', 'document.bad-kind', 'document.subject-missing', 'document.no-attachment', 'document.no-addressee',
  'agency.unknown', 'officer.unknown', 'verb.unknown', 'verb.not-allowed',
  'outbox.conflict', 'outbox.refused', 'outbox.forbidden', 'outbox.behind-parked', 'outbox.too-late-to-undo', 'outbox.poisoned',
  'outbox.not-found', 'outbox.draft-destroyed', 'outbox.signature-refused', 'outbox.file-lost',
  // token
  'token.module-missing', 'token.module-invalid', 'token.module-32-bit', 'token.absent', 'token.removed', 'token.pin-incorrect',
  'token.pin-final-try', 'token.pin-locked', 'token.pin-empty', 'token.pin-length', 'token.pin-expired', 'token.pin-cancelled',
  'token.pin-wanted', 'token.busy', 'token.crashed', 'token.hung', 'token.failed', 'token.key-missing', 'token.mechanism-unsupported',
  'token.output-mismatch', 'token.no-certificate', 'token.not-recognised', 'token.ambiguous', 'token.memory',
  'token.p12-invalid', 'token.p12-password', 'token.device-error', 'token.session-lost', 'token.pin-refused', 'token.pin-not-set',
  'token.pin-change-unsupported', 'token.write-protected', 'token.key-exhausted', 'token.function-unsupported',
  // VGCA Sign Service
  'sign-service.absent', 'sign-service.certificate-changed', 'sign-service.broken', 'sign-service.refused', 'sign-service.bad-output',
  'sign-service.timeout',
  // certificates
  'certificate.expired', 'certificate.not-yet-valid', 'certificate.wrong-usage', 'certificate.is-ca', 'certificate.no-key',
  'certificate.malformed', 'certificate.weak-key', 'certificate.key-unsupported', 'certificate.revoked', 'certificate.no-path', 'certificate.path-invalid', 'certificate.unknown',
  // PDF
  'pdf.not-pdf', 'pdf.encrypted', 'pdf.password-wanted', 'pdf.password-wrong', 'pdf.encrypted-for-recipients', 'pdf.not-permitted', 'pdf.seed-value', 'pdf.seed-certificate', 'pdf.damaged', 'pdf.damaged-signed', 'pdf.certified-no-changes', 'pdf.certified-no-new-field', 'pdf.certify-after-signature',
  'pdf.page-missing', 'pdf.field-missing', 'pdf.field-taken', 'pdf.too-large', 'pdf.too-complex', 'pdf.image-invalid', 'pdf.placement-outside',
  'pdf.locked', 'pdf.unsupported', 'pdf.contents-too-small', 'pdf.own-output-refused',
  // signing
  'signing.stopped', 'signing.document-changed', 'signing.not-signable',
  'signing.not-approved', 'signing.approval-invalid', 'signing.already-issued', 'signing.prepare-too-late', 'signing.not-prepared', 'signing.place-not-found',
  'signing.number-missing', 'signing.copy-kind-missing', 'signing.text-missing', 'signing.text-too-long', 'signing.letter-not-in-font', 'signing.nothing-to-raise', 'signing.already-signed',
  // timestamps (RFC 3161) and certificate status (OCSP, CRL, AIA)
  'timestamp.none-configured', 'timestamp.unreachable', 'timestamp.timeout', 'timestamp.busy', 'timestamp.quota', 'timestamp.not-a-service',
  'timestamp.too-large', 'timestamp.malformed', 'timestamp.rejected', 'timestamp.nonce-mismatch', 'timestamp.imprint-mismatch',
  'timestamp.wrong-policy', 'timestamp.no-certificate', 'timestamp.signature-wrong', 'timestamp.wrong-usage', 'timestamp.expired',
  'revocation.no-address', 'revocation.unreachable', 'revocation.timeout', 'revocation.busy', 'revocation.not-a-service', 'revocation.too-large',
  'revocation.malformed', 'revocation.refused', 'revocation.other-question', 'revocation.untrusted-answer', 'revocation.stale',
  'revocation.unknown-certificate', 'revocation.issuer-missing',
  // verification
  'verify.time-limit', 'verify.worker-lost',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** A fact of a problem: numbers, names of files, codes. Never a PIN, a password or the text of a document. */
export type Fact = string | number | boolean | null
export type Facts = Readonly<Record<string, Fact>>

/** A failure as data: between processes, in the outbox, on the command line. */
export interface Problem { readonly code: ProblemCode; readonly facts: Facts }

/** What a request answers across a process border, where a thrown error would lose its code. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** A failure with a code, thrown inside a process. `cause` keeps the foreign error for the log. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly facts: Facts

  constructor(code: ProblemCode, facts: Facts = {}, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'ProblemError'
    this.code = code
    this.facts = facts
  }
}

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && (PROBLEM_CODES as readonly string[]).includes(value)
}

/** Any thrown value as a Problem; what has no code of ours is a bug and is told as such. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return { code: error.code, facts: error.facts }
  return { code: 'process.unexpected', facts: { name: error instanceof Error ? error.name : typeof error } }
}
