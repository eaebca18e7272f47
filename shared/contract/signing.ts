import { z } from 'zod'
import { ProblemData } from './problem-data.ts'

const Id = z.string().min(1).max(255)

export const CertificateChoice = z.object({
  sha256: z.string(), subject: z.string(), agency: z.string(), issuer: z.string(), serial: z.string(), notBefore: z.string(), notAfter: z.string(),
  /** Why it cannot sign; null when it can. */
  problem: ProblemData.nullable(),
})
export type CertificateChoice = z.infer<typeof CertificateChoice>

/** Thiết bị ký số: a slot's token, a PKCS#12 file, or VGCA Sign Service, which asks for card and PIN in windows of its own. */
export const TokenView = z.object({
  tokenId: z.string(), source: z.enum(['module', 'p12', 'sign-service']), label: z.string(), model: z.string(), pinPad: z.boolean(), finalTry: z.boolean(), lowCount: z.boolean(), locked: z.boolean(),
  /** The token wants its PIN changed before it signs. */
  mustChange: z.boolean(),
  minPin: z.number(), maxPin: z.number(),
  /** Empty where nothing can be read before the PIN (a PKCS#12 file): the only one that may sign is then taken. */
  certificates: z.array(CertificateChoice),
})
export type TokenView = z.infer<typeof TokenView>

/**
 * On which page (from 1) and where: `[left, bottom, right, top]` in PDF points, origin lower left of the page as displayed
 * (CropBox, after rotation).
 */
export const Placement = z.object({ page: z.number().int().min(1), rect: z.tuple([z.number(), z.number(), z.number(), z.number()]) })
export type Placement = z.infer<typeof Placement>

/** One document as the dialog shows it before it is signed. */
export const PreparedItem = z.object({
  documentId: z.string(), blobId: z.string().nullable(), name: z.string(), subject: z.string(), code: z.string(), addresseeCount: z.number(), pages: z.number(),
  placement: Placement.nullable(), maySignAndSend: z.boolean(),
  /** `blobId` is a mended copy of a damaged file; the officer must be told and shown its pages. */
  repaired: z.boolean(),
  problem: ProblemData.nullable(),
})

export const signingRequests = {
  /** Tokens seen now and what is wrong with modules that could not be asked. Never needs a PIN. */
  'tokens.list': { input: z.object({}), output: z.object({ tokens: z.array(TokenView), problems: z.array(z.object({ module: z.string(), problem: ProblemData })) }) },
  /** What will be signed and where, for the dialog. A document that cannot be signed has its problem. */
  'signing.prepare': {
    input: z.object({ documentIds: z.array(Id).min(1).max(10_000) }),
    output: z.object({
      items: z.array(PreparedItem),
      /** The leader's handwritten signature as PNG, if one is set. */
      image: z.instanceof(Uint8Array).nullable(),
    }),
  },
  /**
   * Mends a document's damaged, unsigned, unencrypted main file (`pdf.damaged`) into a copy whose pages `attachments.open`
   * reads by its blobId. The document keeps its file; the copy is signed by `repaired: true` in `signing.sign`. Refused
   * with `pdf.damaged-signed`, `pdf.encrypted`, `pdf.damaged` (beyond mending, or longer than 20 s), `pdf.too-large`.
   */
  'signing.repair': { input: z.object({ documentId: Id }), output: z.object({ item: PreparedItem }) },
  /**
   * Signs (act *approve*) and puts the moves into the outbox. Asks for the PIN by the event `token.pin-wanted`; the PIN
   * itself never comes this way. A failure of one document does not stop the rest; a failure of the token does.
   */
  'signing.sign': {
    input: z.object({
      requestId: z.string().max(100), tokenId: Id, certificate: z.string().length(64).nullable(), items: z.array(z.object({ documentId: Id, placement: Placement.nullable(), repaired: z.boolean().optional() })).min(1).max(10_000),
      /** `send`: approve, number and dispatch in one act; `approve`: the signature alone. */
      followUp: z.enum(['send', 'approve']),
    }),
    output: z.object({
      results: z.array(z.object({ documentId: z.string(), problem: ProblemData.nullable(), outboxIds: z.array(z.string()) })), certificate: z.string(), signedAt: z.number(), notBefore: z.number(),
    }),
  },
  /**
   * Has the token change its PIN. Asks twice by `token.pin-wanted`, for the old PIN and the new one, or once where the
   * reader's pad takes both.
   */
  'token.change-pin': { input: z.object({ tokenId: Id }), output: z.object({}) },
  'signing.cancel': { input: z.object({ requestId: z.string().max(100) }), output: z.object({}) },
} as const

export const signingEvents = {
  'signing.progress': z.object({ requestId: z.string(), done: z.number(), total: z.number() }),
  /** A token was plugged in or pulled out: what `tokens.list` said is no longer so. */
  'tokens.changed': z.object({}),
  /** Before each prompt; carries what the token says of itself. The shell brokers the one-shot channel under this id. */
  'token.pin-wanted': z.object({ requestId: z.string(), tokenId: z.string(), finalTry: z.boolean(), pinPad: z.boolean(), purpose: z.enum(['login', 'signature', 'old-pin', 'new-pin']), promptsToCome: z.number() }),
} as const
