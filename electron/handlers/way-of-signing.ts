import type { Placement } from '../../shared/contract/signing.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { ActWords } from '../signing/act.ts'
import type { Judge } from '../signing/own-output.ts'
import type { HashedSource } from '../signing/digest.ts'

/** One document that is to be signed. */
export interface ToSign {
  readonly source: HashedSource
  readonly name: string
  /** Of an encrypted document. */
  readonly password: Uint8Array | undefined
  readonly placement: Placement | null
  readonly act: SigningAct
  readonly words: ActWords
  readonly image: Uint8Array<ArrayBuffer> | null
  readonly imageMm: number | undefined
  /** A clerk will number and seal what the leader approves now: the fields for it are made first. */
  readonly willBeIssued: boolean
  /** Width of the agency's seal on paper in millimetres, where this desk knows it: the field for it is made that large. */
  readonly sealMm: number | undefined
}

/** What our own judge says of a document that is not stored yet; with the password of an encrypted one. */
export type JudgeOwn = (document: Parameters<Judge>[0], password: Uint8Array | undefined) => ReturnType<Judge>

/** Who makes signed documents of others: a token of ours behind its driver, or another program of this PC. */
export interface Way {
  /** In words, for who asks afterwards. */
  readonly certificate: string
  /** Aborts when nothing more can be signed; null where nobody would know. */
  readonly removed: AbortSignal | null
  /** Documents at work at once; 1 where each wants a person. */
  readonly atOnce: number
  /** The whole signed document, judged. */
  sign(document: ToSign): Promise<Uint8Array | AsyncIterable<Uint8Array>>
}

/** Opens a way for one act or batch and closes it behind it. */
export type UseWay = <T>(act: (way: Way) => Promise<T>) => Promise<T>
