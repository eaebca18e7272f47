import { request } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lendDocument } from '../../../electron/sign-service/lend-document.ts'
import { makeSignService } from '../../../electron/sign-service/sign-service.ts'
import { readServicePin } from '../../../electron/sign-service/websocket.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import type { FakeSignService } from '../../helpers/fake-sign-service.ts'
import { startFakeSignService } from '../../helpers/fake-sign-service.ts'

const DOCUMENT = new Uint8Array(Buffer.from('%PDF-1.7 văn bản'))
const readable = (bytes: Uint8Array) => ({ size: bytes.length, read: (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)) })
const append = (document: Uint8Array) => Buffer.concat([document, Buffer.from(' đã ký')])

describe('VGCA Sign Service (a stand-in of it on this PC)', () => {
  let fake: FakeSignService
  beforeAll(async () => { fake = await startFakeSignService(await makeCertificate({ subject: 'CN=127.0.0.1', key: 'p-256' })) })
  beforeEach(() => fake.set({ sign: append }))
  afterAll(() => fake.close())

  const service = (wish: { pin?: string; deadlineMs?: number; port?: number } = {}) => makeSignService({ address: { port: wish.port ?? fake.port, pin: wish.pin ?? fake.pin }, deadlineMs: wish.deadlineMs ?? 5_000 })
  const sign = (wish = {}) => service(wish).sign({ act: 'approve', document: readable(DOCUMENT), name: 'Công văn số 1.pdf' })

  test.each(['form', 'bare'] as const)('fetches the document, signs it and brings it back (%s)', async uploads => {
    fake.set({ sign: append, uploads })
    expect(Buffer.from(await sign()).toString()).toBe('%PDF-1.7 văn bản đã ký')
    expect(fake.statuses.slice(-2)).toEqual([200, 200])
  })

  test.each([
    ['approve', 'SignApproved'], ['issue', 'SignIssued'], ['appendix', 'SignAppendix'], ['copy', 'SignCopy'], ['incoming', 'SignIncome'], ['comment', 'Comment'],
  ] as const)('the act %s is its function %s, with the parameters that it takes', async (act, path) => {
    await service().sign({ act, document: readable(DOCUMENT), name: 'a.pdf', number: '12/QĐ-UBND', issuedDate: '24/11/2026', metaData: [{ Key: 'Số đến', Value: '7' }] })
    const call = fake.calls.at(-1)!
    expect(call.path).toBe(`/${path}`)
    expect(call.parameters).toMatchObject({ SessionId: '', JWTToken: '', DocNumber: '12/QĐ-UBND', IssuedDate: '24/11/2026', MetaData: [{ Key: 'Số đến', Value: '7' }] })
    for (const name of ['FileName', 'FileUploadHandler']) expect(call.parameters[name]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}/)
  })

  test('is known by its certificate alone: another one is told nothing', async () => {
    const before = fake.calls.length
    await expect(sign({ pin: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'sign-service.certificate-changed' })
    expect(fake.calls.length).toBe(before)
    expect(await readServicePin(fake.port, 5_000)).toBe(fake.pin)
  })

  test('its certificate is asked for with a code for whatever comes instead: nobody, no TLS, silence', async () => {
    const answering = async (act: (socket: Socket) => void) => {
      const server = createServer(act)
      await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
      try {
        return await readServicePin((server.address() as AddressInfo).port, 300).then(() => 'pin', (error: { code?: unknown }) => error.code)
      } finally {
        server.close()
      }
    }
    await expect(readServicePin(1, 300)).rejects.toMatchObject({ code: 'sign-service.absent' })
    expect(await answering(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))).toBe('sign-service.broken')
    expect(await answering(socket => socket.on('error', () => undefined).resume())).toBe('sign-service.timeout')
  })

  test('a reply in pieces, with a ping between them, is one reply', async () => {
    fake.set({ sign: append, inPieces: true })
    await expect(sign()).resolves.toHaveLength(append(DOCUMENT).length)
  })

  test('that is not running, or never answers, says so', async () => {
    await expect(sign({ port: 1 })).rejects.toMatchObject({ code: 'sign-service.absent' })
    fake.set({ silent: true })
    await expect(sign({ deadlineMs: 150 })).rejects.toMatchObject({ code: 'sign-service.timeout' })
  })

  test.each([
    ['refuses, in its own words', { reply: JSON.stringify({ Status: 1, Message: 'Người dùng hủy ký' }) }, { code: 'sign-service.refused', facts: { status: 1, message: 'Người dùng hủy ký' } }],
    ['answers no JSON', { reply: 'OK' }, { code: 'sign-service.broken', facts: { why: 'reply' } }],
    ['answers JSON without a status', { reply: '{}' }, { code: 'sign-service.broken', facts: { why: 'reply' } }],
    ['brings nothing', { uploads: 'none' as const }, { code: 'sign-service.bad-output', facts: { why: 'no-upload' } }],
    ['brings far more than the document', { sign: () => new Uint8Array(40 << 20) }, { code: 'sign-service.bad-output', facts: { why: 'too-large' } }],
    ['is no WebSocket', { raw: 'HTTP/1.1 200 OK\r\n\r\n' }, { code: 'sign-service.broken', facts: { why: 'handshake' } }],
    ['accepts with another key', { raw: 'HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\n\r\n' }, { code: 'sign-service.broken', facts: { why: 'handshake' } }],
    ['hangs up', { raw: '' }, { code: 'sign-service.broken' }],
    ['talks without end', { raw: `HTTP/1.1 101 ${'x'.repeat(20_000)}` }, { code: 'sign-service.broken', facts: { why: 'handshake' } }],
  ])('where it %s the act fails with its own code', async (_how, behaviour, problem) => {
    fake.set({ sign: append, ...behaviour })
    await expect(sign()).rejects.toMatchObject(problem)
    fake.set({ sign: append })
    await expect(sign()).resolves.toBeInstanceOf(Uint8Array)
  })
})

test('frames of any bytes are a reply or the service’s own fault, never another error and never a wait', async () => {
  const fake = await startFakeSignService(await makeCertificate({ subject: 'CN=127.0.0.1', key: 'p-256' }))
  const service = makeSignService({ address: { port: fake.port, pin: fake.pin }, deadlineMs: 5_000 })
  const random = seeded(20261124)
  try {
    for (let round = 0; round < 60; round++) {
      const frames = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, (_, at) => (at === 0 ? [0x81, 0x01, 0x80, 0x89, 0x88, 0x8f][Math.floor(random() * 6)]! : Math.floor(random() * 256))))
      fake.set({ frames })
      const outcome = await service.version().then(() => 'reply', (error: { code?: string }) => error.code)
      expect({ frames: frames.toString('hex'), outcome: ['reply', 'sign-service.broken'].includes(outcome ?? '') ? 'told' : outcome }).toEqual({ frames: frames.toString('hex'), outcome: 'told' })
    }
  } finally {
    await fake.close()
  }
})

/** Mulberry32: the same bytes at each run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('a document lent on loopback', () => {
  const ask = (url: string, options: { method?: string; headers?: Record<string, string> } = {}) => new Promise<number>((resolve, reject) => {
    request(url, options, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).once('error', reject).end()
  })

  test('is fetched once and brought back once, by nobody who does not know its tokens', async () => {
    const lent = await lendDocument(readable(DOCUMENT), 'a.pdf')
    const { origin } = new URL(lent.fileUrl)
    expect([await ask(`${origin}/`), await ask(`${origin}/${'A'.repeat(32)}/a.pdf`)]).toEqual([404, 404])
    expect([await ask(lent.fileUrl), await ask(lent.fileUrl)]).toEqual([200, 404])
    expect([await ask(lent.uploadUrl, { method: 'POST' }), await ask(lent.uploadUrl, { method: 'POST' })]).toEqual([200, 404])
    lent.close()
    await expect(ask(lent.fileUrl)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('is not given to a page of a browser nor to a name that was bound to this address', async () => {
    const lent = await lendDocument(readable(DOCUMENT), 'a.pdf')
    expect(await ask(lent.fileUrl, { headers: { Origin: 'https://evil.example' } })).toBe(403)
    expect(await ask(lent.fileUrl, { headers: { Host: 'evil.example' } })).toBe(403)
    expect(await ask(lent.fileUrl)).toBe(200)
    lent.close()
  })
})
