import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REASON_CODES } from '../../shared/model/signature-report.ts'
import { PROBLEM_CODES } from '../../shared/problem.ts'
import { problemText, reasonText } from '../../shared/text/problem.ts'
import { problemEn } from '../../shared/text/problem-en.ts'
import { problemVi } from '../../shared/text/problem-vi.ts'
import { reasonEn, reasonVi } from '../../shared/text/reason.ts'

/** Marks that only Vietnamese has; a text of any length holds some. */
const VIETNAMESE = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/iu
/** What has no English name. */
const OWN_NAMES = /Liên Thông|Công văn|Quyết định/g
const isVietnamese = (text: string) => VIETNAMESE.test(text.replace(OWN_NAMES, ''))
const holes = (text: { readonly title: string; readonly next: string }) => [...`${text.title} ${text.next}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b))

test.each(PROBLEM_CODES)('%s says in both languages what happened and what to do next', code => {
  const [vi, en] = [problemVi[code], problemEn[code]]
  for (const part of [vi.title, vi.next]) expect([part.length > 8, VIETNAMESE.test(part), part === part.normalize('NFC'), /[.?!]$|\}$/.test(part)]).toEqual([true, true, true, true])
  for (const part of [en.title, en.next]) expect([part.length > 5, isVietnamese(part), /[.?!]$|\}$/.test(part)]).toEqual([true, false, true])
  expect(holes(en)).toEqual(holes(vi))
})

test.each(PROBLEM_CODES)('%s reads as a sentence without its facts too, and never shows a code', code => {
  for (const language of ['vi', 'en'] as const) {
    const { title, next } = problemText({ code, facts: {} }, language)
    expect([/[{}]|^ | {2}|""|\(\)| [.,;:!?](?!p|dll|so|dylib)|:\.|:$/.exec(`${title} ${next}`)?.[0] ?? null, `${title} ${next}`.includes(code)]).toEqual([null, false])
  }
})

test.each(REASON_CODES)('%s has its words in both languages', reason => {
  expect([reasonText(reason, 'vi'), VIETNAMESE.test(reasonVi[reason]), reasonVi[reason].endsWith('.')]).toEqual([reasonVi[reason].normalize('NFC'), true, true])
  expect([reasonText(reason, 'en'), VIETNAMESE.test(reasonEn[reason]), reasonEn[reason].endsWith('.')]).toEqual([reasonEn[reason], false, true])
})

test('each fault that an officer meets has words of its own', () => {
  const met = [
    'province.bad-address', 'province.no-answer', 'province.unreachable', 'province.not-jmap', 'province.wrong-password', 'province.certificate', 'blob.hash-mismatch', 'blob.not-here', 'blob.damaged',
    'store.disk-full', 'store.no-key', 'store.wrong-key', 'store.damaged', 'core.restarted', 'core.keeps-failing', 'pdf.not-pdf', 'pdf.encrypted', 'pdf.damaged', 'token.pin-incorrect', 'token.p12-password',
    'token.pin-empty', 'token.module-missing', 'token.absent', 'token.crashed', 'signing.stopped', 'token.no-certificate', 'certificate.wrong-usage', 'certificate.expired', 'outbox.signature-refused', 'outbox.refused', 'outbox.conflict',
  ] as const
  for (const texts of [problemVi, problemEn]) expect(new Set(met.map(code => texts[code].title)).size).toBe(met.length)
})

test('no screen shows a code: what failed is told in the catalogue’s words alone', () => {
  const renderer = join(import.meta.dirname, '../../renderer')
  const screens = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.tsx'))
  // Written out between tags, into an attribute or into a text; compared with is another thing.
  const shown = /[>{`$]\{?\s*(?:\w+\??\.)*(?:problem\??\.code|problemCode)\s*\}/
  expect(screens.filter(file => shown.test(readFileSync(join(renderer, file), 'utf8')))).toEqual([])
  expect([shown.test('<b>{lead.problem.code}</b>'), shown.test('title={problem?.code}'), shown.test('problem.code === x')]).toEqual([true, true, false])
})
