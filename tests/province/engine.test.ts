import { describe, expect, test } from 'vitest'
import { makeProvince, makeRandom, signIn, type SignedIn } from './make-province.ts'

type View = Map<string, string>

/** What a client that only follows /changes believes, and what it keeps of one sorted list by /queryChanges. */
async function follow(who: SignedIn, type: string, { list, known, maxChanges }: { list: QueryOf, known: Known, maxChanges: number }) {
  for (let more = true; more;) {
    const changes = await who.call(`${type}/changes`, { sinceState: known.state, maxChanges })
    const wanted = [...changes['created'], ...changes['updated']]
    const got = wanted.length === 0 ? { list: [], notFound: [] } : await who.call(`${type}/get`, { ids: wanted })
    for (const object of got['list']) known.view.set(object.id, JSON.stringify(object))
    for (const id of [...changes['destroyed'], ...got['notFound']]) known.view.delete(id)
    known.state = changes['newState']
    more = changes['hasMoreChanges']
  }
  const delta = await who.call(`${type}/queryChanges`, { ...list, sinceQueryState: known.queryState })
  known.ids = known.ids.filter(id => !delta['removed'].includes(id))
  for (const { id, index } of delta['added']) known.ids.splice(index, 0, id)
  known.queryState = delta['newQueryState']
}
interface Known { state: string, view: View, queryState: string, ids: string[] }
type QueryOf = { filter?: Record<string, unknown>, sort: { property: string, isAscending: boolean }[] }

async function truth(who: SignedIn, type: string, list: QueryOf) {
  const all = await who.call(`${type}/get`, { ids: null })
  const ids = await who.call(`${type}/query`, list)
  return { view: new Map(all['list'].map((object: { id: string }) => [object.id, JSON.stringify(object)])), ids: ids['ids'], state: all['state'], queryState: ids['queryState'] }
}

describe('a client that only follows deltas', () => {
  const LISTS: readonly (readonly [string, QueryOf])[] = [
    ['OfficialDocument', { filter: { state: 'drafting' }, sort: [{ property: 'receivedAt', isAscending: false }] }],
    ['Task', { filter: { notKeyword: '$seen' }, sort: [{ property: 'assignedAt', isAscending: false }] }],
    ['Action', { sort: [{ property: 'at', isAscending: true }] }],
  ]
  test.each([1, 2, 3, 4, 5, 6])('ends with what a fresh one sees, whatever happened (seed %i)', async seed => {
    const province = makeProvince()
    const random = makeRandom(seed)
    const pick = (most: number): number => (random(1)[0] ?? 0) % most
    const me = signIn(province, 'chuyen-vien@snv')
    const other = signIn(province, 'chuyen-vien-2@snv')
    const known = new Map(await Promise.all(LISTS.map(async ([type, list]) => [type, await truth(me, type, list)] as const)))
    const documents: string[] = []
    for (let step = 0; step < 120; step++) {
      const id = documents[pick(documents.length)] ?? ''
      const act = pick(9)
      if (act < 2 || documents.length === 0) documents.push(await (pick(2) === 0 ? me : other).draft(`Dự thảo ${step}`))
      else if (act === 2) await me.call('OfficialDocument/set', { update: { [id]: { subject: `Sửa ${step}` } } })
      else if (act === 3) await me.call('OfficialDocument/set', { destroy: [id] })
      else if (act === 4) await me.move('submit', id)
      else if (act === 5 && province.store.db.prepare('select 1 from object where id = ?').get(id) !== undefined) province.entrust(id, me.officerId, 'know')
      else if (act === 6 && province.store.db.prepare('select 1 from object where id = ?').get(id) !== undefined) province.withdraw(id, me.officerId)
      else if (act === 7) await other.move('comment', id, { text: 'Ý kiến' })
      else {
        const task = (await me.call('Task/query', { limit: 1 }))['ids'][0]
        if (task !== undefined) await me.call('Task/set', { update: { [task]: { 'keywords/$seen': pick(2) === 0 ? true : null } } })
      }
      if (pick(10) === 0) for (const [type, list] of LISTS) await follow(me, type, { list, known: known.get(type) as Known, maxChanges: 1 + pick(5) })
    }
    for (const [type, list] of LISTS) {
      await follow(me, type, { list, known: known.get(type) as Known, maxChanges: 3 })
      const [mine, now] = [known.get(type), await truth(me, type, list)]
      expect(Object.fromEntries(mine?.view ?? [])).toEqual(Object.fromEntries(now.view))
      expect(mine?.ids).toEqual(now.ids)
    }
  })

  test('hears that what it had is gone, even when it came back in between', async () => {
    const province = makeProvince()
    const [author, other] = [signIn(province, 'chuyen-vien@snv'), signIn(province, 'chuyen-vien-2@snv')]
    const id = await author.draft('V/v báo cáo')
    province.entrust(id, other.officerId, 'know')
    const { state } = await other.call('OfficialDocument/get', { ids: [] })
    province.withdraw(id, other.officerId)
    province.entrust(id, other.officerId, 'know')
    province.withdraw(id, other.officerId)
    expect(await other.call('OfficialDocument/changes', { sinceState: state })).toMatchObject({ created: [], updated: [], destroyed: [id] })
  })

  test('hears of a lost access as of a destruction, the audit trail too', async () => {
    const province = makeProvince()
    const [author, other] = [signIn(province, 'chuyen-vien@snv'), signIn(province, 'chuyen-vien-2@snv')]
    const id = await author.draft('V/v báo cáo')
    province.entrust(id, other.officerId, 'know')
    await other.move('comment', id, { text: 'Ý kiến' })
    const [documents, actions] = [await other.call('OfficialDocument/get', { ids: [] }), await other.call('Action/get', { ids: [] })]
    province.withdraw(id, other.officerId)
    expect((await other.call('OfficialDocument/changes', { sinceState: documents['state'] }))['destroyed']).toEqual([id])
    expect((await other.call('Action/changes', { sinceState: actions['state'] }))['destroyed']).toHaveLength(1)
    expect((await other.call('OfficialDocument/get', { ids: [id] }))['notFound']).toEqual([id])
  })
})

describe('states', () => {
  test.each(['0', '', 'e000000000000.1', 'x.y.z'])('a state that is not of this life is refused: %j', async state => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    expect(await me.call('Task/changes', { sinceState: state })).toMatchObject({ error: 'cannotCalculateChanges' })
    expect(await me.call('Task/queryChanges', { sinceQueryState: state })).toMatchObject({ error: 'cannotCalculateChanges' })
  })

  test('a state from the future is refused', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    await me.draft('V/v báo cáo')
    const { state } = await me.call('OfficialDocument/get', { ids: [] }) as { state: string }
    const future = state.replace(/\d+$/, text => String(Number(text) + 1))
    expect(await me.call('OfficialDocument/changes', { sinceState: future })).toMatchObject({ error: 'cannotCalculateChanges' })
  })
})

describe('once in effect', () => {
  test('a clientRef used before answers with what it made, even after that was destroyed', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const id = await me.draft('V/v báo cáo', { clientRef: 'ref-1' })
    const again = () => me.call('OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject: 'V/v báo cáo', clientRef: 'ref-1' } } })
    expect(await again()).toMatchObject({ notCreated: { d: { type: 'alreadyExists', existingId: id } } })
    await me.call('OfficialDocument/set', { destroy: [id] })
    expect(await again()).toMatchObject({ notCreated: { d: { type: 'alreadyExists', existingId: id } } })
  })

  test('a repeated move is told as done, although the document has moved on', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const id = await me.draft('V/v báo cáo')
    const done = await me.move('submit', id, { clientRef: 'ref-2', expectRev: 1 })
    expect(await me.move('submit', id, { clientRef: 'ref-2', expectRev: 1 })).toMatchObject({ type: 'alreadyExists', existingId: done['id'] })
  })

  test('a refused move leaves its clientRef free', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const id = await me.draft('V/v báo cáo')
    expect(await me.move('comment', id, { clientRef: 'ref-3' })).toMatchObject({ type: 'invalidProperties' })
    expect(await me.move('comment', id, { clientRef: 'ref-3', text: 'Ý kiến' })).toHaveProperty('id')
  })

  test('a draft changed elsewhere is a conflict and stays as it is', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const id = await me.draft('V/v báo cáo')
    expect(await me.call('OfficialDocument/set', { update: { [id]: { subject: 'A', expectRev: 1 } } })).toMatchObject({ updated: { [id]: { rev: 2 } } })
    expect(await me.call('OfficialDocument/set', { update: { [id]: { subject: 'B', expectRev: 1 } } })).toMatchObject({ notUpdated: { [id]: { type: 'conflict', rev: 2 } } })
    expect(await me.read('OfficialDocument', id)).toMatchObject({ subject: 'A' })
  })
})

describe('requests', () => {
  test('a move and all its side effects are one answer, by references', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const account = { accountId: me.personal }
    const since = (await me.call('OfficialDocument/get', { ids: [] }))['state']
    const answers = await me.request(
      ['OfficialDocument/set', { ...account, create: { d: { direction: 'draft', kind: 'Quyết định', subject: 'Về việc bổ nhiệm' } } }],
      ['Action/set', { ...account, create: { m: { verb: 'submit', documentId: '#d' } } }],
      ['OfficialDocument/changes', { ...account, sinceState: since }],
      ['OfficialDocument/get', { ...account, '#ids': { resultOf: 'c2', name: 'OfficialDocument/changes', path: '/created' } }],
    )
    expect(answers[3]?.[1]['list']).toMatchObject([{ subject: 'Về việc bổ nhiệm', state: 'submitted' }])
  })

  test('a failed call does not stop the next', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const answers = await me.request(['Nothing/get', { accountId: me.personal }], ['Core/echo', { hello: true }], ['Task/get', { accountId: 'p-someone', ids: [] }],
      ['Task/get', { accountId: me.personal, ids: 7 }], ['Task/get', { accountId: 'directory', ids: [] }], ['Agency/set', { accountId: 'directory' }], ['constructor/get', { accountId: me.personal }],
      ['Task/get', { accountId: me.personal, '#ids': { resultOf: 'c9', name: 'Task/query', path: '/ids' } }])
    expect(answers.map(([name, args]) => args['type'] ?? name)).toEqual([
      'unknownMethod', 'Core/echo', 'accountNotFound', 'invalidArguments', 'accountNotSupportedByMethod', 'accountReadOnly', 'unknownMethod', 'invalidResultReference',
    ])
  })

  test('more objects than the limit are too many', async () => {
    const me = signIn(makeProvince({ limits: { maxObjectsInGet: 2, maxObjectsInSet: 1 } }), 'chuyen-vien@snv')
    expect(await me.call('Task/get', { ids: ['a', 'b', 'c'] })).toMatchObject({ error: 'requestTooLarge' })
    expect(await me.call('Officer/get', { accountId: 'directory', ids: null })).toMatchObject({ error: 'requestTooLarge' })
    expect(await me.call('Task/set', { destroy: ['a', 'b'] })).toMatchObject({ error: 'requestTooLarge' })
  })

  test('a list is continued by anchor, and an unknown sort, filter or anchor is said', async () => {
    const me = signIn(makeProvince({ limits: { maxIdsInQuery: 2 } }), 'chuyen-vien@snv')
    const ids = [await me.draft('a'), await me.draft('b'), await me.draft('c')]
    expect(await me.call('OfficialDocument/query', { calculateTotal: true })).toMatchObject({ ids: ids.slice(0, 2), limit: 2, total: 3 })
    expect(await me.call('OfficialDocument/query', { anchor: ids[1], anchorOffset: 1 })).toMatchObject({ ids: [ids[2]], position: 2 })
    expect(await me.call('OfficialDocument/query', { anchor: 'gone' })).toMatchObject({ error: 'anchorNotFound' })
    expect(await me.call('OfficialDocument/query', { sort: [{ property: 'toString' }] })).toMatchObject({ error: 'unsupportedSort' })
    expect(await me.call('OfficialDocument/query', { filter: { subject: 'a' } })).toMatchObject({ error: 'unsupportedFilter' })
    expect(await me.call('OfficialDocument/query', { filter: { operator: 'NOT', conditions: [{ text: 'B' }] } })).toMatchObject({ ids: [ids[0], ids[2]] })
  })

  test('text is found with and without its marks', async () => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    const id = await me.draft('Về việc điều động cán bộ')
    for (const text of ['dieu dong', 'ĐIỀU ĐỘNG', 'điều động'.normalize('NFD')]) expect((await me.call('OfficialDocument/query', { filter: { text } }))['ids']).toEqual([id])
  })
})

describe('what a client may not write', () => {
  test.each([
    ['OfficialDocument', { direction: 'draft', kind: 'Công thư', subject: 'x' }, ['kind']], ['OfficialDocument', { direction: 'in', kind: 'Công văn', subject: 'x' }, ['direction']],
    ['OfficialDocument', { direction: 'draft', kind: 'Công văn', subject: ' ' }, ['subject']], ['OfficialDocument', { direction: 'draft', kind: 'Công văn', subject: 'x', number: '1', state: 'approved' }, ['number', 'state']],
    ['OfficialDocument', { direction: 'draft', kind: 'Công văn', subject: 'x', addressees: [{ agencyId: 'nowhere' }] }, ['addressees']],
  ] as const)('%s %j', async (type, value, properties) => {
    const me = signIn(makeProvince(), 'chuyen-vien@snv')
    expect(await me.call(`${type}/set`, { create: { x: value } })).toMatchObject({ notCreated: { x: { type: 'invalidProperties', properties } } })
  })

  test('another’s draft, an action, a task’s state, the directory', async () => {
    const province = makeProvince()
    const [me, other] = [signIn(province, 'chuyen-vien@snv'), signIn(province, 'chuyen-vien-2@snv')]
    const id = await other.draft('V/v báo cáo')
    province.entrust(id, me.officerId, 'know')
    const task = (await me.call('Task/query'))['ids'][0]
    const action = (await other.move('comment', id, { text: 'x' }))['id']
    expect(await me.call('OfficialDocument/set', { update: { [id]: { subject: 'y' } }, destroy: [id] })).toMatchObject({ notUpdated: { [id]: { type: 'forbidden' } }, notDestroyed: { [id]: { type: 'forbidden' } } })
    expect(await me.call('Action/set', { update: { [action]: { text: 'y' } }, destroy: [action] })).toMatchObject({ notUpdated: { [action]: { type: 'forbidden' } }, notDestroyed: { [action]: { type: 'forbidden' } } })
    expect(await me.call('Task/set', { update: { [task]: { state: 'done' } }, destroy: [task] })).toMatchObject({ notUpdated: { [task]: { type: 'invalidProperties', properties: ['state'] } }, notDestroyed: { [task]: { type: 'forbidden' } } })
    expect(await me.call('Task/set', { update: { [task]: { 'keywords/$seen': true, '__proto__/x': true } } })).toHaveProperty('notUpdated')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
