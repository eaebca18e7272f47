import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Authority, authorityFromFiles } from './authority/authority.ts'
import { certificatePem } from './authority/certificate.ts'
import type { Revoked } from './authority/crl.ts'
import { type AuthorityServices, createAuthorityServices } from './authority/services.ts'
import { ownTrustList } from './authority/trust-list.ts'
import { serveHttp, type Tls } from './http/serve-http.ts'
import { authorityAlone, serviceAddresses, withAuthority } from './http/with-authority.ts'
import { readAgency, readOfficer } from './edoc/officers.ts'
import { createProvince, type Province } from './province.ts'
import { keepsSeal, seedDemo, seedEmpty, seedLoad } from './seed/make-seed.ts'
import type { SeedData } from './seed-data.ts'
import { parseSeedName, seedImage, type SeedName } from './seeds.ts'
import { sql } from './store/open-store.ts'

/** The reference province as a process (cli.md, `province`): the first line of output tells where everything is. */

/** How it ends when somebody else has the port. */
const EXIT_PORT_TAKEN = 98

const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'province')
const REVOKED = 'revoked.json'
const random = (bytes: number): Uint8Array => randomBytes(bytes)

interface ProvinceOptions { readonly seed: SeedName, readonly port: number, readonly data: string | null, readonly isTls: boolean }

function readOptions(): ProvinceOptions {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' }, seed: { type: 'string' }, tls: { type: 'boolean' }, json: { type: 'boolean' } } })
    const seed = parseSeedName(values.seed ?? 'demo')
    const port = Number(values.port ?? '0')
    if (seed === null) throw new Error(`no seed ${values.seed}`)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`no port ${values.port}`)
    return { seed, port, data: values.data === undefined ? null : resolve(values.data), isTls: values.tls === true }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\nusage: province [--port N] [--data DIR] [--seed demo|empty|load:N] [--tls]`)
    process.exit(2)
  }
}

async function main(): Promise<void> {
  // Started with a channel it lives as long as who started it, however that ends; by hand it has none.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
  const { seed, port, data, isTls } = readOptions()
  const isKept = data !== null
  const dir = data ?? mkdtempSync(join(tmpdir(), 'province-'))
  const province = await openProvince(dir, isKept, seed)
  const { tokens, trust } = writeFiles(province, dir)
  const tls = isTls ? readTls(province) : null
  const { services, authority } = openServices(province) ?? { services: null, authority: null }
  const trustList = authority === null ? null : pinnedList(authority, trust)
  const log = (error: unknown): void => console.error(error)
  const listening = await serveHttp(services === null ? province : withAuthority(province, services, trustList), port, tls, log).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    console.error(`port ${port} is taken`)
    if (!isKept) rmSync(dir, { recursive: true, force: true })
    process.exit(EXIT_PORT_TAKEN)
  })
  const plain = services === null || tls === null ? listening : await serveHttp(authorityAlone(province, services), 0, null, log)
  const addresses = services === null ? null : serviceAddresses(plain.port)
  if (addresses !== null) writeFileSync(join(trust, 'hosts.map'), `${addresses.hostMap.join('\n')}\n`)
  const url = `${tls === null ? 'http' : 'https'}://127.0.0.1:${listening.port}`
  console.log(JSON.stringify({
    url, session: `${url}/.well-known/jmap`, ...addresses ?? { tsa: null, ocsp: null, crl: null }, trust, ca: existsSync(join(trust, 'root.pem')) ? join(trust, 'root.pem') : null,
    accounts: province.accounts.map(({ user, password, role, agency, officer }) => ({ user, password, role, agencyId: agency, officerId: officer })), tokens,
  }))

  const held = { isStopping: false }
  const stop = async (): Promise<void> => {
    if (held.isStopping) return
    held.isStopping = true
    await listening.stop()
    if (plain !== listening) await plain.stop()
    province.close()
    if (!isKept) rmSync(dir, { recursive: true, force: true })
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
}

async function openProvince(dir: string, isKept: boolean, seed: SeedName): Promise<Province> {
  const path = join(dir, 'province.db')
  const image = () => seedImage(seed, { make: makeSeed, cacheDir: CACHE, now: Date.now(), random })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (isKept && !existsSync(path)) writeFileSync(path, await image(), { mode: 0o600 })
  const storage = isKept ? { kind: 'file', path } as const : { kind: 'image', bytes: await image() } as const
  return createProvince({ storage, seed: null, clock: { now: () => Date.now() }, random, signatures: 'checked', every })
}

/** The signed list of roots, and in the trust folder who may sign it: what an IT department rolls out. */
function pinnedList(authority: Authority, trust: string): string {
  mkdirSync(join(trust, 'list-signers'), { recursive: true })
  writeFileSync(join(trust, 'list-signers', 'root.pem'), certificatePem(authority.root.certificate))
  return ownTrustList(authority, Date.now())
}

/** The authority's services over the keys that lie in the province's database; what they revoke lies there too. */
function openServices({ store }: Province): { readonly services: AuthorityServices, readonly authority: Authority } | null {
  const files = (sql(store, "select name, bytes from kept_file where name like 'authority/%'").all() as { name: string, bytes: Buffer }[]).map(({ name, bytes }) => ({ name: name.slice('authority/'.length), bytes }))
  const authority = authorityFromFiles(files)
  if (authority === null) return null
  const kept = files.find(({ name }) => name === REVOKED)
  const services = createAuthorityServices({
    authority, now: () => Date.now(), random, revoked: kept === undefined ? [] : JSON.parse(kept.bytes.toString()) as Revoked[],
    onRevoked: revoked => { sql(store, 'insert or replace into kept_file values (?, ?)').run(`authority/${REVOKED}`, Buffer.from(JSON.stringify(revoked))) },
  })
  return { services, authority }
}

function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms)
  return () => clearInterval(timer)
}

/** The authority's keys stay when the seed is made anew on another day: a token given out yesterday still signs. */
async function makeSeed(name: SeedName): Promise<SeedData> {
  const inputs = { authorityDir: join(CACHE, 'authority'), now: Date.now(), random }
  if (name === 'demo') return seedDemo(inputs)
  return name === 'empty' ? seedEmpty(inputs) : seedLoad(inputs, Number(name.slice('load:'.length)))
}

/** Writes out what clients open as files: the trust folder and the officers' tokens. */
function writeFiles({ store }: Province, dir: string): { readonly trust: string, readonly tokens: readonly { p12: string, pin: string, officerId: string }[] } {
  const trust = join(dir, 'trust')
  const folder = join(dir, 'tokens')
  for (const made of [trust, folder]) mkdirSync(made, { recursive: true, mode: 0o700 })
  const files = sql(store, "select name, bytes from kept_file where name like 'trust/%'").all() as { name: string, bytes: Buffer }[]
  for (const { name, bytes } of files) writeFileSync(join(dir, name), bytes)
  const rows = sql(store, 'select officer, pin, p12 from token order by place').all() as { officer: string, pin: string, p12: Buffer }[]
  const tokens = rows.map(({ officer, pin, p12 }, place) => {
    // The file's name is what the signing dialog calls the token, so it is whose it is, as printed on a card: a person's, or the agency's.
    const holder = readOfficer(store, officer)
    const owner = holder !== null && keepsSeal(officer) ? readAgency(store, holder.agencyId)?.name : holder?.name
    const path = join(folder, `${owner ?? officer} ${place + 1}.p12`)
    writeFileSync(path, p12, { mode: 0o600 })
    return { p12: path, pin, officerId: officer }
  })
  return { trust, tokens }
}

function readTls({ store }: Province): Tls {
  const read = (name: string): string => (sql(store, 'select bytes from kept_file where name = ?').pluck().get(name) as Buffer | undefined)?.toString() ?? ''
  const tls = { key: read('server.key'), cert: read('server.pem') }
  if (tls.key === '') throw new Error('this seed has no certificate for HTTPS')
  return tls
}

await main()
