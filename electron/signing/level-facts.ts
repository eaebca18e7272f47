import { tooComplex } from '../pdf/limits.ts'
import { listSignatureFields, MOST_SIGNATURES, type SignatureValue } from '../pdf/signature-fields.ts'
import type { PdfFile } from '../pdf/open.ts'
import { pieces, type Source } from '../pdf/source.ts'
import type { Certificate } from '../pki/certificate.ts'
import { chainOf } from '../pki/chain.ts'
import { verifyCms, type CmsResult } from '../pki/cms-verify.ts'

/** What raising needs to know of one signature. Broken ones are not among them, nor forms that carry no certificate of their own. */
export interface RaisableSignature {
  readonly field: string
  /** False for plain CMS (`adbe.pkcs7.detached`, what many programs of the field write): it takes time and evidence alike, its level stays CMS. */
  readonly isPades: boolean
  /** The first byte behind what it covers. */
  readonly end: number
  /** Certificates upwards from the signer. */
  readonly chain: readonly Certificate[]
  /** The signature's own timestamp: its time and the TSA's chain. */
  readonly stamp: Stamp | null
}

/** `at` in milliseconds, as the token states it. */
export interface Stamp { readonly at: number; readonly chain: readonly Certificate[] }
export interface DocumentTimestamp extends Stamp { readonly field: string; readonly end: number }

export interface LevelFacts {
  readonly signatures: readonly RaisableSignature[]
  /** Intact ones, the oldest first. */
  readonly timestamps: readonly DocumentTimestamp[]
}

const FORMS: Readonly<Record<string, 'timestamp' | 'detached' | 'detached-ess'>> = { 'ETSI.RFC3161': 'timestamp', 'ETSI.CAdES.detached': 'detached-ess', 'adbe.pkcs7.detached': 'detached' }

/** Beside those of the signatures themselves: from the document's store, and the anchors of policy where there are any. */
export interface KnownCertificates { readonly candidates: readonly Certificate[]; readonly anchors: readonly Certificate[] }

/** Reads and checks every signature of the document, cryptographically: whether anybody trusts it is for who judges. */
export async function readLevelFacts(file: PdfFile, known: KnownCertificates): Promise<LevelFacts> {
  const chainFor = ({ certificate, certificates }: Sound): Certificate[] => chainOf(certificate, [...certificates, ...known.candidates], known.anchors)
  const signatures: RaisableSignature[] = []
  const timestamps: DocumentTimestamp[] = []
  const signed = (await listSignatureFields(file)).filter(one => one.signature !== null)
  if (signed.length > MOST_SIGNATURES) throw tooComplex('signatures')
  for (const { field, signature } of signed) {
    const form = FORMS[signature?.subFilter ?? '']
    const end = signature === null ? null : coveredEnd(signature, file.source.size)
    if (signature?.contents == null || form === undefined || end === null) continue
    const cms = await verifyCms({ cms: signature.contents, form, content: () => signedBytes(file.source, signature.byteRange ?? []) })
    if (!isSound(cms)) continue
    if (form !== 'timestamp') signatures.push({ field: field.name, isPades: form === 'detached-ess', end, chain: chainFor(cms), stamp: await stampOf(cms, chainFor) })
    else if (cms.statedAt !== null) timestamps.push({ field: field.name, end, at: cms.statedAt, chain: chainFor(cms) })
  }
  return { signatures, timestamps: timestamps.toSorted((a, b) => a.end - b.end) }
}

async function stampOf(cms: CmsResult, chainFor: (token: Sound) => Certificate[]): Promise<Stamp | null> {
  if (cms.timeStampToken === null) return null
  const { signature } = cms
  const token = await verifyCms({ cms: cms.timeStampToken, form: 'timestamp', content: async function* () { yield signature } })
  return isSound(token) && token.statedAt !== null ? { at: token.statedAt, chain: chainFor(token) } : null
}

type Sound = CmsResult & { readonly certificate: Certificate }

function isSound(cms: CmsResult): cms is Sound {
  return cms.intact && cms.cryptographyValid && cms.reasons.length === 0 && cms.certificate !== null
}

/** Null where the ByteRange does not spare exactly its own Contents. */
function coveredEnd({ byteRange, contentsSpan }: SignatureValue, size: number): number | null {
  if (byteRange?.length !== 4 || contentsSpan === null) return null
  const [start, before = 0, after = 0, rest = 0] = byteRange
  return start === 0 && before === contentsSpan.from && after === contentsSpan.from + contentsSpan.length && after + rest <= size ? after + rest : null
}

async function* signedBytes(source: Source, [, before = 0, after = 0, rest = 0]: readonly number[]): AsyncGenerator<Uint8Array> {
  yield* pieces(source, 0, before)
  yield* pieces(source, after, rest)
}
