import { createHash } from 'node:crypto'
import type { BlobRef, Officer } from '../../../shared/model/edoc.ts'
import type { Authority, KeyName } from '../authority/authority.ts'
import type { Identity } from '../authority/certificate.ts'
import { blobIdOfDigest } from '../../../shared/protocol/blob.ts'
import type { SeedBlob } from '../seed-data.ts'
import { DEMO_AGENCY, makeAgencies, type SeedAgency } from './agencies.ts'
import type { Mark } from './pdf-marks.ts'
import { openPress, type Press } from './pdf-press.ts'
import { makeOfficers } from './people.ts'
import { makeRandom, type Random } from './random.ts'
import type { Issuer, Signatory } from './writing.ts'

/** What every part of the seed draws from: people, keys, the press, and the numbers already given. */
export interface World {
  readonly now: number
  readonly random: Random
  readonly agencies: readonly SeedAgency[]
  readonly officers: readonly Officer[]
  readonly authority: Authority
  readonly press: Press
  readonly shelf: BlobShelf
  readonly marks: Map<string, Mark>
  readonly lastNumbers: Map<string, number>
}

/** Keeps the files of the seed; the fonts that thousands begin with are kept once. */
export interface BlobShelf { add(bytes: Buffer, file: { name: string; role: 'main' | 'annex'; type?: string }): BlobRef; blobs(): SeedBlob[] }

export const PDF_TYPE = 'application/pdf'

export function openWorld(authority: Authority, now: number): World {
  const agencies = makeAgencies()
  const press = openPress()
  const officers = makeOfficers(agencies).map(officer => {
    const isLeader = officer.roles.some(({ role }) => role === 'leader')
    if (!isLeader && keyOfOfficer(officer.id) === null) return officer
    return { ...officer, certSerials: [officerIdentity(authority, agencies, officer).serial] }
  })
  return { now, random: makeRandom(30_2020), agencies, officers, authority, press, shelf: makeShelf(press), marks: new Map(), lastNumbers: new Map() }
}

function makeShelf(press: Press): BlobShelf {
  const kept = new Map<string, SeedBlob>()
  const prefixHash = createHash('sha256').update(press.prefix)
  return {
    add: (bytes, { name, role, type = PDF_TYPE }) => {
      const startsAlike = bytes.subarray(0, press.prefix.length).equals(press.prefix)
      const tail = startsAlike ? Buffer.from(bytes.subarray(press.prefix.length)) : bytes
      const digest = startsAlike ? prefixHash.copy().update(tail).digest() : createHash('sha256').update(bytes).digest()
      const blobId = blobIdOfDigest(digest.toString('base64url'))
      kept.set(blobId, { blobId, type, bytes: tail, ...(startsAlike ? { head: press.prefix } : {}) })
      return { blobId, name: name.normalize('NFC'), type, size: bytes.length, sha256: digest.toString('hex'), role }
    },
    blobs: () => [...kept.values()],
  }
}

const POOL = ['pool-0', 'pool-1', 'pool-2', 'pool-3'] as const
const OWN_KEYS: Readonly<Record<string, KeyName>> = {
  'O-snv-minhanh': 'demo', 'O-snv-viet': 'colleague', 'O-snv-thuha': 'colleague', 'O-tranhung-lan': 'receiver', 'O-tranhung-phuoc': 'receiver', 'O-stc-thang': 'leader', 'O-stc-hanh': 'leader',
  'O-snv-cuong': 'leader', 'O-snv-thuhoa': 'demo-agency', 'O-stc-kyson': 'colleague',
}

/** The key of an officer whom the demo or a test lets sign; null for the crowd, who share the pool. */
export function keyOfOfficer(officerId: string): KeyName | null {
  return OWN_KEYS[officerId] ?? null
}

export function officerIdentity(authority: Authority, agencies: readonly SeedAgency[], officer: Officer): Identity {
  const agency = agencyOf(agencies, officer.agencyId)
  return authority.officer({ name: officer.name, agency: agency.agency.name, ...(officer.title === null ? {} : { title: officer.title }), key: keyOfOfficer(officer.id) ?? poolKey(officer.id) })
}

export function agencyIdentity(authority: Authority, issuer: Issuer): Identity {
  return authority.agency(issuer.fullName, issuer.agencyId === DEMO_AGENCY ? 'demo-agency' : poolKey(issuer.fullName))
}

/** The certificate of whoever signs a paper, ministers of bodies outside the province included. */
export function signatoryIdentity(world: World, issuer: Issuer, signatory: Signatory): Identity {
  const officer = world.officers.find(({ id }) => id === signatory.officerId)
  if (officer !== undefined) return officerIdentity(world.authority, world.agencies, officer)
  return world.authority.officer({ name: signatory.fullName, agency: issuer.fullName, title: signatory.position, key: poolKey(issuer.fullName) })
}

export function agencyOf(agencies: readonly SeedAgency[], id: string): SeedAgency {
  const found = agencies.find(({ agency }) => agency.id === id)
  if (found === undefined) throw new Error(`the seed has no agency ${id}`)
  return found
}

function poolKey(text: string): KeyName {
  return POOL[(createHash('sha256').update(text).digest()[0] ?? 0) % POOL.length] ?? 'pool-0'
}

