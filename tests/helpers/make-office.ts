import { randomBytes, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moduleName } from '../../electron/token/module-name.ts'
import { makePkcs12 } from '../province/authority/pkcs12.ts'
import { makeProvince, signIn } from '../province/make-province.ts'
import type { Province, ProvinceInputs } from '../province/province.ts'
import { seedTiny } from '../province/seed-tiny.ts'
import { makeCertificate, type CertificateWish, type Identity } from './certificates.ts'
import { makeCore, type CoreWish, type TestCore } from './make-core.ts'
import { ORIGIN } from './make-client.ts'
import { NOW } from './make-store.ts'

export const OFFICE_PIN = '24681357'

/** A small agency: its leader is its clerk too and holds a certificate that the province knows. */
export interface Office {
  readonly province: Province
  readonly author: ReturnType<typeof signIn>
  readonly officer: Identity
  readonly issuer: Identity
  /** The leader's core. */
  openCore(wish?: Partial<CoreWish>): Promise<TestCore>
  /** Papers submitted to the leader, in this order; ids of the province. */
  submit(papers: readonly { readonly subject: string; readonly pdf: Uint8Array }[]): Promise<string[]>
}

export async function makeOffice(inputs: Partial<ProvinceInputs> = {}): Promise<Office> {
  const issuer = await makeCertificate({ subject: 'C=VN, CN=CA thử nghiệm', key: 'p-256', ca: true })
  const officer = await makeCertificate({ subject: 'C=VN, O=Sở Nội vụ, CN=Trần Văn Minh', key: 'p-256', issuer })
  const seed = seedTiny()
  const serial = new X509Certificate(officer.certificate).serialNumber.toLowerCase()
  const asClerk = { role: 'clerk', validFrom: null, validUntil: null, onBehalfOf: null }
  const officers = seed.officers.map(each => each.id === 'snv-lanh-dao' ? { ...each, roles: [...each.roles, asClerk], certSerials: [serial] } : each)
  const province = makeProvince({ seed: { ...seed, officers, trust: { issuers: [issuer.certificate], files: [] } }, signatures: 'checked', ...inputs })
  const author = signIn(province, 'chuyen-vien@snv')
  return {
    province, author, officer, issuer,
    openCore: wish => makeCore({ fetch: request => province.fetch(request), login: { url: ORIGIN, user: 'lanh-dao@snv', password: 'lanh-dao@snv' }, now: () => NOW, ...wish }),
    async submit(papers) {
      const ids: string[] = []
      for (const { subject, pdf } of papers) {
        const id = await author.draft(subject, { addressees: [{ agencyId: 'stc' }], attachments: [{ blobId: await author.upload(pdf), name: `${subject}.pdf`, role: 'main' }] })
        await author.move('submit', id)
        ids.push(id)
      }
      return ids
    },
  }
}

/** A PKCS#12 file in the core's folder, as its settings name it. */
export function giveTokenFile({ folder }: TestCore, name: string, identity: Identity, chain: readonly Identity[] = []): string {
  const path = join(folder, name)
  const whole = { commonName: name, certificate: Buffer.from(identity.certificate), chain: chain.map(each => Buffer.from(each.certificate)), privateKey: identity.privateKey, serial: '', issuerAndSerial: Buffer.alloc(0) }
  writeFileSync(path, makePkcs12(whole, OFFICE_PIN, randomBytes), { mode: 0o600 })
  return moduleName({ kind: 'p12', path })
}

/** A PIN on the file's road. */
export function givePin({ folder }: TestCore, pin: string): { readonly kind: 'file'; readonly path: string } {
  const path = join(folder, `pin-${randomBytes(4).toString('hex')}`)
  writeFileSync(path, pin, { mode: 0o600 })
  return { kind: 'file', path }
}

export function makeOfficerCertificate(issuer: Identity, wish: Partial<CertificateWish> = {}): Promise<Identity> {
  return makeCertificate({ subject: 'C=VN, O=Sở Nội vụ, CN=Trần Văn Minh', key: 'p-256', issuer, ...wish })
}
