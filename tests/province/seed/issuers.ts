import type { Officer } from '../../../shared/model/edoc.ts'
import { PROVINCE_NAME, type SeedAgency } from './agencies.ts'
import { TITLES } from './people.ts'
import type { Random } from './random.ts'
import type { Issuer, Signatory } from './writing.ts'

const HEAD = PROVINCE_NAME.toUpperCase()

/** How an agency stands at the head of its papers (NĐ 30/2020, Phụ lục I, mục II.2). */
export function issuerOf(seed: SeedAgency, all: readonly SeedAgency[]): Issuer {
  const { agency, body, abbreviation, spokenName } = seed
  const parent = all.find(one => one.agency.id === agency.parentId)
  const upper = spokenName.toUpperCase()
  const isCommittee = body === 'people-committee' || body === 'commune' || body === 'ward'
  return {
    agencyId: agency.id, fullName: agency.name, spokenName, abbreviation,
    place: body === 'commune' || body === 'ward' ? spokenName.replace(/^UBND (xã|phường) /, '') : 'Hà Châu',
    headLines: body === 'council' ? ['HỘI ĐỒNG NHÂN DÂN', HEAD] : body === 'people-committee' ? ['ỦY BAN NHÂN DÂN', HEAD] : isCommittee ? ['ỦY BAN NHÂN DÂN', upper.replace('UBND ', '')]
      : agency.id === 'A-vpubnd' ? ['VĂN PHÒNG'] : [upper],
    parentLines: isCommittee || body === 'council' ? [] : [parent?.body === 'people-committee' ? `UBND ${HEAD}` : parent?.body === 'council' ? `HĐND ${HEAD}` : parent?.spokenName.toUpperCase() ?? `UBND ${HEAD}`],
  }
}

/** A ministry or another body outside the province. */
export function ministryIssuer([name, abbreviation]: readonly [string, string, string]): Issuer {
  return { agencyId: null, fullName: name, spokenName: name, abbreviation, place: 'Hà Nội', headLines: [name.toUpperCase()], parentLines: [] }
}

/** The head or, twice in three, a deputy signs. */
export function signatoryOf(seed: SeedAgency, officers: readonly Officer[], random: Random): Signatory {
  const leaders = officers.filter(officer => officer.agencyId === seed.agency.id && officer.roles.some(({ role }) => role === 'leader'))
  const titles = TITLES[seed.body]
  const deputies = leaders.filter(({ title }) => title === titles.deputy)
  const chosen = deputies.length > 0 && random.next() < 0.66 ? random.pick(deputies) : leaders.find(({ title }) => title === titles.head) ?? random.pick(leaders)
  return signatoryFor(seed, chosen)
}

export function signatoryFor(seed: SeedAgency, officer: Officer): Signatory {
  const titles = TITLES[seed.body]
  const position = officer.title ?? titles.deputy
  const isDeputy = position === titles.deputy
  const forHead = isDeputy ? [`KT. ${titles.head.toUpperCase()}`] : []
  const lines = [...(titles.onBehalf === null ? [] : [titles.onBehalf]), ...forHead, position.toUpperCase()]
  return { officerId: officer.id, fullName: officer.name, position, capacity: lines.length > 1 ? lines.slice(0, -1).join('\n') : null, titles: lines }
}

const MINISTRY_PEOPLE = ['Nguyễn Trọng Khải', 'Trần Văn Thịnh', 'Lê Thị Minh Châu', 'Phạm Đức Lương', 'Vũ Hồng Quân'] as const

export function ministrySignatory(issuer: Issuer, random: Random): Signatory {
  const isGovernment = issuer.abbreviation === 'VPCP'
  const titles = isGovernment ? ['KT. BỘ TRƯỞNG, CHỦ NHIỆM', 'PHÓ CHỦ NHIỆM'] : ['KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG']
  return { officerId: null, fullName: random.pick(MINISTRY_PEOPLE), position: isGovernment ? 'Phó Chủ nhiệm' : 'Thứ trưởng', capacity: titles[0] ?? null, titles }
}
