import type { Session } from '../../shared/protocol/session.ts'
import { discover } from './discover.ts'
import { type Download, download, type RemoteBlob } from './download.ts'
import { type EventChannel, openEvents } from './events.ts'
import type { Credentials, HttpInputs } from './http.ts'
import { type Answers, type Call, request } from './request.ts'
import { upload, type UploadSource } from './upload.ts'

export interface ServerLogin extends Credentials { readonly url: string }

/** Máy chủ tỉnh: a JMAP server with one officer's credentials. Holds the session and nothing else; every failure is `province.*`. */
export interface Province {
  /** Asked for once and kept until `forgetSession` or until an answer says that it has changed. */
  session(): Promise<Session>
  forgetSession(): void
  request(calls: readonly Call[]): Promise<Answers>
  /** The server's clock minus ours as last seen; 0 until it was seen. */
  clockSkewMs(): number
  /** The server's time now; null until it was told by an answer. */
  serverNow(): number | null
  /** Answers the blob's id on the server. Nothing that the server holds already is sent again. */
  upload(accountId: string, type: string, source: UploadSource): Promise<string>
  download(accountId: string, blob: RemoteBlob, from: number): Promise<Download>
  events(types: readonly string[], lastEventId: string | null, signal: AbortSignal): Promise<EventChannel>
}

export function makeProvinceClient(given: HttpInputs, login: ServerLogin): Province {
  const held: { session: Promise<Session> | null, skewMs: number | null } = { session: null, skewMs: null }
  const inputs: HttpInputs = { ...given, onServerDate: at => { held.skewMs = at - given.now() } }
  const session = (): Promise<Session> => {
    held.session ??= discover(inputs, login.url, login).then(found => found.session).catch((error: unknown) => {
      held.session = null // a failure must not be remembered as the answer
      throw error
    })
    return held.session
  }
  const ask = async (calls: readonly Call[]): Promise<Answers> => {
    const known = await session()
    const answers = await request(inputs, login, known, calls)
    if (answers.sessionState !== '' && answers.sessionState !== known.state) held.session = null
    return answers
  }
  return {
    session, request: ask,
    clockSkewMs: () => held.skewMs ?? 0,
    serverNow: () => held.skewMs === null ? null : given.now() + held.skewMs,
    forgetSession: () => { held.session = null },
    upload: async (accountId, type, source) => upload({ http: inputs, credentials: login, session: await session(), request: ask }, accountId, type, source),
    download: async (accountId, blob, from) => download(inputs, login, await session(), accountId, blob, from),
    events: async (types, lastEventId, signal) => openEvents(inputs, login, await session(), types, lastEventId, signal),
  }
}
