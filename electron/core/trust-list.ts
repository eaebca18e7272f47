import { join } from 'node:path'
import { z } from 'zod'
import { toProblem } from '../../shared/problem.ts'
import { readTrustFolder } from '../pki/trust-store.ts'
import { LARGEST_TRUST_LIST, readTrustList, type SignedTrustList, type TrustList } from '../pki/trust-list.ts'
import type { Certificate } from '../pki/certificate.ts'
import { parseAddress } from '../province/address.ts'
import type { Fetch } from '../province/http.ts'
import { readText } from '../province/read-body.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import type { Store } from '../store/open.ts'
import type { Log } from './log.ts'

export interface TrustListInputs {
  readonly store: Store
  readonly fetch: Fetch
  readonly now: () => number
  /** The province's address as it was typed. */
  readonly url: string
  /** Policy's folders: who may sign the list lies in `list-signers` in them. Without one no list is asked for or taken. */
  readonly folders: readonly string[]
  readonly log: Log
}

/** Danh sách tin cậy của tỉnh: kept between starts, never an older one than was seen, asked for once an hour at most. */
export interface TrustLists {
  /** The one that is kept, read anew each time; null without. */
  readonly kept: () => Promise<TrustList | null>
  /** Asks the province, and keeps what is newer; true when something was. Never throws: without a new list the old one goes on. */
  refresh(): Promise<boolean>
}

const PATH = '/.well-known/lien-thong/trust-list'
const KEPT = 'trust.list'
const EVERY_MS = 3_600_000
const PATIENCE_MS = 30_000
const Wire = z.object({ list: z.string(), signature: z.string() })

/** Who may sign the list, by the folders of policy. */
export async function readListSigners(folders: readonly string[]): Promise<readonly Certificate[]> {
  const stores = await Promise.all(folders.map(folder => readTrustFolder(join(folder, 'list-signers')).catch(() => ({ anchors: [] })))) // most folders pin nobody
  return stores.flatMap(store => store.anchors)
}

/** The list that a profile keeps, if a pinned signer signed it. */
export async function keptTrustList(store: Store, signers: readonly Certificate[], now: number): Promise<TrustList | null> {
  // Asked while the profile is being closed there is nothing to tell.
  if (signers.length === 0 || !store.db.open) return null
  const kept = getSetting(store.db, KEPT, Wire)
  return kept === undefined ? null : readTrustList({ ...decoded(kept), signers, now })
}

export function createTrustLists({ store, fetch, now, url, folders, log }: TrustListInputs): TrustLists {
  const signers = readListSigners(folders)
  const held = { askedAt: -Infinity }
  const kept = async (): Promise<TrustList | null> => keptTrustList(store, await signers, now())

  async function ask(): Promise<boolean> {
    const response = await fetch(new Request(new URL(PATH, parseAddress(url)), { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) }))
    if (!response.ok) return false
    const wire = Wire.safeParse(JSON.parse(await readText(response, 2 * LARGEST_TRUST_LIST)))
    const found = wire.success ? await readTrustList({ ...decoded(wire.data), signers: await signers, now: now() }) : null
    if (!wire.success || found === null || found.nextUpdate < now()) return false
    const before = await kept()
    if (before !== null && found.sequence <= before.sequence) return false
    setSetting(store.db, KEPT, wire.data)
    return true
  }

  return {
    kept,
    async refresh() {
      if ((await signers).length === 0 || now() - held.askedAt < EVERY_MS) return false
      held.askedAt = now()
      return ask().catch((error: unknown) => {
        log.failure('trust list', toProblem(error), error)
        return false
      })
    },
  }
}

function decoded({ list, signature }: z.infer<typeof Wire>): SignedTrustList {
  return { list: Uint8Array.from(Buffer.from(list, 'base64')), signature: Uint8Array.from(Buffer.from(signature, 'base64')) }
}
