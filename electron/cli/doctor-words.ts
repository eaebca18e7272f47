import type { Language } from '../../shared/text/problem.ts'
import { problemText } from '../../shared/text/problem.ts'
import type { DoctorReport } from './commands/doctor.ts'

const WORDS = {
  vi: {
    policy: 'Chính sách của máy', versions: 'Phiên bản', clock: 'Đồng hồ', skew: 'lệch so với máy chủ', proxy: 'Proxy', none: 'không', store: 'Dữ liệu', cache: 'bản lưu tạm', work: 'phần anh/chị soạn', ok: 'tốt', damaged: 'HỎNG', evidence: 'Bằng chứng kiểm tra', trustList: 'Danh sách tin cậy của tỉnh', roots: 'gốc', rows: 'dòng', brokenAt: 'ĐỨT từ dòng', missing: 'MẤT dòng',
    server: 'Máy chủ', reached: 'kết nối được', modules: 'Trình điều khiển', trust: 'Chứng thư gốc', days: 'ngày tuổi', outbox: 'Chờ gửi', free: 'Dung lượng trống', seconds: 'giây', lastSync: 'Đồng bộ lần cuối', canSign: 'ký được', tokens: 'thiết bị', readers: 'đầu đọc',
  },
  en: {
    policy: 'Policy of this machine', versions: 'Versions', clock: 'Clock', skew: 'off from the server by', proxy: 'Proxy', none: 'none', store: 'Store', cache: 'cache', work: 'work', ok: 'ok', damaged: 'DAMAGED', evidence: 'Evidence of verdicts', trustList: 'The province’s trust list', roots: 'roots', rows: 'rows', brokenAt: 'BROKEN from row', missing: 'LOST rows',
    server: 'Server', reached: 'reached', modules: 'Drivers', trust: 'Trust anchors', days: 'days old', outbox: 'Outbox', free: 'Free space', seconds: 's', lastSync: 'Last sync', canSign: 'can sign', tokens: 'tokens', readers: 'readers',
  },
} as const satisfies Record<Language, Record<string, string>>

/** The report as a person reads it: a line a matter, with a mark in front of what needs somebody. */
export function doctorWords(report: DoctorReport, language: Language): string {
  const w = WORDS[language]
  const { versions, clock, store, server, modules, trust, outbox, files } = report
  const line = (isWell: boolean, name: string, value: string): string => `${isWell ? '✓' : '✗'} ${name}: ${value}`
  return [
    line(true, w.versions, `Liên Thông ${versions.app} · Node ${versions.node} · ${versions.platform} ${versions.arch}`),
    line(clock.ok, w.clock, `${clock.now}${clock.skewSeconds === null ? '' : ` · ${w.skew} ${clock.skewSeconds} ${w.seconds}`}`),
    line(true, w.proxy, report.proxy ?? w.none),
    ...(store === undefined ? [] : [line(store.cache === 'ok' && store.work === 'ok', w.store, `${w.cache} ${w[store.cache]} · ${w.work} ${w[store.work]}`)]),
    ...(report.evidence === undefined ? [] : [line(report.evidence.brokenAt === null && report.evidence.missing === null, w.evidence, `${report.evidence.rows} ${w.rows}${report.evidence.brokenAt === null ? '' : ` · ${w.brokenAt} ${report.evidence.brokenAt}`}${report.evidence.missing === null ? '' : ` · ${w.missing} ${report.evidence.missing.from}–${report.evidence.missing.to}`}`)]),
    ...(files === undefined ? [] : [line(true, w.free, `${Math.round(files.freeBytes / 1_048_576)} MB`)]),
    ...(server == null ? [] : [line(server.problem === null, w.server, `${server.url} · ${server.problem === null ? w.reached : problemText({ code: server.problem, facts: {} }, language).title}`)]),
    ...(report.lastSyncAt === undefined ? [] : [line(report.lastSyncAt !== null, w.lastSync, report.lastSyncAt ?? '–')]),
    ...(outbox == null ? [] : [line(outbox.states['parked'] === 0, w.outbox, Object.entries(outbox.states).map(([state, many]) => `${state} ${many}`).join(' · '))]),
    ...(report.policy.file === null ? [] : [line(report.policy.problem === null, w.policy, report.policy.problem === null ? report.policy.file : problemText(report.policy.problem, language).title)]),
    line(trust.anchors > 0, w.trust, `${trust.anchors}${trust.ageDays === null ? '' : ` · ${trust.ageDays} ${w.days}`}${trust.unreadable.length === 0 ? '' : ` · ${trust.unreadable.join(', ')}?`}`),
    ...(report.trustList == null ? [] : [line(report.trustList.current, w.trustList, `${report.trustList.sequence} · ${report.trustList.anchors} ${w.roots} · ${report.trustList.ageDays} ${w.days}`)]),
    ...(modules.length === 0 ? [line(false, w.modules, '0')] : modules.map(module => line(module.problem === null, module.path, module.problem === null
      ? `${module.readers.length} ${w.readers} · ${module.tokens.length} ${w.tokens}${module.tokens.map(token => ` · ${token.model}${token.certificates === null ? '' : ` (${token.certificates.canSign} ${w.canSign})`}`).join('')}`
      : problemText({ code: module.problem, facts: { module: module.path } }, language).title))),
  ].join('\n')
}
