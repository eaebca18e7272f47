import { createHash } from 'node:crypto'
import { BLOB_CAPABILITY, CORE_CAPABILITY, EDOC_CAPABILITY } from '../../../shared/protocol/capability.ts'
import type { Session } from '../../../shared/protocol/session.ts'
import type { Caller } from '../caller.ts'
import type { Limits } from '../jmap/limits.ts'

/** The session of one officer (RFC 8620 §2). */
export function makeSession(caller: Caller, origin: string, limits: Limits, demo: boolean): Session {
  const { maxIdsInQuery: _, ...core } = limits
  const blob = { maxSizeBlobSet: limits.maxSizeUpload, maxDataSources: 64, supportedTypeNames: ['OfficialDocument', 'Action'], supportedDigestAlgorithms: ['sha-256'] }
  const accounts = Object.fromEntries(caller.accounts.map(({ id, view, name }) => [id, {
    name, isPersonal: view === 'personal', isReadOnly: view === 'directory',
    accountCapabilities: {
      [CORE_CAPABILITY]: {}, ...(view === 'directory' ? {} : { [BLOB_CAPABILITY]: blob }),
      [EDOC_CAPABILITY]: { view, officerId: view === 'personal' ? caller.officerId : null, agencyId: view === 'directory' ? null : caller.agencyId },
    },
  }]))
  const personal = caller.accounts.find(({ view }) => view === 'personal')?.id ?? ''
  const session = {
    capabilities: { [CORE_CAPABILITY]: core, [BLOB_CAPABILITY]: {}, [EDOC_CAPABILITY]: { demo } },
    accounts, primaryAccounts: { [CORE_CAPABILITY]: personal, [BLOB_CAPABILITY]: personal, [EDOC_CAPABILITY]: personal }, username: caller.user,
    apiUrl: `${origin}/jmap/api`, downloadUrl: `${origin}/jmap/download/{accountId}/{blobId}/{name}?type={type}`, uploadUrl: `${origin}/jmap/upload/{accountId}/`,
    eventSourceUrl: `${origin}/jmap/events?types={types}&closeafter={closeafter}&ping={ping}`,
  }
  return { ...session, state: sessionState(session) }
}

/** Changes exactly when the session does, so a client knows when to fetch it again (RFC 8620 §3.4). */
function sessionState(session: Omit<Session, 'state'>): string {
  return createHash('sha256').update(JSON.stringify([session.capabilities, session.accounts])).digest('base64url').slice(0, 16)
}
