import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { ask } from '../../../electron/trust-services/exchange.ts'
import { mapHost, parseHostRule } from '../../../electron/trust-services/network.ts'
import { createProxiedFetch, firstProxy, proxyFromEnvironment } from '../../../electron/trust-services/proxy.ts'
import { createTrustServices } from '../../../electron/trust-services/trust-services.ts'
import { toProblem } from '../../../shared/problem.ts'
import { makeAuthorityServer } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { listenOn, openProxy } from '../../helpers/open-proxy.ts'

describe('the host map', () => {
  test.each([
    ['ocsp.ca.ptc=ocsp.ca.gov.vn', 'http://ocsp.ca.ptc/', 'http://ocsp.ca.gov.vn/'],
    ['ocsp.ca.ptc=127.0.0.1:8080', 'http://OCSP.ca.ptc/a/b?c', 'http://127.0.0.1:8080/a/b?c'],
    ['http://ocsp.ca.ptc=https://ocsp.ca.gov.vn', 'http://ocsp.ca.ptc/x', 'https://ocsp.ca.gov.vn/x'],
    ['ocsp.ca.ptc=http://10.0.0.1/ocsp', 'http://ocsp.ca.ptc/', 'http://10.0.0.1/ocsp'],
    ['ocsp.ca.ptc:8080=10.0.0.1', 'http://ocsp.ca.ptc:8080/x', 'http://10.0.0.1/x'],
    ['ocsp.ca.ptc:8080=10.0.0.1', 'http://ocsp.ca.ptc/x', 'http://ocsp.ca.ptc/x'],
    ['ca.ptc=10.0.0.1', 'http://ocsp.ca.ptc/', 'http://ocsp.ca.ptc/'],
  ])('%s sends %s to %s', (rule, from, to) => {
    const read = parseHostRule(rule)
    expect(mapHost(new URL(from), read ? [read] : []).href).toBe(to)
  })

  test.each(['', '=', 'a=', '=b', 'nothing', 'a=file:///etc/passwd', 'a=http://user:pin@b', 'a b=c'])('%j is no rule', text => {
    expect(parseHostRule(text)).toBeNull()
  })
})

describe('addresses out of certificates', () => {
  const network = { fetch: () => Promise.reject(new Error('asked')), now: () => NOW, random: (size: number) => randomBytes(size), wait: () => Promise.resolve() }
  test.each(['file:///etc/passwd', 'ldap://ca.example/cn=x', 'http://user:secret@ca.example/', 'javascript:alert(1)', 'data:,x'])('%s is never asked', async text => {
    const asked = ask(network, { area: 'revocation', url: new URL(text), body: null, accept: '*/*', timeoutMs: 1_000, largest: 1_000 })
    expect(await asked.then(() => null, (error: unknown) => toProblem(error).code)).toBe('revocation.not-a-service')
  })
})

describe('the proxy', () => {
  test('is the first of Chromium\'s list, none where the list begins with DIRECT or SOCKS', () => {
    expect(['PROXY proxy.tinh.gov.vn:8080; DIRECT', 'DIRECT', 'SOCKS5 a:1080; PROXY b:1', '', 'PROXY'].map(firstProxy)).toEqual(['proxy.tinh.gov.vn:8080', null, null, null, null])
  })

  test('is what the environment says for the scheme, but for its exceptions', async () => {
    const proxyFor = proxyFromEnvironment({ HTTP_PROXY: 'http://proxy:3128', https_proxy: 'other:8443', NO_PROXY: '.noibo.vn, ca.gov.vn' })
    const found = await Promise.all(['http://a.vn', 'https://a.vn', 'http://127.0.0.1:8080', 'http://x.noibo.vn', 'http://tsa.ca.gov.vn', 'http://notca.gov.vn'].map(url => proxyFor(new URL(url))))
    expect(found).toEqual(['proxy:3128', 'other:8443', null, null, null, 'proxy:3128'])
    expect(await proxyFromEnvironment({})(new URL('http://a.vn'))).toBeNull()
  })

  test('carries timestamps and evidence: every request goes through it, none past it', async () => {
    const server = await makeAuthorityServer()
    // The proxy alone knows where the fictional hosts are.
    const proxy = await openProxy(path => `${server.url}${path}`)
    const services = createTrustServices({
      fetch: createProxiedFetch(() => Promise.reject(new Error('went past the proxy'))), proxyFor: () => Promise.resolve(proxy.host),
      now: () => NOW, random: size => randomBytes(size), wait: () => Promise.resolve(), tsas: [{ url: 'http://tsa.ca.lienthong.example/tsa' }], anchors: [server.anchor],
    })
    expect(await services.requestTimestamp(createHash('sha256').update('x').digest())).toBeInstanceOf(Uint8Array)
    const { statuses } = await services.gatherRevocation([server.officer.certificate])
    expect(statuses.map(({ status }) => status.kind)).toEqual(['good', 'good'])
    expect(proxy.seen.toSorted()).toEqual(['http://aia.ca.lienthong.example/aia/issuing.cer', 'http://crl.ca.lienthong.example/crl/root.crl', 'http://ocsp.ca.lienthong.example/ocsp', 'http://tsa.ca.lienthong.example/tsa'])
    await proxy.close()
    await server.stop()
  })

  test('carries bodies of any size whole: small ones with their length, large ones as they come', async () => {
    const far = createServer((incoming, outgoing) => {
      const hash = createHash('sha256')
      incoming.on('data', (piece: Buffer) => hash.update(piece)).on('end', () => outgoing.end(JSON.stringify({ sha256: hash.digest('hex'), length: incoming.headers['content-length'] ?? null })))
    })
    const { host } = await listenOn(far)
    const proxy = await openProxy(path => `http://${host}${path}`)
    const proxied = createProxiedFetch(() => Promise.reject(new Error('went past the proxy')))
    for (const size of [0, 10, 1_048_576, 9_000_000]) {
      const body = Uint8Array.from(randomBytes(size))
      const answer: unknown = await (await proxied(new Request('http://far.example/x', { method: 'POST', body }), proxy.host)).json()
      expect(answer).toEqual({ sha256: createHash('sha256').update(body).digest('hex'), length: size > 1_048_576 ? null : String(size) })
    }
    await proxy.close()
    far.close()
    far.closeAllConnections()
  })
})
