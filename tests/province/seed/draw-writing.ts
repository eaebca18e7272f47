import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import type { Urgency } from '../../../shared/model/words.ts'
import { DEMO_AGENCY, PROVINCE_NAME, type SeedAgency } from './agencies.ts'
import { FIELDS } from './fields/index.ts'
import type { Field, Sender, Template } from './fields/field.ts'
import { issuerOf, ministryIssuer, ministrySignatory, signatoryOf } from './issuers.ts'
import { nextNumber, notationFor } from './numbering.ts'
import type { Random } from './random.ts'
import { agencyOf, type World } from './world.ts'
import { dayInWords, TWO_TIERS_AT, type Issuer, type Writing } from './writing.ts'

const DAY_MS = 86_400_000
const ROMAN = ['I', 'II', 'III', 'IV'] as const

/** A paper on something of an ordinary day, addressed to `receiver`. Draws from the world's randomness and numbers. */
export function drawWriting(world: World, issuedAt: number, receiver: SeedAgency): Writing {
  const field = drawField(world.random)
  const template = world.random.pick(field.templates.filter(([, , , subject]) => issuedAt >= TWO_TIERS_AT || !/hai cấp|hai năm|Trung tâm Phục vụ hành chính công/.test(subject)))
  return writeFrom(world, { field, template, issuedAt, receiver })
}

/** A paper from a given template; `issuerId` overrides who would be drawn. */
export function writeFrom(world: World, wish: { field: Field; template: Template; issuedAt: number; receiver: SeedAgency; issuerId?: string }): Writing {
  const { random } = world
  const { field, issuedAt, receiver } = wish
  const [kind, sender, tone, subject] = wish.template
  const seed = sender === 'ministry' && wish.issuerId === undefined ? null : agencyOf(world.agencies, wish.issuerId ?? drawIssuer(world, field, sender, receiver))
  const issuer = seed === null ? ministryIssuer(field.ministry) : issuerOf(seed, world.agencies)
  const unit = seed === null ? field.ministry[2] : sender === 'province' ? field.units.province : sender === 'commune' ? field.units.commune : unitOf(seed, field, random)
  const dueAt = tone !== 'decision' && tone !== 'note' && tone !== 'report' && random.next() < 0.6 ? issuedAt + random.between(4, 18) * DAY_MS : null
  const fill = makeFiller(world, { issuer, issuedAt, dueAt: dueAt ?? issuedAt + 10 * DAY_MS })
  const source = tone === 'order' || tone === 'decision' || tone === 'invitation' ? field.orders : tone === 'report' ? field.results : field.wishes
  return {
    issuer, kind, tone, issuedAt, dueAt,
    signatory: seed === null ? ministrySignatory(issuer, random) : signatoryOf(seed, world.officers, random),
    number: nextNumber(world, issuer, kind, issuedAt), notation: notationFor(issuer, kind, unit),
    matter: fill(subject), points: shuffled(source, random).slice(0, random.between(3, 5)).map(fill),
    urgency: urgencyOf(kind, random), to: addresseesFor(world, issuer, tone, receiver), reference: drawReference(world, issuer, issuedAt), keptBy: unit,
  }
}

function drawField(random: Random): Field {
  let left = random.next() * FIELDS.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [field, weight] of FIELDS) {
    left -= weight
    if (left < 0) return field
  }
  return FIELDS[0]?.[0] ?? random.pick(FIELDS)[0]
}

function drawIssuer(world: World, field: Field, sender: Sender, receiver: SeedAgency): string {
  if (sender === 'province') return 'A-ubnd'
  if (sender === 'council') return 'A-hdnd'
  if (sender === 'office') return 'A-vpubnd'
  const local = world.agencies.filter(({ body }) => body === 'commune' || body === 'ward').map(({ agency }) => agency.id)
  const candidates = (sender === 'commune' ? local : field.departments).filter(id => id !== receiver.agency.id)
  return world.random.pick(candidates.length > 0 ? candidates : ['A-vpubnd'])
}

/** Đơn vị soạn thảo: the field's own where the agency has it, else one of its units. */
function unitOf(seed: SeedAgency, field: Field, random: Random): string {
  const codes = seed.units.map(([code]) => code)
  return codes.includes(field.units.department) ? field.units.department : random.pick(codes)
}

function urgencyOf(kind: Writing['kind'], random: Random): Urgency {
  if (kind === 'Công điện') return random.oneIn(2) ? 'express' : 'very-urgent'
  const dice = random.next()
  return dice < 0.015 ? 'express' : dice < 0.03 ? 'very-urgent' : dice < 0.1 ? 'urgent' : 'normal'
}

function addresseesFor(world: World, issuer: Issuer, tone: Writing['tone'], receiver: SeedAgency): string[] {
  const isLocal = receiver.body === 'commune' || receiver.body === 'ward'
  if (issuer.agencyId === 'A-ubnd' || issuer.agencyId === 'A-vpubnd' || issuer.agencyId === 'A-hdnd') return isLocal ? ['Ủy ban nhân dân các xã, phường'] : ['Các sở, ban, ngành thuộc UBND tỉnh', 'Ủy ban nhân dân các xã, phường']
  if (issuer.agencyId === null) return ['Ủy ban nhân dân các tỉnh, thành phố', `${isLocal ? 'Sở Nội vụ' : receiver.spokenName} các tỉnh, thành phố`]
  if (tone === 'report' && receiver.agency.id === DEMO_AGENCY && world.random.oneIn(3)) return ['Ủy ban nhân dân tỉnh Hà Châu', 'Sở Nội vụ tỉnh Hà Châu']
  return tone === 'order' && !isLocal ? [receiver.agency.name, 'Ủy ban nhân dân các xã, phường'] : [receiver.agency.name]
}

/** A superior's document that this one says it follows. */
function drawReference(world: World, issuer: Issuer, issuedAt: number): string {
  const at = issuedAt - world.random.between(5, 60) * DAY_MS
  const [kind, notation, number, from] = issuer.agencyId === 'A-ubnd' || issuer.agencyId === 'A-hdnd' || issuer.agencyId === null
    ? world.random.pick([['Nghị quyết', 'NQ-CP', world.random.between(20, 280), 'Chính phủ'], ['Công điện', 'CĐ-TTg', world.random.between(10, 210), 'Thủ tướng Chính phủ'], ['Chỉ thị', 'CT-TTg', world.random.between(5, 38), 'Thủ tướng Chính phủ']] as const)
    : world.random.pick([['Công văn', 'UBND-NC', world.random.between(300, 2400), 'Ủy ban nhân dân tỉnh'], ['Kế hoạch', 'KH-UBND', world.random.between(20, 280), 'Ủy ban nhân dân tỉnh'], ['Quyết định', 'QĐ-UBND', world.random.between(100, 2700), 'Ủy ban nhân dân tỉnh']] as const)
  return `${kind} số ${String(number).padStart(2, '0')}/${notation} ngày ${dayInWords(at)} của ${from}`
}

function makeFiller(world: World, at: { issuer: Issuer; issuedAt: number; dueAt: number }): (text: string) => string {
  const { random } = world
  const [year, month] = vietnamDay(at.issuedAt).split('-').map(Number) as [number, number]
  const local = world.agencies.filter(({ body }) => body === 'commune' || body === 'ward')
  const place = (local.find(({ agency }) => agency.id === at.issuer.agencyId) ?? random.pick(local)).spokenName.replace('UBND ', '')
  const words: Record<string, () => string> = {
    year: () => String(year), next: () => String(year + 1), month: () => String(month).padStart(2, '0'), q: () => ROMAN[Math.floor((month - 1) / 3)] ?? 'IV',
    due: () => dayInWords(at.dueAt), xa: () => place, so: () => random.pick(world.agencies.filter(({ body }) => body === 'department')).spokenName, 'tỉnh': () => PROVINCE_NAME,
    n: () => String(random.between(3, 96)), big: () => `${random.between(1, 48)}.${String(random.between(0, 999)).padStart(3, '0')}`, pct: () => `${random.between(71, 99)},${random.between(0, 9)}`,
  }
  return text => text.normalize('NFC').replace(/\{([^}]+)\}/gu, (whole, key: string) => words[key]?.() ?? whole)
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list]
  const out: T[] = []
  while (rest.length > 0) out.push(...rest.splice(random.between(0, rest.length - 1), 1))
  return out
}
