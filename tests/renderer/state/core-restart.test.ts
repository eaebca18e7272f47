import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Api } from '../../../renderer/api.ts'
import { openAttachment } from '../../../renderer/parts/attachment-source.ts'
import { createDesk } from '../../../renderer/state/desk.ts'
import { NEW_DRAFT } from '../../../renderer/state/draft-form.ts'
import { ProblemError, type ProblemCode } from '../../../shared/problem.ts'
import { createDemoApi } from '../demo-api.ts'
import { NOW } from '../demo/documents.ts'

/** The core of the demo, which can be gone: then every request ends with why. */
function makeCore() {
  const demo = createDemoApi({ rows: 30 })
  const gone: { code: ProblemCode | null } = { code: null }
  const asked: string[] = []
  const request = async (name: string, input: unknown) => {
    if (gone.code !== null && !name.startsWith('shell.')) throw new ProblemError(gone.code)
    asked.push(name)
    return name === 'drafts.save' ? { documentId: 'DRAFT', outboxId: 'X1' } : demo.request(name as 'documents.get', input as { id: string })
  }
  const die = () => {
    gone.code = 'core.restarted'
    demo.emit('shell.core-changed', { state: 'restarting' })
  }
  const rise = () => {
    gone.code = null
    demo.emit('shell.core-changed', { state: 'running' })
  }
  return { api: { ...demo, request: request as Api['request'] }, asked, die, rise }
}
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })
const settled = () => vi.advanceTimersByTimeAsync(5)

test('while the core is gone the desk keeps what it shows and what was chosen, and asks again when it is back', async () => {
  const { api, asked, die, rise } = makeCore()
  const desk = createDesk({ api, clock: () => NOW, pdfFrame: '' })
  await desk.start()
  await settled()
  const rows = () => desk.list.store.getState().windows.flatMap(window => window.rows ?? [])
  const [first] = rows()
  desk.list.pick(first?.documentId ?? '')
  await desk.document.open(first?.documentId ?? '')
  die()
  await settled()
  expect([desk.session.store.getState().core, rows().length, desk.list.store.getState().picked.size, desk.document.store.getState().detail.kind]).toEqual(['restarting', 30, 1, 'ready'])
  asked.length = 0
  rise()
  expect([rows().length, desk.list.store.getState().picked.size]).toEqual([30, 1])
  await settled()
  expect([rows().length, desk.list.store.getState().picked.size, desk.list.store.getState().problem]).toEqual([30, 1, null])
  expect(desk.toasts.store.getState().notes.map(({ what }) => what)).toEqual([{ kind: 'problem', problem: { code: 'core.restarted', facts: {} } }])
  expect(['documents.list', 'documents.get', 'outbox.list', 'sync.get'].filter(name => !asked.includes(name))).toEqual([])
})

test('a core that dies again while it is asked whose desk this is leaves the desk where it was', async () => {
  const { api, die } = makeCore()
  const desk = createDesk({ api, clock: () => NOW, pdfFrame: '' })
  await desk.start()
  die()
  await desk.session.load()
  expect(desk.session.store.getState().profile.kind).toBe('ready')
})

test('what is typed while the core is gone is said not to be kept, stays, and is kept when the core is back', async () => {
  const { api, asked, die, rise } = makeCore()
  const desk = createDesk({ api, clock: () => NOW, pdfFrame: '' })
  await desk.start()
  desk.place.compose({ documentId: null, replyTo: null })
  await settled()
  die()
  desk.compose.change({ ...NEW_DRAFT, subject: 'Viết dở' })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(desk.compose.store.getState()).toMatchObject({ problem: { code: 'core.restarted' }, isChanged: true, form: { subject: 'Viết dở' } })
  expect(asked).not.toContain('drafts.save')
  rise()
  await settled()
  expect(asked).toContain('drafts.save')
  expect(desk.compose.store.getState()).toMatchObject({ problem: null, isChanged: false, form: { subject: 'Viết dở' } })
})

test.each(['blob.not-here', 'core.restarted', 'blob.damaged'] as const)('a file that the core has forgotten (%s) is opened again and read on, once', async code => {
  const calls: string[] = []
  const fails = { left: 1 }
  const request = async (name: string) => {
    calls.push(name)
    if (name === 'attachments.open') return { blobId: 'B', size: 10 }
    if (fails.left-- > 0) throw new ProblemError(code)
    return { bytes: new Uint8Array(10).fill(7) }
  }
  const source = await openAttachment({ ...createDemoApi(), request: request as Api['request'] }, { documentId: 'D', blobId: 'B', name: 'a.pdf' })
  expect([...await source.read(0, 10)]).toEqual(Array<number>(10).fill(7))
  expect(calls).toEqual(['attachments.open', 'attachments.read', 'attachments.open', 'attachments.read'])
  fails.left = 9
  await expect(source.read(0, 10)).rejects.toMatchObject({ code })
})

test('a core that comes back three times is told once', async () => {
  const { api, die, rise } = makeCore()
  const desk = createDesk({ api, clock: () => NOW, pdfFrame: '' })
  await desk.start()
  for (let times = 0; times < 3; times++) {
    die()
    rise()
    await settled()
  }
  expect(desk.toasts.store.getState().notes).toHaveLength(1)
})
