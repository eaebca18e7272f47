import type { Officer } from '../../../shared/model/edoc.ts'
import type { Role } from '../../../shared/model/words.ts'
import { DEMO_AGENCY, OTHER_AGENCY, RECEIVER_AGENCY, type Body, type SeedAgency } from './agencies.ts'
import { makeRandom, type Random } from './random.ts'

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Đinh', 'Lương', 'Phan', 'Mai', 'Tạ', 'Trịnh', 'Cao', 'Đoàn', 'Hà']
const MALE = ['Văn Dũng', 'Quốc Việt', 'Hoàng Cường', 'Thành Nam', 'Đức Thắng', 'Hữu Phước', 'Minh Tuấn', 'Xuân Trường', 'Ngọc Sơn', 'Quang Huy', 'Tiến Đạt', 'Công Thành', 'Trọng Nghĩa', 'Anh Tú', 'Mạnh Hùng', 'Thế Vinh', 'Bá Lộc', 'Kỳ Sơn', 'Gia Khánh', 'Đình Ưng']
const FEMALE = ['Thị Hạnh', 'Thu Hoa', 'Thị Lan', 'Ngọc Ánh', 'Thanh Huyền', 'Thị Bích Ngọc', 'Minh Nguyệt', 'Thu Hằng', 'Thị Thúy', 'Hải Yến', 'Phương Thảo', 'Thị Mỹ Duyên', 'Kim Oanh', 'Hồng Nhung', 'Thị Quỳnh', 'Diệu Linh', 'Thùy Dương', 'Bảo Trâm', 'Ánh Tuyết', 'Thị Xuân']

/** How the head and the deputy of a body are called, and what stands above their names. */
export const TITLES: Record<Body, { head: string; deputy: string; onBehalf: string | null }> = {
  council: { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', onBehalf: 'TM. HỘI ĐỒNG NHÂN DÂN' },
  'people-committee': { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', onBehalf: 'TM. ỦY BAN NHÂN DÂN' },
  commune: { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', onBehalf: 'TM. ỦY BAN NHÂN DÂN' },
  ward: { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', onBehalf: 'TM. ỦY BAN NHÂN DÂN' },
  office: { head: 'Chánh Văn phòng', deputy: 'Phó Chánh Văn phòng', onBehalf: null },
  department: { head: 'Giám đốc', deputy: 'Phó Giám đốc', onBehalf: null },
  centre: { head: 'Giám đốc', deputy: 'Phó Giám đốc', onBehalf: null },
  inspectorate: { head: 'Chánh Thanh tra', deputy: 'Phó Chánh Thanh tra', onBehalf: null },
  board: { head: 'Trưởng Ban', deputy: 'Phó Trưởng Ban', onBehalf: null },
  branch: { head: 'Chi cục trưởng', deputy: 'Phó Chi cục trưởng', onBehalf: null },
}

type Person = readonly [key: string, name: string, title: string, unit: number | null, roles: readonly Role[]]

// The people whom the story of the demo needs; everyone else is drawn.
const KNOWN: Readonly<Record<string, readonly Person[]>> = {
  [DEMO_AGENCY]: [
    ['minhanh', 'Nguyễn Minh Anh', 'Phó Giám đốc', null, ['leader', 'clerk', 'officer']],
    ['cuong', 'Lê Hoàng Cường', 'Giám đốc', null, ['leader']],
    ['thuhoa', 'Trần Thu Hoa', 'Văn thư', 3, ['clerk']],
    ['viet', 'Trần Quốc Việt', 'Chuyên viên', 0, ['officer']],
    ['thuha', 'Lê Thị Thu Hà', 'Trưởng phòng', 1, ['unit-head', 'officer']],
    ['truong', 'Phạm Xuân Trường', 'Trưởng phòng', 0, ['unit-head', 'officer']],
    ['huyen', 'Đỗ Thanh Huyền', 'Chuyên viên chính', 2, ['officer']],
  ],
  [RECEIVER_AGENCY]: [
    ['lan', 'Phạm Thị Lan', 'Công chức Văn phòng - Thống kê', 0, ['clerk']],
    ['phuoc', 'Bùi Hữu Phước', 'Chủ tịch', null, ['leader']],
  ],
  [OTHER_AGENCY]: [
    ['ngocanh', 'Vũ Ngọc Ánh', 'Văn thư', 3, ['clerk']],
    ['thang', 'Hoàng Đức Thắng', 'Giám đốc', null, ['leader']],
    ['hanh', 'Vũ Thị Hạnh', 'Phó Giám đốc', null, ['leader']],
    ['kyson', 'Đinh Kỳ Sơn', 'Trưởng phòng', 0, ['unit-head']],
    ['duyen', 'Lương Thị Mỹ Duyên', 'Chuyên viên', 0, ['officer']],
  ],
  'A-ubnd': [['nam', 'Đỗ Thành Nam', 'Phó Chủ tịch', null, ['leader']], ['dung', 'Hoàng Văn Dũng', 'Chủ tịch', null, ['leader']]],
}

/** Officers of every role in every agency, with names that come out the same every time. */
export function makeOfficers(agencies: readonly SeedAgency[]): Officer[] {
  const random = makeRandom(20_241_124)
  return agencies.flatMap(seed => {
    const known = KNOWN[seed.agency.id] ?? []
    const drawn = drawPeople(seed, random).filter(([, , title, , roles]) => !known.some(one => one[2] === title || (roles[0] === 'clerk' && one[4].includes('clerk'))))
    return [...known, ...drawn].map(([key, name, title, unit, roles]): Officer => ({
      id: `O-${seed.agency.id.slice(2)}-${key}`, agencyId: seed.agency.id, unit: unit === null ? null : seed.units[unit % seed.units.length]?.[1] ?? null,
      name, title, email: `${key}.${seed.agency.id.slice(2)}@hachau.example`,
      roles: roles.map(role => ({ role, validFrom: null, validUntil: null, onBehalfOf: null })), isActive: true, certSerials: [],
    }))
  })
}

function drawPeople(seed: SeedAgency, random: Random): Person[] {
  const titles = TITLES[seed.body]
  const name = () => `${random.pick(FAMILY)} ${random.oneIn(2) ? random.pick(MALE) : random.pick(FEMALE)}`
  const isBig = seed.body === 'department' || seed.body === 'people-committee'
  return [
    ['head', name(), titles.head, null, ['leader']],
    ['deputy', name(), titles.deputy, null, ['leader']],
    ['clerk', name(), 'Văn thư', seed.units.length - 1, ['clerk']],
    ...seed.units.map(([, unit], index): Person => [`chief${index}`, name(), unit.startsWith('Phòng') ? 'Trưởng phòng' : 'Trưởng bộ phận', index, ['unit-head']]),
    ...Array.from({ length: isBig ? 6 : 2 }, (_, index): Person => [`officer${index}`, name(), random.oneIn(4) ? 'Chuyên viên chính' : 'Chuyên viên', index, ['officer']]),
    ['admin', name(), 'Quản trị hệ thống', seed.units.length - 1, ['admin']],
  ]
}
