import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KeySource } from '../../../electron/token/key-source.ts'
import { makePinPorts } from '../../../electron/token/pin/pin-ports.ts'
import { serve } from '../../../electron/token/serve.ts'
import { ProblemError } from '../../../shared/problem.ts'

describe('the token process', () => {
  let dir: string
  let lent: Uint8Array[]
  let file: string
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'serve-'))
    file = join(dir, 'pin.txt')
    writeFileSync(file, '12345678\n')
  })
  beforeEach(() => { lent = [] })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  /** A key source that remembers the very memory it was lent. */
  const source = (rejects: boolean): KeySource => ({
    tokens: () => Promise.resolve([]),
    readers: () => Promise.resolve([]),
    presence: () => Promise.resolve({ slots: [], moved: [] }),
    certificates: () => Promise.resolve([]),
    changePin: () => Promise.resolve(),
    login: (_slot, pin) => {
      if (pin) lent.push(pin)
      expect(Buffer.from(pin ?? []).toString()).toBe('12345678')
      return rejects ? Promise.reject(new ProblemError('token.pin-incorrect')) : Promise.resolve()
    },
    useKey: () => Promise.resolve({ algorithms: [], alwaysAuthenticate: false }),
    sign: () => Promise.resolve(new Uint8Array(0)),
    release: () => Promise.resolve(),
    logout: () => Promise.resolve(),
  })
  const start = (rejects = false) => {
    const waiting = new Map<number, (reply: unknown) => void>()
    let deliver: (message: unknown) => void = () => undefined
    serve({
      core: { postMessage: message => waiting.get((message as { id: number }).id)?.(message), onMessage: listener => { deliver = listener } },
      pinPorts: makePinPorts(), open: () => Promise.resolve(source(rejects)),
    })
    return (name: string, input: unknown) => new Promise<unknown>(resolve => {
      const id = waiting.size + 1
      waiting.set(id, resolve)
      deliver({ id, name, input })
    })
  }

  test.each([false, true])('zeroes the PIN after the login, rejected: %s', async rejects => {
    const request = start(rejects)
    await request('open', {})
    await request('receive-pin', { from: { road: 'file', path: file } })
    await request('login', { slot: 0 })
    expect(lent.map(pin => [...new Uint8Array(pin.buffer)])).toEqual([[0, 0, 0, 0, 0, 0, 0, 0]])
  })

  test('refuses what is no request of its own, in words', async () => {
    const request = start()
    const malformed = { ok: false, problem: { code: 'request.malformed' } }
    expect(await request('toString', {})).toMatchObject(malformed)
    expect(await request('login', { slot: 0, pin: '12345678' })).toMatchObject(malformed)
    expect(await request('tokens', {})).toMatchObject({ ok: false, problem: { code: 'token.session-lost' } })
  })
})
