import { createHash, createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { certificatePem, makeCertificate, type CertificateWish, type DistinguishedName, type Identity, type ServiceAddresses } from './certificate.ts'
import { makeCrl, type Revoked } from './crl.ts'

/** Whom a person's or an agency's certificate is for. `key` names a key of the authority; several may share one of the pool. */
export interface Holder { readonly name: string; readonly agency: string; readonly title?: string; readonly key: KeyName }

const OWN_KEYS = ['root', 'issuing', 'untrusted', 'server', 'demo', 'demo-agency', 'receiver', 'colleague', 'leader', 'tsa', 'responder'] as const
const POOL_KEYS = ['pool-0', 'pool-1', 'pool-2', 'pool-3'] as const
/** Every key that an authority needs. */
export const KEYS = [...OWN_KEYS, ...POOL_KEYS] as const
export type KeyName = (typeof KEYS)[number]

const YEAR_MS = 365 * 86_400_000
const PROVINCE = 'Tỉnh Hà Châu (thử nghiệm)'
const ORGANISATION = 'Cơ quan chứng thực số thử nghiệm (không có giá trị pháp lý)'
const ROOT: DistinguishedName = { C: 'VN', O: ORGANISATION, CN: 'Root CA phục vụ thử nghiệm tỉnh Hà Châu' }
const ISSUING: DistinguishedName = { C: 'VN', O: ORGANISATION, CN: 'CA phục vụ thử nghiệm các cơ quan Nhà nước' }
const TSA: DistinguishedName = { C: 'VN', O: ORGANISATION, CN: 'Máy chủ cấp dấu thời gian (thử nghiệm)' }
const RESPONDER: DistinguishedName = { C: 'VN', O: ORGANISATION, CN: 'Máy chủ kiểm tra trạng thái chứng thư số (thử nghiệm)' }
const UNTRUSTED: DistinguishedName = { C: 'VN', O: 'Không rõ tổ chức cấp (thử nghiệm)', CN: 'CA không được tin cậy (thử nghiệm)' }

/** Fictional hosts (RFC 2606), the same on every run; a host map sends them to wherever the services listen. */
export const AUTHORITY_HOSTS = { tsa: 'tsa.ca.lienthong.example', ocsp: 'ocsp.ca.lienthong.example', crl: 'crl.ca.lienthong.example', aia: 'aia.ca.lienthong.example' } as const
const OF_ISSUING: ServiceAddresses = {
  ocsp: `http://${AUTHORITY_HOSTS.ocsp}/ocsp`, issuer: `http://${AUTHORITY_HOSTS.aia}/aia/issuing.cer`, crl: `http://${AUTHORITY_HOSTS.crl}/crl/issuing.crl`,
}
/** The root lies in a safe: it has no responder, only a list. */
const OF_ROOT: ServiceAddresses = { ocsp: null, issuer: `http://${AUTHORITY_HOSTS.aia}/aia/root.cer`, crl: `http://${AUTHORITY_HOSTS.crl}/crl/root.crl` }

/** A CA as who signs certificates and lists. */
export interface Issuer { readonly identity: Identity; readonly subject: DistinguishedName }

/** The test authority: keys and birth are kept in its folder, so the same folder always gives the same certificates. */
export interface Authority {
  readonly root: Identity
  readonly issuing: Identity
  readonly untrustedRoot: Identity
  readonly issuer: Issuer
  readonly rootIssuer: Issuer
  /** A folder that holds only the root's PEM: what `--trust` wants. */
  readonly trustDir: string
  /** Chứng thư số của cán bộ: digitalSignature and nonRepudiation. */
  officer(holder: Holder): Identity
  /** Chứng thư số của cơ quan, which makes the seal. */
  agency(name: string, key: KeyName): Identity
  /** Ended half a year before the authority was made. */
  expired(holder: Holder): Identity
  /** May only encrypt: no signature may be made with it. */
  wrongUsage(holder: Holder): Identity
  /** A person's certificate that leads to a root nobody trusts. */
  untrusted(holder: Holder): Identity
  /** For HTTPS on localhost, 127.0.0.1 and ::1. */
  server(): { readonly key: string; readonly cert: string }
  /** Máy chủ cấp dấu thời gian; the others are what a client must not take for one. */
  tsa(): Identity
  tsaWithoutUsage(): Identity
  expiredTsa(): Identity
  /** The delegated OCSP responder of the issuing CA; the others are none, any more or of this CA. */
  responder(): Identity
  expiredResponder(): Identity
  foreignResponder(): Identity
  /** CRL of the issuing CA, for a week. */
  crl(revoked: readonly Revoked[], now: number): Buffer
}

/** Opens the authority in `dir`, making it at `now` (ms) if it is not there. Fifteen RSA keys take about two seconds once. */
export async function openAuthority(dir: string, now: number): Promise<Authority> {
  const birthFile = join(dir, 'made-at.txt')
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 })
  const keys = Object.fromEntries(await Promise.all(KEYS.map(async name => [name, await openKey(join(dir, 'keys', `${name}.pem`))]))) as Record<KeyName, KeyObject>
  if (!existsSync(birthFile)) writeFileSync(birthFile, String(now))
  const authority = makeAuthority(keys, Number(readFileSync(birthFile, 'utf8')), join(dir, 'trust'))
  mkdirSync(authority.trustDir, { recursive: true })
  writeFileSync(join(authority.trustDir, 'root.pem'), certificatePem(authority.root.certificate))
  return authority
}

/** Everything that makes this authority what it is, as files: the province keeps them in its database, beside what it certified. */
export function readAuthorityFiles(dir: string): AuthorityFile[] {
  return ['made-at.txt', ...KEYS.map(name => `keys/${name}.pem`)].map(name => ({ name, bytes: readFileSync(join(dir, name)) }))
}

export interface AuthorityFile { readonly name: string; readonly bytes: Buffer }

/** The authority out of its files; null where one is missing. */
export function authorityFromFiles(files: readonly AuthorityFile[]): Authority | null {
  const bytesOf = (name: string): Buffer | undefined => files.find(file => file.name === name)?.bytes
  const madeAt = bytesOf('made-at.txt')
  const keys = KEYS.map(name => [name, bytesOf(`keys/${name}.pem`)] as const)
  if (madeAt === undefined || keys.some(([, pem]) => pem === undefined)) return null
  return makeAuthority(Object.fromEntries(keys.map(([name, pem]) => [name, createPrivateKey(pem ?? '')])) as Record<KeyName, KeyObject>, Number(madeAt.toString()), '')
}

async function openKey(file: string): Promise<KeyObject> {
  if (existsSync(file)) return createPrivateKey(readFileSync(file))
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return privateKey
}

type IssueWish = Partial<CertificateWish> & { readonly by?: { readonly identity: Identity; readonly subject: DistinguishedName } }

/** The authority over these keys; the same keys and birth give the same certificates (with RSA keys, octet for octet). */
export function makeAuthority(keys: Record<KeyName, KeyObject>, madeAt: number, trustDir: string): Authority {
  // Three years back, so that two years of seeded history lie inside every certificate.
  const validity = { notBefore: madeAt - 3 * YEAR_MS, notAfter: madeAt + 5 * YEAR_MS }
  const longer = { notBefore: madeAt - 6 * YEAR_MS, notAfter: madeAt + 15 * YEAR_MS }
  const ca = (subject: DistinguishedName, key: KeyObject, pathLength: number, issuer: Identity | null) =>
    makeCertificate({ subject, purpose: 'ca', ...longer, serial: serialOf('ca', subject), pathLength, services: issuer === null ? null : OF_ROOT }, key, issuer === null ? null : { identity: issuer, subject: ROOT })
  const root = ca(ROOT, keys.root, 1, null)
  const issuing = ca(ISSUING, keys.issuing, 0, root)
  const untrustedRoot = ca(UNTRUSTED, keys.untrusted, 0, null)

  const made = new Map<string, Identity>()
  const issue = (kind: string, subject: DistinguishedName, key: KeyName, { by = { identity: issuing, subject: ISSUING }, ...wish }: IssueWish = {}) => {
    const services = by.identity === issuing ? OF_ISSUING : null
    const serial = serialOf(`${kind}/${key}`, subject)
    const id = Buffer.from(serial).toString('hex')
    const identity = made.get(id) ?? makeCertificate({ purpose: 'person', ...validity, subject, serial, services, ...wish }, keys[key], by)
    made.set(id, identity)
    return identity
  }

  return {
    root, issuing, untrustedRoot, trustDir, issuer: { identity: issuing, subject: ISSUING }, rootIssuer: { identity: root, subject: ROOT },
    officer: holder => issue('officer', person(holder), holder.key),
    agency: (name, key) => issue('agency', { C: 'VN', L: PROVINCE, O: 'Ủy ban nhân dân tỉnh Hà Châu', CN: name }, key, { purpose: 'seal' }),
    expired: holder => issue('expired', person(holder), holder.key, { notAfter: madeAt - YEAR_MS / 2 }),
    wrongUsage: holder => issue('encryption', person(holder), holder.key, { purpose: 'encryption' }),
    untrusted: holder => issue('untrusted', person(holder), holder.key, { by: { identity: untrustedRoot, subject: UNTRUSTED } }),
    server: () => {
      const identity = issue('server', { C: 'VN', O: ORGANISATION, CN: 'localhost' }, 'server', { purpose: 'server', notAfter: madeAt + 2 * YEAR_MS })
      return { key: keys.server.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: [identity.certificate, ...identity.chain].map(certificatePem).join('') }
    },
    tsa: () => issue('tsa', TSA, 'tsa', { purpose: 'tsa' }),
    tsaWithoutUsage: () => issue('tsa-without-usage', TSA, 'tsa'),
    expiredTsa: () => issue('expired-tsa', TSA, 'tsa', { purpose: 'tsa', notAfter: madeAt - YEAR_MS / 2 }),
    responder: () => issue('responder', RESPONDER, 'responder', { purpose: 'ocsp' }),
    expiredResponder: () => issue('expired-responder', RESPONDER, 'responder', { purpose: 'ocsp', notAfter: madeAt - YEAR_MS / 2 }),
    foreignResponder: () => issue('foreign-responder', RESPONDER, 'responder', { purpose: 'ocsp', by: { identity: untrustedRoot, subject: UNTRUSTED } }),
    crl: (revoked, now) => makeCrl({ identity: issuing, subject: ISSUING }, { revoked, thisUpdate: now, nextUpdate: now + 7 * 86_400_000, number: Math.floor(now / 1000) }),
  }
}

function person(holder: Holder): DistinguishedName {
  return { C: 'VN', L: PROVINCE, O: holder.agency, ...(holder.title === undefined ? {} : { T: holder.title }), CN: holder.name }
}

/** Sixteen octets that follow from what is certified; the first is below 0x80 and not zero. */
function serialOf(kind: string, subject: DistinguishedName): Uint8Array {
  const digest = createHash('sha256').update(kind).update('\n').update(JSON.stringify(subject)).digest()
  return Buffer.from([0x10 | ((digest[0] ?? 0) & 0x6f), ...digest.subarray(1, 16)])
}
