import * as z from 'zod'
import { ProblemError } from '../../shared/problem.ts'
import { lendDocument } from './lend-document.ts'
import type { Readable } from './lend-document.ts'
import { exchangeText, within } from './websocket.ts'
import type { ServiceAddress } from './websocket.ts'

/** Where VGCA Sign Service listens on every PC that has it (facts §3). */
export const SIGN_SERVICE_PORT = 8987

/** The service's functions by act of NĐ 30/2020. */
const FUNCTIONS = {
  approve: 'SignApproved', issue: 'SignIssued', appendix: 'SignAppendix', copy: 'SignCopy', incoming: 'SignIncome', comment: 'Comment',
} as const
export type ServiceAct = keyof typeof FUNCTIONS

export interface ServiceWish {
  readonly act: ServiceAct
  readonly document: Readable
  /** The file's own name, as the service shows it. */
  readonly name: string
  /** Số; for `issue` and `appendix`. */
  readonly number?: string | undefined
  /** Ngày ban hành, `dd/MM/yyyy`; for `issue`. */
  readonly issuedDate?: string | undefined
  /** Passed through as they are. */
  readonly metaData?: readonly { readonly Key: string; readonly Value: string }[] | undefined
}

/**
 * VGCA Sign Service on this PC: asks for card and PIN in windows of its own and hands back a whole signed document. What
 * it hands back is not judged here. Throws `sign-service.*`.
 */
export interface SignService {
  version(): Promise<string>
  sign(wish: ServiceWish): Promise<Uint8Array>
}

export interface ServiceInputs { readonly address: ServiceAddress; /** A person looks for a card and types a PIN within it. */ readonly deadlineMs: number }

const Reply = z.looseObject({ Status: z.coerce.number(), Message: z.string().nullish() })
/** The service's own words are told, but not a novel. */
const MOST_MESSAGE = 200

export function makeSignService({ address, deadlineMs }: ServiceInputs): SignService {
  const call = (path: string, text: string): Promise<string> => within(deadlineMs, signal => exchangeText({ address, path, text, signal }))
  return {
    version: async () => (await call('/GetVersion', '{}')).slice(0, MOST_MESSAGE),
    async sign({ act, document, name, number, issuedDate, metaData }) {
      const lent = await lendDocument(document, name)
      try {
        const text = JSON.stringify({
          FileUploadHandler: lent.uploadUrl, SessionId: '', JWTToken: '', FileName: lent.fileUrl,
          ...(number === undefined ? {} : { DocNumber: number }), ...(issuedDate === undefined ? {} : { IssuedDate: issuedDate }),
          ...(metaData === undefined ? {} : { MetaData: metaData }),
        })
        checkReply(await call(`/${FUNCTIONS[act]}`, text))
        return await uploaded(lent.signed)
      } finally {
        lent.close()
      }
    },
  }
}

function checkReply(text: string): void {
  const reply = Reply.safeParse(parseJson(text))
  if (!reply.success) throw new ProblemError('sign-service.broken', { why: 'reply' }, { cause: reply.error })
  const { Status: status, Message: message } = reply.data
  if (status !== 0) throw new ProblemError('sign-service.refused', { status, message: (message ?? '').slice(0, MOST_MESSAGE) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // the schema refuses it, with the code of its own
  }
}

/** The upload comes before the reply: what is not here now does not come. */
async function uploaded(signed: Promise<Uint8Array>): Promise<Uint8Array> {
  const none = Symbol('none')
  const found = await Promise.race([signed, new Promise<typeof none>(resolve => { setImmediate(resolve, none) })])
  if (found === none) throw new ProblemError('sign-service.bad-output', { why: 'no-upload' })
  return found
}
