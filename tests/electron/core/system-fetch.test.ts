import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { systemFetch } from '../../../electron/core/system-fetch.ts'
import type { ShellAnswers, ShellQuestion } from '../../../shared/contract/core-process.ts'
import { listenOn, openProxy } from '../../helpers/open-proxy.ts'

/** A shell whose system prescribes this for every address; notes what it was asked. */
function shell(proxy: () => string) {
  const asked: ShellQuestion[] = []
  async function ask<N extends ShellQuestion['name']>(question: Extract<ShellQuestion, { name: N }>): Promise<{ readonly value: ShellAnswers[N]; readonly port: null }> {
    asked.push(question)
    return await Promise.resolve({ value: { proxy: proxy() } as ShellAnswers[N], port: null })
  }
  return { asked, link: { ask } }
}

describe('a request of the core', () => {
  test('goes through the proxy that the system names, which is asked by origin and not by path', async () => {
    const far = createServer((_, outgoing) => outgoing.end('far'))
    const { host } = await listenOn(far)
    const proxy = await openProxy(path => `http://${host}${path}`)
    const { asked, link } = shell(() => `PROXY ${proxy.host}; DIRECT`)
    expect(await (await systemFetch(link)(new Request('http://far.example/a?secret'))).text()).toBe('far')
    expect([asked, proxy.seen]).toEqual([[{ name: 'resolve-proxy', url: 'http://far.example' }], ['http://far.example/a?secret']])
    await proxy.close()
    far.close()
    far.closeAllConnections()
  })

  test('goes directly where the system says so, and where nobody can say', async () => {
    const near = createServer((_, outgoing) => outgoing.end('near'))
    const { host } = await listenOn(near)
    const gone = shell(() => { throw new Error('the shell is going away') })
    for (const { link } of [shell(() => 'DIRECT'), gone]) expect(await (await systemFetch(link)(new Request(`http://${host}/`))).text()).toBe('near')
    near.close()
    near.closeAllConnections()
  })
})
