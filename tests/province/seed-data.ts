import type { Action, Agency, CaseFile, Officer, OfficialDocument, Task } from '../../shared/model/edoc.ts'
import type { Role } from '../../shared/model/words.ts'

/**
 * What a province begins with, as plain values. Ids use only `A-Z a-z 0-9 - _` (RFC 8620 §1.2) and do not begin with `x`,
 * which is the mark of ids the province gives out itself. `can`, the views of the accounts and the counters of the
 * registers are worked out by the province and need not be right here.
 */
export interface SeedData {
  /** Said in the session; the province then takes POST /demo/network and /demo/arrive. */
  readonly demo: boolean
  readonly agencies: readonly Agency[]
  readonly officers: readonly Officer[]
  /** The first one is the account that demos and benchmarks use. */
  readonly accounts: readonly SeedAccount[]
  readonly documents: readonly SeedDocument[]
  readonly tasks: readonly Task[]
  readonly actions: readonly Action[]
  readonly caseFiles: readonly CaseFile[]
  /** Every blob that an attachment names; `blobIdOf(bytes)` of `tests/province/blob-id.ts` is the id. */
  readonly blobs: readonly SeedBlob[]
  readonly tokens: readonly SeedToken[]
  /** What `POST /demo/arrive` delivers in turn to the first account's agency; `id`, `state`, dates, `rev` are set on arrival. */
  readonly arrivals: readonly OfficialDocument[]
  readonly trust: SeedTrust
}

export interface SeedAccount { readonly user: string, readonly password: string, readonly role: Role, readonly officerId: string, readonly agencyId: string }

/**
 * Each agency has its own copy of a document. `sourceId` is the sender's document that an incoming one was delivered
 * from, when that is in the seed too: processing statuses go back to it.
 */
export interface SeedDocument { readonly agencyId: string, readonly sourceId: string | null, readonly value: OfficialDocument }

/** A blob is `head`, if there is one, and then `bytes`: thousands may share a head (fonts) that is kept once. */
export interface SeedBlob { readonly blobId: string, readonly type: string, readonly head?: Uint8Array, readonly bytes: Uint8Array }

/** A PKCS#12 file that an officer keeps: their own, whose certificate's serial (lower-case hex) is in their `certSerials`, or the agency's. */
export interface SeedToken { readonly officerId: string, readonly pin: string, readonly p12: Uint8Array }

/** The test authority: DER certificates that may issue officers' certificates, and the files of the trust folder. */
export interface SeedTrust {
  readonly issuers: readonly Uint8Array[]
  readonly files: readonly { readonly name: string, readonly bytes: Uint8Array }[]
  /** What the authority's own services need: its keys, as it keeps them. Without them there is no TSA, OCSP or CRL. */
  readonly authority?: readonly { readonly name: string, readonly bytes: Uint8Array }[]
  /** PEM key and certificate for HTTPS on localhost, when the authority has one. */
  readonly server?: { readonly key: string, readonly cert: string }
}
