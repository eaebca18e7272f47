import type { TokenView } from '../../shared/contract/signing.ts'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import { makeSignService, type SignService } from '../sign-service/sign-service.ts'
import { readServicePin } from '../sign-service/websocket.ts'
import type { BlobSource } from '../store/blob-file.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { z } from 'zod'
import type { JudgeOwn, UseWay } from './way-of-signing.ts'

const PIN = 'sign-service-certificate'
/** Long enough to find the card, to think of the PIN and to be called away once. */
const DEADLINE_MS = 15 * 60_000
const LOOK_MS = 5_000
const PIECE_BYTES = 256 << 10

/** How the window names this way of signing; behind it is no token of ours. */
export const SIGN_SERVICE_ID = 'vgca-sign-service'

export const SIGN_SERVICE_VIEW: TokenView = {
  tokenId: SIGN_SERVICE_ID, source: 'sign-service', label: 'VGCA Sign Service', model: '', pinPad: true, finalTry: false, lowCount: false, locked: false, mustChange: false,
  minPin: 0, maxPin: 0, certificates: [],
}

/** Learns the certificate of the service that runs at this port now, or forgets it. */
export async function rememberSignService(db: Database, port: number | null): Promise<void> {
  setSetting(db, PIN, port === null ? null : await readServicePin(port, LOOK_MS))
}

/** The service, known by the certificate that was there when it was chosen; null where it was not. */
export function chosenSignService(db: Database, port: number): SignService | null {
  const pin = getSetting(db, PIN, z.string().nullable()) ?? null
  return pin === null ? null : makeSignService({ address: { port, pin }, deadlineMs: DEADLINE_MS })
}

/** Document by document, each through the service's own windows; what comes back is judged before it is kept. */
export function serviceWay({ signService, judgeOwn }: { readonly signService: () => SignService | null; readonly judgeOwn: JudgeOwn }): UseWay {
  const service = signService()
  if (service === null) throw new ProblemError('token.absent')
  return act => act({
    certificate: SIGN_SERVICE_VIEW.label, removed: null, atOnce: 1,
    async sign({ source, name, password, act, words }) {
      const metaData = Object.entries({ SoDen: act === 'incoming' ? words.number : undefined, HinhThucSao: words.copyKind, NoiDung: words.text })
        .flatMap(([Key, Value]) => Value === undefined ? [] : [{ Key, Value }])
      const signed = await service.sign({
        act: act === 'plain' ? 'approve' : act, document: source, name, number: words.number, issuedDate: words.date?.split('-').toReversed().join('/'),
        ...(metaData.length === 0 ? {} : { metaData }),
      })
      const keepsOriginal = signed.length > source.size && await isPrefix(source, signed)
      checkServiceOutput({ before: await judgeOwn(source, password), after: await judgeOwn({ size: signed.length, read: (offset, length) => Promise.resolve(signed.subarray(offset, offset + length)) }, password), keepsOriginal })
      return signed
    },
  })
}

async function isPrefix(source: Pick<BlobSource, 'size' | 'read'>, whole: Uint8Array): Promise<boolean> {
  for (let at = 0; at < source.size; at += PIECE_BYTES) {
    const piece = await source.read(at, Math.min(PIECE_BYTES, source.size - at))
    if (Buffer.compare(piece, whole.subarray(at, at + piece.length)) !== 0) return false
  }
  return true
}

/**
 * What another program handed back as the signed document: a new signature that holds over the whole file, and every byte
 * of what was signed before. Throws `sign-service.bad-output`.
 */
export function checkServiceOutput({ before, after, keepsOriginal }: { before: SignatureReport; after: SignatureReport; keepsOriginal: boolean }): void {
  if (after.signatures.length <= before.signatures.length) throw refused('not-signed')
  if (before.signatures.length > 0 && !keepsOriginal) throw refused('earlier-signature')
  const newest = after.signatures.find(({ coverage }) => coverage === 'whole-file')
  if (newest === undefined || !newest.intact || !newest.cryptographyValid) throw refused('signature')
}

function refused(why: string): ProblemError {
  return new ProblemError('sign-service.bad-output', { why })
}
