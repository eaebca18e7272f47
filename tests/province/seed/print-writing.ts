import type { BlobRef } from '../../../shared/model/edoc.ts'
import type { Identity } from '../authority/certificate.ts'
import { annexName, annexOf } from './annex-of.ts'
import { paperOf } from './paper-of.ts'
import { makePdf, type PaperSignature } from './pdf-make.ts'
import { handMark, sealMark, type Mark } from './pdf-marks.ts'
import { agencyIdentity, signatoryIdentity, type World } from './world.ts'
import type { Writing } from './writing.ts'

/**
 * How a paper was signed. The last four are what a careful reader must find out: a figure falsified in the signed bytes,
 * a page exchanged by an update after signing, a certificate nobody vouches for, one that had ended.
 */
export type Signing = 'leader-and-agency' | 'leader' | 'none' | 'falsified' | 'changed-after' | 'untrusted' | 'expired'

const HOUR_MS = 3_600_000

/** Prints a paper and its annexes onto the world's shelf; answers the attachments, the main file first. */
export function printWriting(world: World, writing: Writing, wish: { signing: Signing; annexes: number }): BlobRef[] {
  const paper = paperOf(writing)
  const title = `${writing.number ?? ''}/${writing.notation}`
  const madeAt = writing.issuedAt - HOUR_MS
  const changed = wish.signing === 'changed-after' ? { fault: paperOf({ ...writing, points: writing.points.map(laterDay) }) } : {}
  const main = makePdf(world.press, { paper, title, madeAt, signatures: signaturesFor(world, writing, wish.signing), ...changed, ...(wish.signing === 'falsified' ? { fault: 'flipped' } : {}) })
  const name = `${writing.number === null ? 'Du thao' : writing.number}-${writing.notation.replaceAll('/', '-')}.pdf`
  const places = world.agencies.filter(({ body }) => body === 'commune' || body === 'ward').map(({ spokenName }) => spokenName)
  const annexes = Array.from({ length: wish.annexes }, (_, index) => {
    const bytes = makePdf(world.press, { paper: annexOf(writing, index + 1, places, world.random), title: `${title} - Phụ lục ${index + 1}`, madeAt, signatures: [] })
    return world.shelf.add(bytes, { name: annexName(writing, index + 1), role: 'annex' })
  })
  return [world.shelf.add(main, { name, role: 'main' }), ...annexes]
}

function signaturesFor(world: World, writing: Writing, signing: Signing): PaperSignature[] {
  if (signing === 'none') return []
  const { issuer, signatory, issuedAt } = writing
  const holder = { name: signatory.fullName, agency: issuer.fullName, title: signatory.position, key: 'pool-0' as const }
  const person: Identity = signing === 'untrusted' ? world.authority.untrusted(holder) : signing === 'expired' ? world.authority.expired(holder) : signatoryIdentity(world, issuer, signatory)
  const hand: PaperSignature = { identity: person, by: 'leader', at: issuedAt, mark: keep(world, `hand ${signatory.fullName}`, () => handMark(signatory.fullName)) }
  if (signing === 'leader' || signing === 'untrusted' || signing === 'expired') return [hand]
  const seal: PaperSignature = { identity: agencyIdentity(world.authority, issuer), by: 'agency', at: issuedAt + HOUR_MS / 4, mark: keep(world, `seal ${issuer.fullName}`, () => sealMark(world.press.type, issuer.fullName)) }
  return [hand, seal]
}

/** What a forger would gain by: every day of the text five later. Where there is none, every figure loses its first digit's worth. */
function laterDay(text: string): string {
  return text.replace(/\d+/, figure => String((Number(figure) + 5) % 100))
}

function keep(world: World, name: string, make: () => Mark): Mark {
  const mark = world.marks.get(name) ?? make()
  world.marks.set(name, mark)
  return mark
}
