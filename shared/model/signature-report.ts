import { z } from 'zod'
import { CMS_ATTRIBUTES } from './cms-attribute.ts'

/**
 * Kết quả kiểm tra chữ ký số. The shape of `verify --json` (cli.md, a contract) and of the window's panel.
 * Indications: ETSI EN 319 102-1 §5.1.3.
 */
export const VERDICTS = ['valid', 'invalid', 'indeterminate', 'unsigned', 'unreadable'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Why a verdict is what it is. Texts in `shared/text`. */
export const REASON_CODES = [
  'signature.byte-range-malformed', 'signature.byte-range-gap', 'signature.contents-malformed', 'signature.shared-value',
  'signature.digest-mismatch', 'signature.value-wrong', 'signature.attached-content', 'signature.attribute-missing',
  'signature.certificate-mismatch', 'signature.algorithm-unsupported', 'signature.algorithm-weak', 'signature.cms-malformed',
  'signature.format-unsupported', 'signature.not-in-form', 'signature.imprint-mismatch', 'signature.several-signers', 'signature.empty-field',
  'changes.suspicious', 'changes.unknown', 'changes.form-values', 'changes.outside-chain', 'changes.forbidden-by-certification',
  'file.damaged', 'file.encrypted', 'file.password-wanted', 'file.password-wrong', 'file.not-pdf', 'file.too-complex', 'file.repair-needed',
  'certificate.no-anchor', 'certificate.path-invalid', 'certificate.expired', 'certificate.not-yet-valid', 'certificate.wrong-usage', 'certificate.revoked',
  'revocation.not-checked', 'verify.time-limit', 'verify.worker-lost',
] as const
export const ReasonCode = z.enum(REASON_CODES)
export type ReasonCode = z.infer<typeof ReasonCode>

/** Where on which page the signature shows: page from 1, `[left, bottom, right, top]` in PDF points, origin lower left of the page as displayed. Null when invisible. */
export const SignaturePlace = z.object({ page: z.number().int(), rect: z.tuple([z.number(), z.number(), z.number(), z.number()]) })

/**
 * By which rule something that differs from what was signed was recognised. Allowed unless certification or a lock say
 * otherwise: evidence, metadata, tags, timestamp-added, signature-added, signature-shown, signature-filled, form-value,
 * comment, comment-drawn. Not judged: comment-look, form-look-added, structure. Never allowed: the rest.
 */
export const CHANGE_RULES = [
  'evidence', 'metadata', 'tags', 'timestamp-added', 'signature-added', 'signature-shown', 'signature-filled', 'form-value', 'comment', 'comment-drawn',
  'comment-look', 'form-look-added', 'structure', 'form-look', 'signature-odd', 'content',
] as const
/** One thing that a later revision changed: `object` its number in the file, `page` from 1; null where it is or shows nowhere. */
export const LaterChange = z.object({
  rule: z.enum(CHANGE_RULES), judged: z.enum(['allowed', 'suspicious', 'unknown']),
  field: z.string().nullable(), object: z.number().int().nullable(), page: z.number().int().nullable(),
})
export type LaterChange = z.infer<typeof LaterChange>

export const SignatureVerdict = z.object({
  field: z.string(), kind: z.enum(['signature', 'timestamp']), verdict: z.enum(['valid', 'invalid', 'indeterminate']),
  indication: z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE']), subIndication: z.string().nullable(),
  intact: z.boolean(), cryptographyValid: z.boolean(), coverage: z.enum(['whole-file', 'whole-revision', 'broken']),
  changesAfter: z.enum(['none', 'allowed', 'suspicious', 'unknown']), docMdp: z.number().int().nullable(),
  signer: z.object({ name: z.string(), agency: z.string(), serial: z.string(), issuer: z.string(), sha256: z.string() }).nullable(),
  algorithm: z.string().nullable(),
  time: z.object({ at: z.string().nullable(), source: z.enum(['signature-timestamp', 'document-timestamp', 'claimed', 'none']) }),
  level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA', 'CMS']),
  revocation: z.object({ source: z.enum(['ocsp', 'crl', 'none']), producedAt: z.string().nullable() }),
  reasons: z.array(ReasonCode), place: SignaturePlace.nullable(),
  /** How many bytes from the start of the file are the document as this signature knows it; null where that is not to be had. */
  coveredBytes: z.number().int().nullable().default(null),
  /** What `changesAfter` is about, at most a hundred; empty in reports that were kept before it was told. */
  laterChanges: z.array(LaterChange).default([]),
  /** What the signature carries beside what its verdict rests on: tolerated, not judged. `name` null: nobody knows it. */
  attributes: z.array(z.object({ oid: z.string(), name: z.enum(CMS_ATTRIBUTES).nullable(), signed: z.boolean() })).default([]),
})
export type SignatureVerdict = z.infer<typeof SignatureVerdict>

export const SignatureReport = z.object({ verdict: z.enum(VERDICTS), reasons: z.array(ReasonCode), signatures: z.array(SignatureVerdict) })
export type SignatureReport = z.infer<typeof SignatureReport>
