import type { Output } from '../../shared/contract/index.ts'
import type { DocumentRow } from '../../shared/contract/documents.ts'
import type { OutboxItem } from '../../shared/contract/moves.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { AnyEventName, AnyInput, AnyOutput, AnyPayload, AnyRequestName, Api } from '../../renderer/api.ts'
import { detailOf, makeRows, makeToSign, NOW } from './demo/documents.ts'
import { makeOutbox } from './demo/outbox.ts'
import { makeTokens } from './demo/tokens.ts'

export interface DemoOptions { readonly rows?: number; readonly offline?: boolean; readonly first?: boolean; readonly isNew?: boolean; readonly empty?: boolean; readonly pdf?: Uint8Array }

const PEOPLE = [['O1', 'Nguyễn Minh Anh', 'Chuyên viên, Phòng CCHC'], ['O4', 'Phạm Văn Đức', 'Chuyên viên, Văn phòng Sở'], ['O5', 'Vũ Thị Hạnh', 'Trưởng phòng, Phòng CCHC'], ['O6', 'Đặng Quốc Ẩn', 'Chuyên viên, Phòng Công chức']] as const

/** The whole contract in memory, for screens and stores: state that answers as a core would, no network, no clock of its own. */
export function createDemoApi(options: DemoOptions = {}): Api & { emit<N extends AnyEventName>(name: N, payload: AnyPayload<N>): void } {
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const emit = <N extends AnyEventName>(name: N, payload: AnyPayload<N>) => listeners.get(name)?.forEach(listener => (listener as (payload: AnyPayload<N>) => void)(payload))
  const state = {
    inbox: options.empty ? [] : makeRows(options.rows ?? 3_000), toSign: options.empty ? [] : makeToSign(), outbox: options.empty ? [] as OutboxItem[] : makeOutbox(), offline: options.offline ?? false, isNew: options.isNew ?? false,
    settings: { language: 'vi', theme: 'system', density: 'comfortable', tokenModules: [], undoMs: 10_000, signService: false, signatureLevel: 'B-LTA', tsaUrls: [], tsaQuotas: [], hostMap: [], sendBeforeTimestamp: true } as Output<'settings.get'>, serial: 1,
  }
  const profile = (): Output<'profile.get'> => state.isNew ? { state: 'new', demoOffered: true } : { state: 'ready', serverUrl: 'https://demo.invalid', userName: 'minhanh', officerId: 'O1', officerName: 'Nguyễn Minh Anh', title: 'Phó Giám đốc', agencyId: 'A-snv', agencyName: 'Sở Nội vụ · tỉnh Hà Châu', roles: ['leader', 'clerk'], demo: true }
  const sync = (): Output<'sync.get'> => ({ kind: state.offline ? 'offline' : options.first ? 'first' : 'idle', lastAt: NOW, done: options.first ? 3_200 : null, total: options.first ? 10_000 : null, problem: null, clockSkewMs: 0 })
  const boxes = (): Record<string, readonly DocumentRow[]> => ({ inbox: state.inbox, 'to-sign': state.toSign, drafts: [], outgoing: [] })
  const views: Record<string, (row: DocumentRow) => boolean> = { all: () => true, unread: row => row.unread, due: row => row.dueAt !== null && row.dueAt <= '2026-11-27', mine: row => row.taskRole === 'lead', flagged: row => row.flagged }
  const find = (id: string) => [...state.inbox, ...state.toSign].find(row => row.documentId === id)
  const outboxItem = (documentId: string, verb: string, text: string | null): OutboxItem => {
    const row = find(documentId), id = `X${state.serial++}`
    return { id, documentId, verb, state: 'waiting', attempts: 0, problem: null, createdAt: NOW, notBefore: NOW + state.settings.undoMs, doneAt: null, subject: row?.subject ?? '', code: row ? `${row.number}/${row.notation}` : '', text, addresseeCount: row?.addresseeCount ?? 0, groupId: null, mayUndo: true, dependents: 0, isHeld: false }
  }
  const changed = () => {
    emit('outbox.changed', {})
    emit('documents.changed', { ids: null })
  }
  const answers: { readonly [N in AnyRequestName]?: (input: AnyInput<N>) => AnyOutput<N> } = {
    'profile.get': profile, 'sync.get': sync, 'settings.get': () => state.settings,
    'profile.connect': () => { throw new ProblemError('province.unreachable', { host: 'vanban.tinh.gov.vn' }) },
    'profile.connect-demo': () => { state.isNew = false; return profile() },
    'settings.set': change => { state.settings = { ...state.settings, ...change } as Output<'settings.get'>; emit('settings.changed', state.settings); return state.settings },
    'recovery.get': () => ({ madeAt: null, byAgency: false }), 'recovery.make': () => ({ code: 'A1B2C-D3E4F-G5H6J-K7M8N-P9Q0R', madeAt: NOW }),
    'policy.get': () => ({ locked: [], serverUrl: null, problem: null }),
    'shell.about': () => ({ version: '0.1.0', electron: '45', chrome: '146', platform: 'linux', language: 'vi', windowButtons: 'overlay', demo: true, desk: 'officer' }),
    'documents.list': ({ box, view = 'all', after = null, limit = 200 }) => {
      const rows = (boxes()[box] ?? []).filter(views[view] ?? (() => true)), from = Number(after ?? 0), until = from + limit
      return { rows: rows.slice(from, until), next: until < rows.length ? String(until) : null }
    },
    'documents.counts': () => ({ inboxUnread: state.inbox.filter(row => row.unread).length, inboxDue: 4, inboxMine: 6, toSign: state.toSign.length, drafts: 0, outboxWaiting: state.outbox.filter(item => item.state === 'waiting').length, outboxParked: state.outbox.filter(item => item.state === 'parked').length }),
    'documents.get': ({ id }) => { const row = find(id); return row ? detailOf(row) : null },
    'documents.search': ({ text }) => ({ rows: state.inbox.filter(row => row.subject.toLowerCase().includes(text.toLowerCase())).slice(0, 20), agencies: [{ id: 'A1', name: 'UBND xã Kỳ Sơn' }], officers: [{ id: 'O3', name: 'Lê Hoàng Cường', title: 'Phó Giám đốc', agencyName: 'Sở Nội vụ' }] }),
    'documents.flag': ({ taskIds, keyword, value }) => {
      state.inbox = state.inbox.map(row => row.taskId && taskIds.includes(row.taskId) ? { ...row, ...(keyword === '$seen' ? { unread: !value } : { flagged: value }) } : row)
      emit('documents.changed', { ids: taskIds.map(id => id.replace('T', 'D')) })
      return {}
    },
    'attachments.open': ({ blobId }) => ({ blobId, size: options.pdf?.length ?? 0 }),
    'attachments.read': ({ offset, length }) => ({ bytes: options.pdf?.slice(offset, offset + length) ?? new Uint8Array() }),
    'attachments.password': () => ({ password: null }),
    'attachments.save-report': () => ({}),
    'attachments.report': ({ documentId, blobId }) => { const row = find(documentId); return { report: row ? detailOf(row).attachments.find(file => file.blobId === blobId)?.report ?? null : null } },
    'moves.make': ({ verb, documentId, text }) => { const item = outboxItem(documentId, verb, text ?? null); state.outbox = [...state.outbox, item]; changed(); return { outboxId: item.id, notBefore: item.notBefore } },
    'outbox.list': () => ({ items: state.outbox, upgrades: [] }),
    'outbox.undo': ({ ids }) => { state.outbox = state.outbox.filter(item => !ids.includes(item.id)); changed(); return {} },
    'outbox.retry': ({ ids }) => { state.outbox = state.outbox.map(item => ids.includes(item.id) ? { ...item, state: 'waiting', problem: null } : item); changed(); return {} },
    'outbox.discard': ({ id }) => { state.outbox = state.outbox.map(item => item.id === id ? { ...item, state: 'discarded' } : item); changed(); return { state: 'discarded' } },
    'tokens.list': makeTokens,
    'signing.prepare': ({ documentIds }) => ({ items: documentIds.map(id => { const row = find(id); return { documentId: id, blobId: `B${id}-0`, name: 'du-thao.pdf', subject: row?.subject ?? '', code: row?.notation ?? '', addresseeCount: row?.addresseeCount ?? 0, pages: 2, placement: { page: 1, rect: [335, 230, 450, 300] }, maySignAndSend: true, stamps: [], approvedBy: [], annexCount: 0, issuedAt: null, repaired: false, problem: null } }), image: null }),
    'directory.search': ({ text }) => ({ items: PEOPLE.filter(([, name]) => name.toLowerCase().includes(text.toLowerCase())).map(([id, name, detail]) => ({ id, name, detail })) }),
    'diagnostics.get': () => ({ lines: [{ key: 'SQLite', value: '3.51', ok: true }, { key: 'PKCS#11', value: 'libsofthsm2.so', ok: true }] }),
    'demo.get': () => ({ networkDown: state.offline, pin: '12345678' }),
    'demo.network': ({ down }) => { state.offline = down; emit('sync.changed', sync()); return {} },
    'demo.arrive': () => {
      const row = makeRows(1)[0]
      if (row) state.inbox = [{ ...row, documentId: `N${state.serial++}`, sortAt: NOW }, ...state.inbox]
      changed()
      return {}
    },
  }
  return {
    emit,
    async request<N extends AnyRequestName>(name: N, input: AnyInput<N>) {
      const answer = answers[name]
      return answer ? (answer as (input: AnyInput<N>) => AnyOutput<N>)(input) : {} as AnyOutput<N>
    },
    on(name, listener) {
      const ofName = listeners.get(name) ?? new Set()
      listeners.set(name, ofName.add(listener as (payload: never) => void))
      return () => void ofName.delete(listener as (payload: never) => void)
    },
    pinPort: () => Promise.resolve(new MessageChannel().port1),
  }
}
