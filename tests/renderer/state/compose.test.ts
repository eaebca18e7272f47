import { describe, expect, test, vi } from 'vitest'
import type { Api } from '../../../renderer/api.ts'
import { createDesk } from '../../../renderer/state/desk.ts'
import { addFiles, gapsOf, NEW_DRAFT, setFileRole, toDraft, type DraftForm } from '../../../renderer/state/draft-form.ts'
import { createDemoApi } from '../demo-api.ts'
import { NOW } from '../demo/documents.ts'

const picked = (key: string, name: string) => ({ key, name, file: { source: 'grant' as const, grant: key } })
const full: DraftForm = { ...addFiles(NEW_DRAFT, [picked('a', 'cong-van.pdf')]), subject: 'Báo cáo', addressees: [{ id: 'A1', name: 'UBND tỉnh', purpose: 'to-do' }] }

describe('a draft', () => {
  test('has the first PDF as its document and the rest as annexes; choosing another makes the old one an annex', () => {
    const form = addFiles(NEW_DRAFT, [picked('x', 'bang.xlsx'), picked('a', 'a.pdf'), picked('b', 'b.pdf')])
    expect(form.files.map(({ role }) => role)).toEqual(['annex', 'main', 'annex'])
    expect(setFileRole(form, 'b', 'main').files.map(({ role }) => role)).toEqual(['annex', 'annex', 'main'])
  })
  test('names what it lacks in the order of the fields', () => {
    expect(gapsOf({ ...NEW_DRAFT, due: '31/02/2026' })).toEqual(['subject', 'due', 'addressee', 'file'])
    expect(gapsOf(setFileRole(addFiles(full, [picked('d', 'd.docx')]), 'd', 'main'))).toEqual(['main-not-pdf'])
    expect(gapsOf(full)).toEqual([])
  })
  test('is told to the core with its due day as the wire writes it', () => {
    expect(toDraft({ ...full, due: '30/11/2026' }, 'D1')).toMatchObject({ documentId: 'D1', dueAt: '2026-11-30', files: [{ source: 'grant', grant: 'a', role: 'main' }] })
  })
})

/** The demo's core, which remembers what was saved and may fail once. */
function makeDesk(failFirst: boolean) {
  const saved: ReturnType<typeof toDraft>[] = []
  const demo = createDemoApi({ rows: 10 })
  const fails = { left: failFirst ? 1 : 0 }
  const request = async (name: string, input: unknown) => {
    if (name !== 'drafts.save') return demo.request(name as 'documents.get', input as { id: string })
    if (fails.left-- > 0) throw new Error('disk')
    saved.push(input as ReturnType<typeof toDraft>)
    return { documentId: 'DRAFT', outboxId: 'X1' }
  }
  const desk = createDesk({ api: { ...demo, request: request as Api['request'] }, clock: () => NOW, pdfFrame: '' })
  return { desk, saved }
}
const settled = () => vi.advanceTimersByTimeAsync(5)

describe('writing', () => {
  test('a pause in typing keeps the draft once, and it is the same draft after', async () => {
    vi.useFakeTimers()
    const { desk, saved } = makeDesk(false)
    desk.place.compose({ documentId: null, replyTo: null })
    await settled()
    desk.compose.change({ ...NEW_DRAFT, subject: 'Báo' })
    desk.compose.change({ ...NEW_DRAFT, subject: 'Báo cáo' })
    await vi.advanceTimersByTimeAsync(2_000)
    desk.compose.change({ ...desk.compose.store.getState().form, summary: 'Ngắn' })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saved.map(({ documentId, subject }) => [documentId, subject])).toEqual([[undefined, 'Báo cáo'], ['DRAFT', 'Báo cáo']])
    desk.stop()
    vi.useRealTimers()
  })
  test('leaving at once keeps what was typed; leaving an untouched page keeps nothing', async () => {
    vi.useFakeTimers()
    const { desk, saved } = makeDesk(false)
    desk.place.compose({ documentId: null, replyTo: null })
    await settled()
    desk.place.go('drafts')
    await settled()
    expect(saved).toEqual([])
    desk.place.compose({ documentId: null, replyTo: null })
    await settled()
    desk.compose.change({ ...NEW_DRAFT, subject: 'Báo cáo' })
    desk.place.go('inbox')
    await settled()
    expect([saved.length, desk.toasts.store.getState().notes[0]?.outboxIds]).toEqual([1, ['X1']])
    desk.stop()
    vi.useRealTimers()
  })
  test('what could not be kept opens again as it was typed', async () => {
    vi.useFakeTimers()
    const { desk } = makeDesk(true)
    desk.place.compose({ documentId: null, replyTo: null })
    await settled()
    desk.compose.change({ ...NEW_DRAFT, subject: 'Báo cáo' })
    desk.place.leaveCompose()
    await settled()
    expect([desk.place.store.getState().composing !== null, desk.compose.store.getState().form.subject]).toEqual([true, 'Báo cáo'])
    desk.stop()
    vi.useRealTimers()
  })
  test('a reply goes back to who wrote and names what it answers', async () => {
    vi.useFakeTimers()
    const { desk } = makeDesk(false)
    desk.place.compose({ documentId: null, replyTo: 'D1' })
    await settled()
    const { form } = desk.compose.store.getState()
    expect([form.related.map(({ id }) => id), form.addressees.length <= 1]).toEqual([['D1'], true])
    desk.stop()
    vi.useRealTimers()
  })
})
