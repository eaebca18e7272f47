import { expect, test, vi } from 'vitest'
import { rememberedAccounts } from '../../../electron/sync/accounts.ts'
import { ORIGIN } from '../../helpers/make-client.ts'
import { makeOffice } from '../../helpers/make-office.ts'

const loginOf = (user: string) => ({ url: ORIGIN, user, password: user })
const userOf = (request: Request) => Buffer.from(request.headers.get('authorization')?.replace('Basic ', '') ?? '', 'base64').toString().split(':')[0] ?? ''

/** The leader's desk; what an officer asks of the province waits while they are held. */
async function makeDesk() {
  const office = await makeOffice()
  const held = { user: '', waiting: 0, gate: Promise.withResolvers<void>(), asked: new Map<string, number>() }
  const desk = await office.openCore({
    async fetch(request) {
      const user = userOf(request)
      held.asked.set(user, (held.asked.get(user) ?? 0) + 1)
      if (user === held.user) {
        held.waiting += 1
        await held.gate.promise
      }
      return office.province.fetch(request)
    },
  })
  return { desk, held }
}

test('another officer signs in while a sync of the one before is under way: the profile is theirs, also after a restart', async () => {
  const { desk, held } = await makeDesk()
  desk.session.province.forgetSession()
  held.user = 'lanh-dao@snv'
  const late = desk.session.sync.pass()
  await vi.waitUntil(() => held.waiting > 0)
  const connecting = desk.core.connect(loginOf('van-thu@snv'))
  // The new login has been tried; what is left is that the old sync ends.
  await vi.waitUntil(() => (held.asked.get('van-thu@snv') ?? 0) > 0)
  await new Promise(setImmediate)
  held.gate.resolve()
  await Promise.allSettled([late, connecting])
  const { account } = (await connecting).desk
  expect([desk.session.desk.account === account, rememberedAccounts(desk.core.store.db)?.account]).toEqual([false, account])
})

test('who signs in twice at once has one desk in the end, and the other is stopped before', async () => {
  const { desk } = await makeDesk()
  const stopped: string[] = []
  const connect = async (user: string) => {
    const session = await desk.core.connect(loginOf(user))
    const { stop } = session
    Object.assign(session, { stop: async () => { stopped.push(user); await stop() } })
    return session
  }
  const [, second] = await Promise.all([connect('van-thu@snv'), connect('chuyen-vien@snv')])
  expect([desk.core.signedIn(), stopped]).toEqual([second, ['van-thu@snv']])
})
