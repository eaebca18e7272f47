import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signBatch } from '../../electron/signing/batch.ts'
import type { Source } from '../../electron/pdf/source.ts'
import { signFile } from '../../electron/signing/sign-file.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import type { KeySource } from '../../electron/token/key-source.ts'
import { openPkcs11 } from '../../electron/token/pkcs11/source.ts'
import { spawnNodeToken } from '../../electron/token/spawn-node.ts'
import { superviseTokens } from '../../electron/token/supervisor.ts'
import { findEntries } from '../../electron/core/entries.ts'
import { makeCertificate } from '../helpers/certificates.ts'
import { hasCompiler, makeFaultyModule } from '../helpers/faulty-module.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { makeSoftHsm, softHsmModule, type SoftHsm } from '../helpers/softhsm.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const BATCH = 100
const ROUNDS = 7
const DOCUMENTS = 40
/** What a fast card takes for one RSA-2048 signature; many take three times as long. */
const CARD_MS = 100
/** As it is delivered where it has been built; the development tree pays for reading TypeScript. */
const BUILT = fileURLToPath(new URL('../../dist/token.js', import.meta.url))
const ENTRY = existsSync(BUILT) ? BUILT : findEntries().token
const now = () => Date.parse('2026-11-24T02:00:00Z')

/** A batch over the process border against the bare binding on the same token; the start of a token process against bare Node. */
export async function bench(): Promise<Figure[]> {
  if (softHsmModule() === null) return []
  const hsm = makeSoftHsm([await makeCertificate({ subject: 'CN=Đo' })])
  try {
    const figures = [await startFigure(hsm), await batchFigure('a batch of 100 signatures : bare binding (SoftHSM2)', hsm.module, hsm, 1.05)]
    if (!hasCompiler()) return figures
    const card = makeFaultyModule(hsm)
    card.set({ delay: { C_Sign: CARD_MS } })
    Object.assign(process.env, card.env)
    return [...figures, await batchFigure(`the same on a card of ${CARD_MS} ms`, card.module, hsm, 1.05), await documentsFigure(card.module, hsm)]
  } finally {
    hsm.remove()
  }
}

function superviseModule(env: Readonly<Record<string, string | undefined>>) {
  return superviseTokens({ spawnToken: module => spawnNodeToken({ entry: ENTRY, env }, module), now, requestId: randomUUID })
}

/** From nothing to certificates, in a new process each time, against a Node that only says that it runs. */
async function startFigure(hsm: SoftHsm): Promise<Figure> {
  const ours: number[] = []
  const baseline: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const bare = await took(() => new Promise((resolve, reject) => {
      const child = fork(BARE, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
      child.once('message', resolve)
      child.once('error', reject)
    }))
    const tokens = superviseModule({ ...process.env, ...hsm.env })
    const started = await took(() => tokens.list(hsm.module))
    tokens.close()
    // The first round only warms the caches.
    if (round > 0) baseline.push(bare)
    if (round > 0) ours.push(started)
  }
  return makeFigure({ name: 'token process to certificates : bare Node', ours: percentile(ours, 0.5), baseline: percentile(baseline, 0.5), goal: 2, unit: 'ms', n: ROUNDS })
}
const BARE = fileURLToPath(new URL('token-bare.ts', import.meta.url))

/** Both in turn in one run; both over the same 100 inputs of the length of signed attributes. */
async function batchFigure(name: string, module: string, hsm: SoftHsm, goal: number): Promise<Figure> {
  const items = Array.from({ length: BATCH }, (_, index) => Buffer.alloc(130, index))
  const tokens = superviseModule({ ...process.env, ...hsm.env })
  Object.assign(process.env, hsm.env)
  const raw = await openPkcs11(module)
  const [ours, baseline]: [number[], number[]] = [[], []]
  const rounds = name.includes('card') ? 1 : ROUNDS
  for (let round = 0; round <= rounds; round++) {
    const bare = await bareBatch(raw, hsm, items)
    let whole = 0
    await tokens.withSigner({ module, pin: { kind: 'file', path: hsm.pinFile } }, async signer => {
      whole = await took(() => signBatch({ items, atOnce: 3, sign: item => signer.sign(item, 'rsa-pkcs1') }))
    })
    if (round > 0) baseline.push(bare / BATCH)
    if (round > 0) ours.push(whole / BATCH)
  }
  tokens.close()
  return makeFigure({ name, ours: percentile(ours, 0.5), baseline: percentile(baseline, 0.5), goal, unit: 'ms', n: rounds * BATCH })
}

/** How long the binding alone takes for one signature after the other, in this process. */
async function bareBatch(raw: KeySource, hsm: SoftHsm, items: readonly Uint8Array[]): Promise<number> {
  const [token] = await raw.tokens()
  await raw.login(token!.slot, new Uint8Array(Buffer.from(hsm.pin)))
  const [certificate] = await raw.certificates(token!.slot)
  await raw.useKey(await sha256(certificate!.der))
  const time = await took(async () => { for (const item of items) await raw.sign(item, 'rsa-pkcs1', null) })
  await raw.logout()
  return time
}

/** Whole documents, read, signed, judged and written as the window does it, against as many signatures of the bare binding. */
async function documentsFigure(module: string, hsm: SoftHsm): Promise<Figure> {
  const tokens = superviseModule({ ...process.env, ...hsm.env })
  const folder = join(hsm.dir, 'documents')
  mkdirSync(folder)
  const items = Array.from({ length: DOCUMENTS }, (_, index) => join(folder, `${index}.pdf`))
  for (const item of items) writeFileSync(item, makePdf())
  let whole = 0
  await tokens.withSigner({ module, pin: { kind: 'file', path: hsm.pinFile } }, async signer => {
    const judge = (source: Source) => validatePdf({ source, trust: [], at: now() })
    const sign = (from: string) => signFile({ from, to: `${from}.signed`, existing: 'refuse', signer, atMs: now(), act: 'plain', judge })
    await sign(items[0]!) // warms the caches
    rmSync(`${items[0]}.signed`)
    whole = await took(async () => {
      const results = await signBatch({ items, atOnce: 2, sign })
      for (const result of results) if (!result.ok) throw new Error(result.problem.code)
    })
  })
  tokens.close()
  const bare = await bareBatch(await openPkcs11(module), hsm, items.map(() => Buffer.alloc(130)))
  return makeFigure({ name: `${DOCUMENTS} documents on it : bare binding`, ours: whole / DOCUMENTS, baseline: bare / DOCUMENTS, goal: 1.05, unit: 'ms', n: DOCUMENTS })
}

async function sha256(der: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(der))).toString('hex')
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
