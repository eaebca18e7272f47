import { CORE_CAPABILITY, BLOB_CAPABILITY, EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import type { JsonObject } from '../../shared/protocol/methods.ts'
import { createProvince, type Province, type ProvinceInputs } from './province.ts'
import { seedTiny } from './seed-tiny.ts'

export interface TestClock { now(): number, advance(ms: number): void }
export const TEST_ORIGIN = 'http://province.test'

/** A clock that stands still until it is advanced; 24 November 2026, 08:00 in Vietnam. */
export function makeClock(start = Date.UTC(2026, 10, 24, 1)): TestClock {
  const state = { at: start }
  return { now: () => state.at, advance: ms => { state.at += ms } }
}

/** Bytes that are the same in every run (a linear congruential generator, Numerical Recipes §7.1). */
export function makeRandom(seed = 1): (bytes: number) => Uint8Array {
  const state = { value: seed >>> 0 }
  return bytes => Uint8Array.from({ length: bytes }, () => {
    state.value = (Math.imul(state.value, 1_664_525) + 1_013_904_223) >>> 0
    return state.value >>> 24
  })
}

/** A province in memory with the tiny seed, unchecked signatures and pings by nobody; any input may be given. */
export function makeProvince(inputs: Partial<ProvinceInputs> = {}): Province {
  return createProvince({
    storage: { kind: 'memory' }, seed: seedTiny(), clock: makeClock(), random: makeRandom(), signatures: 'unchecked', every: () => () => {}, ...inputs,
  })
}

export function basic(user: string, password = user): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

export type Call = readonly [method: string, args: JsonObject]
// The tests read answers by name; a wrong name fails the test that reads it.
// eslint-disable-next-line typescript/no-explicit-any
export type AnswerArgs = Record<string, any>

/** A user of the tiny seed: their account ids, and requests as one line each. */
export function signIn(province: Province, user: string, password = user) {
  const [, agency = ''] = user.split('@')
  const officerId = `${agency}-${user.split('@')[0]}`
  const headers = { authorization: basic(user, password) }

  async function http(path: string, init: RequestInit = {}): Promise<Response> {
    return province.fetch(new Request(`${TEST_ORIGIN}${path}`, { ...init, headers: { ...headers, ...init.headers as Record<string, string> } }))
  }
  async function request(...calls: readonly Call[]): Promise<[string, AnswerArgs, string][]> {
    const using = [CORE_CAPABILITY, BLOB_CAPABILITY, EDOC_CAPABILITY]
    const methodCalls = calls.map(([name, args], index) => [name, args, `c${index}`])
    const response = await http('/jmap/api', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ using, methodCalls }) })
    const body = await response.json() as { methodResponses: [string, AnswerArgs, string][] }
    return body.methodResponses
  }
  async function call(name: string, args: JsonObject = {}): Promise<AnswerArgs> {
    const [answer] = await request([name, { accountId: personal, ...args }])
    return answer?.[0] === 'error' ? { error: answer[1]['type'], ...answer[1] } : answer?.[1] ?? {}
  }
  /** One move; answers the created action or the refusal. */
  async function move(verb: string, documentId: string, more: JsonObject = {}): Promise<AnswerArgs> {
    const answer = await call('Action/set', { create: { m: { verb, documentId, ...more } } })
    return answer['created']?.m ?? answer['notCreated']?.m ?? answer
  }
  async function upload(bytes: Uint8Array | string, type = 'application/pdf'): Promise<string> {
    const response = await http(`/jmap/upload/${personal}/`, { method: 'POST', headers: { 'content-type': type }, body: typeof bytes === 'string' ? bytes : Uint8Array.from(bytes) })
    return (await response.json() as { blobId: string }).blobId
  }
  async function draft(subject: string, more: JsonObject = {}): Promise<string> {
    const answer = await call('OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject, ...more } } })
    return answer['created']?.d?.id ?? JSON.stringify(answer)
  }
  async function read(type: string, id: string): Promise<AnswerArgs | null> {
    return (await call(`${type}/get`, { ids: [id] }))['list']?.[0] ?? null
  }
  const personal = `p-${officerId}`
  return { user, officerId, personal, agency: `a-${agency}`, http, request, call, move, upload, draft, read }
}
export type SignedIn = ReturnType<typeof signIn>
