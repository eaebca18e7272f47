import { z } from 'zod'
import { COPY_KINDS, type CopyKind, SIGNING_ACTS } from '../model/signing-act.ts'
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

const Four = z.tuple([z.number(), z.number(), z.number(), z.number()])
const Two = z.tuple([z.number(), z.number()])

/** What will be printed, as outlines and lines in points of the stamp's own rectangle, origin upper left; rectangles are x, y, width, height. */
export const PrintedMark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), path: z.string(), ink: z.string() }),
  /** The act's picture: the leader's signature or the seal. */
  z.object({ kind: z.literal('picture'), rect: Four }),
  z.object({ kind: z.literal('line'), from: Two, to: Two, width: z.number(), ink: z.string() }),
  z.object({ kind: z.literal('frame'), rect: Four, width: z.number(), ink: z.string() }),
])
export type PrintedMark = z.infer<typeof PrintedMark>

/** One place of the page and exactly what will stand there. `fixed`: a prepared field says where. */
export const Stamp = z.object({ placement: Placement, fixed: z.boolean(), marks: z.array(PrintedMark) })
export type Stamp = z.infer<typeof Stamp>

/** What is done (*approve* unless said) and what the officer gives for it. Numbers and dates are the province's and never given here. */
const ActChoice = {
  act: z.enum(SIGNING_ACTS).optional(),
  /** The words of a comment. */
  text: z.string().max(5_000).optional(),
  copyKind: z.enum(Object.keys(COPY_KINDS) as [CopyKind, ...CopyKind[]]).optional(),
}

/** One document as the dialog shows it before it is signed. */
export const PreparedItem = z.object({
  documentId: z.string(), blobId: z.string().nullable(), name: z.string(), subject: z.string(), code: z.string(), addresseeCount: z.number(), pages: z.number(),
  placement: Placement.nullable(), maySignAndSend: z.boolean(),
  /** The signature's own place first, as `placement`; then the fields that are filled with number and date. */
  stamps: z.array(Stamp),
  /** Appendices in files of their own that are signed along with a seal. */
  annexCount: z.number(),
  /** Who has signed what is to be sealed; their signatures were judged and hold. */
  approvedBy: z.array(z.string()),
  /** The day that the province gave with the number. */
  issuedAt: z.string().nullable(),
  /** `blobId` is a mended copy of a damaged file; the officer must be told and shown its pages. */
  repaired: z.boolean(),
  problem: ProblemData.nullable(),
})
export type PreparedItem = z.infer<typeof PreparedItem>

export const signingRequests = {
  /** Tokens seen now and what is wrong with modules that could not be asked. Never needs a PIN. */
  'tokens.list': { input: z.object({}), output: z.object({ tokens: z.array(TokenView), problems: z.array(z.object({ module: z.string(), problem: ProblemData })) }) },
  /** What will be signed and where, for the dialog. A document that cannot be signed has its problem. */
  'signing.prepare': {
    input: z.object({ documentIds: z.array(Id).min(1).max(10_000), ...ActChoice }),
    output: z.object({
      items: z.array(PreparedItem),
      /** The picture of the act as PNG, if one is set: the leader's handwritten signature, or the agency's seal. */
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
   * Signs by an act and puts the moves into the outbox. Asks for the PIN by the event `token.pin-wanted`; the PIN
   * itself never comes this way. A failure of one document does not stop the rest; a failure of the token does.
   */
  'signing.sign': {
    input: z.object({
      requestId: z.string().max(100), tokenId: Id, certificate: z.string().length(64).nullable(), ...ActChoice,
      items: z.array(z.object({
        documentId: Id, placement: Placement.nullable(), repaired: z.boolean().optional(),
        /** The file that was shown; where another one stands by now nothing is signed (`signing.document-changed`). */
        blobId: Id.nullable().optional(),
        /** How far the officer moved the proposal: it is remembered for this act and kind of document. */
        moved: z.object({ dx: z.number(), dy: z.number() }).optional(),
      })).min(1).max(10_000),
      /**
       * `approve`: the signature alone; `number`: it, and the province is asked for the number, which the same officer then
       * seals; `send`: approve, number and dispatch in one act, without a seal; `dispatch`: what was sealed goes out, its
       * appendices signed too; `attach`: the stamped copy is laid beside the document.
       */
      followUp: z.enum(['approve', 'number', 'send', 'dispatch', 'attach']),
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
