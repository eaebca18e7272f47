import type { Facts } from '../../shared/problem.ts'
import { VERDICTS } from '../../shared/model/signature-report.ts'
import { verdictWords } from './report-words.ts'
import type { Language } from '../../shared/text/problem.ts'

type Words = Readonly<Record<Language, string>>

/** Each step of the demo in words, filled from its facts. */
const STEPS = {
  connect: { vi: 'Đăng nhập: {user}', en: 'Signed in: {user}' },
  sync: { vi: 'Đồng bộ lần đầu: {created} mục', en: 'First sync: {created} objects' },
  inbox: { vi: '  {code} {subject}', en: '  {code} {subject}' },
  open: { vi: 'Mở văn bản: {file}, {bytes} byte. {verdict}.', en: 'Document opened: {file}, {bytes} bytes. {verdict}.' },
  draft: { vi: 'Soạn dự thảo: {id}', en: 'Draft made: {id}' },
  submit: { vi: 'Trình ký: máy chủ nhận {accepted} việc', en: 'Submitted: the server took {accepted}' },
  'network-cut': { vi: 'Cắt mạng', en: 'Network cut' },
  sign: { vi: 'Ký số khi ngoại tuyến: {certificate}', en: 'Signed offline: {certificate}' },
  wait: { vi: 'Chờ gửi khi ngoại tuyến: {waiting} việc', en: 'Waiting while offline: {waiting}' },
  send: { vi: 'Nối mạng: đã gửi {accepted} việc', en: 'Network back: {accepted} sent' },
  seal: { vi: 'Ký số cơ quan (dấu): {certificate}', en: 'Sealed: {certificate}' },
  receipt: { vi: 'Số {number}/{notation} đã đến {agency}', en: 'No. {number}/{notation} arrived at {agency}' },
  verify: { vi: '{verdict} → {out}', en: '{verdict} → {out}' },
} as const satisfies Record<string, Words>

export type DemoStep = keyof typeof STEPS

export function demoWords(step: DemoStep, facts: Facts, language: Language): string {
  return STEPS[step][language].replace(/\{(\w+)\}/g, (_all, name: string) => name === 'verdict' ? verdictOf(facts, language) : String(facts[name] ?? ''))
}

function verdictOf({ verdict }: Facts, language: Language): string {
  const known = VERDICTS.find(each => each === verdict)
  return known === undefined ? '' : verdictWords(known, language)
}
