import { randomBytes, X509Certificate, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { PinSource } from '../../../electron/token/ask-pin.ts'
import { moduleName } from '../../../electron/token/module-name.ts'
import { superviseTokens } from '../../../electron/token/supervisor.ts'
import type { Authority } from '../../province/authority/authority.ts'
import { openAuthority } from '../../province/authority/authority.ts'
import type { Identity } from '../../province/authority/certificate.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'
import { typePin } from '../../helpers/type-pin.ts'

/** Electron's `process.parentPort` over a worker's: the host runs as in a utility process, its ports are real ones. */
const UTILITY_PROCESS = `
  const { parentPort, workerData } = require('node:worker_threads')
  const wrap = port => ({
    on: (event, listener) => port.on(event, data => listener({ data })),
    start: () => port.start(), close: () => port.close(), postMessage: message => port.postMessage(message),
  })
  process.parentPort = { on: (_event, listener) => parentPort.on('message', ({ data, ports }) => listener({ data, ports: ports.map(wrap) })) }
  import(workerData)
`
const HOST = new URL('../../../electron/token/host.ts', import.meta.url).href
const NOW = Date.UTC(2026, 10, 24)

let authority: Authority
let officer: Identity
let dir: string
let file: string
const workers: Worker[] = []

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'host-ports-'))
  authority = await openAuthority(dir, NOW)
  officer = authority.officer({ name: 'Nguyễn Thị Hồng Ánh', agency: 'Sở Nội vụ', key: 'demo' })
  file = join(dir, 'officer.p12')
  writeFileSync(file, makePkcs12(officer, '12345678', randomBytes))
  return () => rmSync(dir, { recursive: true, force: true })
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate()
})

const post = (worker: Worker, data: unknown, port: MessagePort) => worker.postMessage({ data, ports: [port] }, [port])

/** A shell that forks the host, brokers the core's port, and lays the PIN's road as `answer` says. */
function signThroughPorts(answer: (dialog: MessagePort) => void): Promise<Uint8Array> {
  const tokens = superviseTokens({
    spawnToken: module => {
      const worker = new Worker(UTILITY_PROCESS, { eval: true, workerData: HOST })
      workers.push(worker)
      const { port1, port2 } = new MessageChannel()
      post(worker, { type: 'start', module }, port2)
      return {
        id: 'token-1', postMessage: message => port1.postMessage(message), onMessage: listener => port1.on('message', listener),
        onExit: listener => worker.once('exit', listener), kill: () => void worker.terminate(),
      }
    },
    now: () => NOW, requestId: () => 'request-1',
  })
  const ask = ({ requestId }: { requestId: string }) => {
    const { port1, port2 } = new MessageChannel()
    post(workers.at(-1)!, { type: 'pin', requestId }, port2)
    answer(port1)
  }
  const pin: PinSource = { kind: 'dialog', ask }
  return tokens.withSigner({ module: moduleName({ kind: 'p12', path: file }), pin }, signer => signer.sign(Buffer.from('x'), 'rsa-pkcs1'))
}

test('in a utility process the PIN comes on its own port and never through the core', async () => {
  const value = await signThroughPorts(dialog => {
    typePin(dialog, '12345678')
  })
  expect(verify('sha256', Buffer.from('x'), new X509Certificate(officer.certificate).publicKey, value)).toBe(true)
})

test('a dialog that only closes its port has cancelled', async () => {
  await expect(signThroughPorts(dialog => dialog.close())).rejects.toMatchObject({ code: 'token.pin-cancelled' })
})

test('a PIN that is not sealed with the key of the token process is none', async () => {
  await expect(signThroughPorts(dialog => dialog.postMessage(new TextEncoder().encode('12345678')))).rejects.toMatchObject({ code: 'token.pin-cancelled' })
})

test('a wrong PIN on the port is told as wrong', async () => {
  await expect(signThroughPorts(dialog => typePin(dialog, 'sai'))).rejects.toMatchObject({ code: 'token.p12-password' })
})
