import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readKey } from '../../../electron/store/key.ts'
import { openStore } from '../../../electron/store/open.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { rememberedAccounts } from '../../../electron/sync/accounts.ts'
import { saveDraft } from '../../../electron/sync/save-draft.ts'
import { setKeywords } from '../../../electron/sync/set-keywords.ts'
import { uuidV7 } from '../../../shared/model/ids.ts'
import { VERBS } from '../../../shared/model/words.ts'
import { type CliOffice, openCliOffice, problemOf } from '../../helpers/cli-office.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const SOURCE = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts')
const MANY = 60
const FIELDS = ['id', 'number', 'notation', 'subject', 'issuer', 'issuedAt', 'receivedAt', 'dueAt', 'urgency', 'unread', 'state']
const UTC_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(?!0+Z)\d+)?Z$/

let office: CliOffice
let profile: readonly string[]
let newest = ''
const listed = async (...args: string[]) => (await office.run('list', ...profile, ...args)).lines
beforeAll(async () => {
  office = await openCliOffice('--seed', `load:${MANY}`)
  profile = await office.connect('profile')
  await office.run('sync', ...profile)
  writeFileSync(join(office.folder, 'paper.pdf'), '%PDF-1.4 not much of one')
  newest = String((await listed('--limit', '1'))[0]?.['id'])
}, 60_000)
afterAll(() => office.close())

describe('list', () => {
  test('has exactly the fields of the contract, newest first by receivedAt; --limit 0 is all', async () => {
    const rows = await listed('--limit', '0')
    expect([rows.length, (await listed()).length, (await listed('--limit', '7')).length]).toEqual([MANY, 50, 7])
    expect(rows.map(row => Object.keys(row).join())).toEqual(rows.map(() => FIELDS.join()))
    const received = rows.map(row => String(row['receivedAt']))
    expect([received, received.filter(at => !UTC_DATE.test(at))]).toEqual([received.toSorted().toReversed(), []])
    expect(rows.every(row => row['unread'] === true)).toBe(true)
  })

  test('finds with and without marks, in the same order, in one box or everywhere', async () => {
    const subject = String((await listed('--limit', '1'))[0]?.['subject'])
    const [marked, bare] = [await listed('--query', subject), await listed('--query', subject.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'))]
    expect([marked.length > 0, bare.map(row => row['id'])]).toEqual([true, marked.map(row => row['id'])])
    const received = marked.map(row => String(row['receivedAt']))
    expect(received).toEqual(received.toSorted().toReversed())
    expect([(await listed('--query', subject, '--box', 'inbox')).length, (await listed('--query', subject, '--box', 'drafts')).length, (await listed('--query', 'khôngcóđâu')).length]).toEqual([marked.length, 0, 0])
  })
})

describe('show and export', () => {
  test('show: the document with attachments, their verdicts, and its moves', async () => {
    const [shown] = (await office.run('show', newest, ...profile, '--trust', office.province.line.trust)).lines
    expect(shown).toMatchObject({ id: newest, direction: 'in', attachments: [{ state: 'here', report: { verdict: expect.any(String) as string } }], actions: [], pending: [] })
    expect((await office.run('show', 'nothing', ...profile)).lines).toEqual([{ id: 'nothing', problem: { code: 'document.not-found', facts: { id: 'nothing' } } }])
  })

  test('export: the folder is made, what exists there is kept unless forced, and every file has its hash', async () => {
    const first = await office.run('export', newest, ...profile, '--out', 'new/folder')
    const [name = ''] = readdirSync(join(office.folder, 'new/folder'))
    expect([first.code, first.lines.map(line => Object.keys(line).join())]).toEqual([0, ['file,out,bytes,sha256']])
    expect(statSync(join(office.folder, 'new/folder', name)).size).toBe(first.lines[0]?.['bytes'])
    writeFileSync(join(office.folder, 'new/folder', name), 'mine')
    await office.run('export', newest, ...profile, '--out', 'new/folder')
    expect([readFileSync(join(office.folder, 'new/folder', name), 'utf8'), readdirSync(join(office.folder, 'new/folder')).toSorted()]).toEqual(['mine', [name.replace('.pdf', ' (2).pdf'), name].toSorted()])
    await office.run('export', newest, ...profile, '--out', 'new/folder', '--force')
    expect([statSync(join(office.folder, 'new/folder', name)).size, readdirSync(join(office.folder, 'new/folder')).length]).toEqual([first.lines[0]?.['bytes'], 2])
    writeFileSync(join(office.folder, 'file'), '')
    expect(problemOf(await office.run('export', newest, ...profile, '--out', 'file'))?.code).toBe('file.exists')
  })

  test('export: a blob whose hash is wrong leaves no bytes, exit 1, and the line names the file', async () => {
    const paper = ['draft', ...profile, '--subject', 'Tệp sẽ sai', '--kind', 'TTr', '--attach', 'wrong.pdf']
    writeFileSync(join(office.folder, 'wrong.pdf'), '%PDF-1.4 to be changed')
    const id = String((await office.run(...paper)).lines[0]?.['id'])
    await office.run('sync', ...profile)
    const other = await office.connect('other')
    await office.run('sync', ...other)
    const [doc] = (await office.run('list', ...other, '--box', 'drafts', '--query', 'Tệp sẽ sai')).lines
    const db = new Sqlite(join(office.folder, 'province', 'province.db'))
    db.prepare('update blob set bytes = ? where bytes = ?').run(Buffer.from('%PDF-1.4 was changed!!'), readFileSync(join(office.folder, 'wrong.pdf')))
    db.close()
    const ran = await office.run('export', String(doc?.['id']), ...other, '--out', 'nothing')
    expect([ran.code, ran.lines.map(line => [line['file'], (line['problem'] as { code: string }).code]), readdirSync(join(office.folder, 'nothing'))]).toEqual([1, [['wrong.pdf', 'blob.hash-mismatch']], []])
    expect(id).not.toBe(doc?.['id'])
    expect((await office.run('show', id, ...profile)).lines[0]?.['id']).toBe(doc?.['id'])
  })
})

describe('draft and move', () => {
  test('draft: one --attach or several files behind it; its line is id and clientRef', async () => {
    writeFileSync(join(office.folder, 'annex.docx'), 'x')
    const made = await office.run('draft', ...profile, '--subject', 'Hai tệp', '--kind', 'Công văn', '--attach', 'paper.pdf', 'annex.docx')
    expect([made.code, Object.keys(made.lines[0] ?? {}), made.lines[0]?.['id'] === made.lines[0]?.['clientRef']]).toEqual([0, ['id', 'clientRef'], true])
    const [shown] = (await office.run('show', String(made.lines[0]?.['id']), ...profile)).lines
    expect(shown).toMatchObject({ attachments: [{ name: 'paper.pdf', role: 'main' }, { name: 'annex.docx', role: 'annex' }] })
  })

  test('a file that is missing names the argument as it was given, and nothing is made', async () => {
    const before = (await listed('--box', 'drafts', '--limit', '0')).length
    const ran = await office.run('draft', ...profile, '--subject', 's', '--kind', 'TTr', '--attach', 'paper.pdf', '--attach', './no/such.pdf')
    expect([ran.code, ran.lines, (await listed('--box', 'drafts', '--limit', '0')).length]).toEqual([1, [{ file: './no/such.pdf', problem: { code: 'file.not-found', facts: { file: './no/such.pdf' } } }], before])
  })

  test('a due time without a zone is Vietnam’s, a day stays a day', async () => {
    const due = async (text: string) => {
      const [made] = (await office.run('draft', ...profile, '--subject', 's', '--kind', 'TTr', '--due', text)).lines
      return (await office.run('show', String(made?.['id']), ...profile)).lines[0]?.['dueAt']
    }
    expect([await due('2026-12-01'), await due('2026-12-01T10:00'), await due('2026-12-01T10:00:00Z')]).toEqual(['2026-12-01', '2026-12-01T03:00:00Z', '2026-12-01T10:00:00Z'])
  })

  test('every verb of the protocol is taken, offline too, and waits', async () => {
    const acts = VERBS.filter(verb => verb !== 'acknowledge')
    const ids: string[] = []
    for (const verb of acts) {
      const ran = await office.run('move', verb, newest, ...profile, '--text', 'ý kiến', '--to', `${office.province.line.accounts[1]?.officerId}:join`)
      expect([verb, ran.code, Object.keys(ran.lines[0] ?? {}), ran.lines[0]?.['verb'], ran.lines[0]?.['state']]).toEqual([verb, 0, ['id', 'clientRef', 'documentId', 'verb', 'state'], verb, 'waiting'])
      ids.push(String(ran.lines[0]?.['id']))
    }
    const rows = (await office.run('outbox', ...profile, ...ids.flatMap(id => ['--discard', id]))).lines.slice(-acts.length)
    expect(rows.map(row => [row['verb'], row['state'], row['attempts'], row['problem']])).toEqual(acts.map(verb => [verb, 'discarded', 0, null]))
  })

  test('the same clientRef gives the same row, also when its file is gone', async () => {
    const ref = uuidV7(0, Buffer.alloc(10, 3))
    writeFileSync(join(office.folder, 'once.pdf'), '%PDF-1.4 once')
    const comment = () => office.run('move', 'comment', newest, ...profile, '--text', 'một lần', '--attach', 'once.pdf', '--client-ref', ref.toUpperCase())
    const first = await comment()
    rmSync(join(office.folder, 'once.pdf'))
    expect([first.lines[0]?.['clientRef'], (await comment()).lines]).toEqual([ref, first.lines])
    expect((await office.run('sync', ...profile)).lines[0]).toMatchObject({ pushed: { waiting: 0 } })
    expect((await comment()).lines).toEqual([{ ...first.lines[0], state: 'done' }])
    const comments = (await office.run('show', newest, ...profile)).lines[0]?.['actions'] as { clientRef: string }[]
    expect(comments.filter(action => action.clientRef === ref).length).toBe(1)
  })
})

describe('outbox', () => {
  test('an unknown row is told by its id, exit 1; the others are listed all the same', async () => {
    const ran = await office.run('outbox', ...profile, '--retry', 'no-row', '--discard', 'none-either')
    expect([ran.code, ran.lines.slice(0, 2), ran.lines.length > 2]).toEqual([1, ['no-row', 'none-either'].map(id => ({ id, problem: { code: 'outbox.not-found', facts: { id } } })), true])
  })

  test('draft.create, draft.update and task.flags have their verbs, done and discarded rows stay listed', async () => {
    const other = await office.connect('window')
    await office.run('sync', ...other)
    const files = profileFiles(join(office.folder, 'window'))
    const store = openStore({ files, key: await readKey(files, { keyFile: join(office.folder, 'window.key') }), now: Date.now })
    const accounts = rememberedAccounts(store.db)
    const account = accounts?.account ?? ''
    const moment = () => ({ now: Date.now(), newId: () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))), undoMs: 0 })
    const content = { kind: 'Công văn', subject: 's', summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments: [] }
    const author = { officerId: accounts?.officerId ?? '', agencyId: accounts?.agencyId ?? null, agencyName: null }
    const { documentId } = saveDraft(store.db, { account, content, author }, moment())
    setKeywords(store.db, { account, taskIds: ['T-load-1'], keyword: '$seen', value: true }, moment())
    store.close()
    expect((await office.run('sync', ...other)).code).toBe(0)
    const again = openStore({ files, key: store.key, now: Date.now })
    saveDraft(again.db, { account, documentId, content: { ...content, subject: 't' }, author }, moment())
    again.close()
    const rows = await office.run('outbox', ...other)
    expect([rows.code, rows.lines.map(row => [row['verb'], row['state'], Object.keys(row).join()])]).toEqual([3, [['draft.create', 'done'], ['task.flags', 'done'], ['draft.update', 'waiting']].map(([verb, state]) => [verb, state, 'id,clientRef,documentId,verb,state,attempts,problem,createdAt'])])
    expect(rows.lines.every(row => UTC_DATE.test(String(row['createdAt'])))).toBe(true)
    expect([(await office.run('list', ...other, '--limit', '0')).lines.filter(row => row['unread'] === false).map(row => row['id'])]).toEqual([['D-load-0000001']])
  })
})

test('several processes on one profile at once: all get through, and everything is sent once', async () => {
  const together = await office.connect('together')
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, ...args, ...together], { cwd: office.folder, stdio: ['ignore', 'ignore', 'inherit'] })
    return (await once(child, 'close'))[0] as number
  }
  const draft = (n: number) => start('draft', '--subject', `Cùng lúc ${n}`, '--kind', 'TTr', '--attach', 'paper.pdf')
  expect(await Promise.all([start('sync'), draft(1), draft(2), draft(3), start('sync'), start('list')])).toEqual([0, 0, 0, 0, 0, 0])
  await office.run('sync', ...together)
  const rows = (await office.run('outbox', ...together)).lines
  expect(rows.map(row => row['state'])).toEqual(['done', 'done', 'done'])
  expect((await office.run('list', ...together, '--box', 'drafts', '--query', 'Cùng lúc')).lines.length).toBe(3)
}, 60_000)

test('an absent key file counts as none, and no command makes one but connect', async () => {
  mkdirSync(join(office.folder, 'keys'), { recursive: true })
  for (const command of [['sync'], ['list'], ['outbox'], ['show', newest], ['doctor']]) {
    const ran = await office.run(...command, '--profile', 'profile', '--key-file', 'keys/none', '--json')
    expect([command[0], ran.code, problemOf(ran)?.code]).toEqual([command[0], 1, 'store.no-key'])
  }
  expect(existsSync(join(office.folder, 'keys', 'none'))).toBe(false)
  expect(problemOf(await office.run('list', '--profile', 'profile', '--key-file', 'keys', '--json'))?.code).toBe('file.unreadable')
})
