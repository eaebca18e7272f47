import { Agency, Officer } from '../../shared/model/edoc.ts'
import type { Role } from '../../shared/model/words.ts'
import type { SeedData } from './seed-data.ts'

const PEOPLE: readonly (readonly [key: string, name: string, title: string, role: Role])[] = [
  ['chuyen-vien', 'Nguyễn Thị Hạnh', 'Chuyên viên', 'officer'], ['lanh-dao', 'Trần Văn Minh', 'Giám đốc', 'leader'],
  ['van-thu', 'Lê Thị Lan', 'Văn thư', 'clerk'], ['truong-phong', 'Phạm Quốc Bảo', 'Trưởng phòng', 'unit-head'], ['chuyen-vien-2', 'Vũ Đức Anh', 'Chuyên viên', 'officer'],
]
const AGENCIES = [
  Agency.parse({ id: 'snv', code: 'H31.01', name: 'Sở Nội vụ', shortName: 'SNV', level: 'department' }),
  Agency.parse({ id: 'stc', code: 'H31.02', name: 'Sở Tài chính', shortName: 'STC', level: 'department' }),
]

/**
 * Two agencies with five officers each and no document: enough for every rule. Users are `role@agency`, for instance
 * `van-thu@snv`; the first is `chuyen-vien@snv`; every password is the user's name.
 */
export function seedTiny(): SeedData {
  const staff = AGENCIES.flatMap(agency => PEOPLE.map(([key, name, title, role]) => ({ key, role, officer: Officer.parse({ id: `${agency.id}-${key}`, agencyId: agency.id, name, title, roles: [{ role }] }) })))
  return {
    demo: false, agencies: AGENCIES, officers: staff.map(({ officer }) => officer), documents: [], tasks: [], actions: [], caseFiles: [], blobs: [], tokens: [], arrivals: [],
    accounts: staff.map(({ key, role, officer }) => ({ user: `${key}@${officer.agencyId}`, password: `${key}@${officer.agencyId}`, role, officerId: officer.id, agencyId: officer.agencyId })),
    trust: { issuers: [], files: [] },
  }
}
