import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../../electron/pdf/source.ts'
import { AT_ONCE, signBatch } from '../../electron/signing/batch.ts'
import { signFile } from '../../electron/signing/sign-file.ts'
import type { KeySource } from '../../electron/token/key-source.ts'
import { openPkcs11 } from '../../electron/token/pkcs11/source.ts'
import { spawnNodeToken } from '../../electron/token/spawn-node.ts'
import { superviseTokens, type Tokens } from '../../electron/token/supervisor.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import { makeCertificate } from '../helpers/certificates.ts'
import { hasCompiler, makeFaultyModule } from '../helpers/faulty-module.ts'
import { makeSoftHsm, softHsmModule, type SoftHsm } from '../helpers/softhsm.ts'
import { openBatchOffice, type BatchOffice } from './batch-office.ts'
import { BENCH_NOW } from './bench-profile.ts'
import { type Figure, makeFigure, percentile, took } from './figure.ts'
import { TOKEN_ENTRY } from './token.ts'

const BATCH = 100
const ROUNDS = 7
const CARD_ROUNDS = 3
/** What a fast card takes for one RSA-2048 signature; many take three times as long. */
const CARD_MS = 100
/** Of the issue: 95 % of the raw rate. */
const GOAL = 1.05

/** What is measured: one token, by the binding alone in this process and as the product uses it. */
interface Place { readonly hsm: SoftHsm; readonly module: string; readonly raw: KeySource; readonly tokens: Tokens }

/**
 * A hundred on one PIN against as many signatures of the bare binding, on the same token and in turn: signatures across
 * the process border; files as the command line signs them; papers in the core of a window, from the login to the last
 * result. Documents are of 60 KB to 3 MB. On a token that takes less than a document's own work they cannot keep up.
 */
export async function bench(): Promise<Figure[]> {
  if (softHsmModule() === null) return []
  const hsm = makeSoftHsm([await makeCertificate({ subject: 'CN=Đo' })])
  try {
    const figures = [await softFigure(hsm)]
    return hasCompiler() ? [...figures, ...await cardFigures(hsm)] : figures
  } finally {
    hsm.remove()
  }
}

async function softFigure(hsm: SoftHsm): Promise<Figure> {
  const place = await openPlace(hsm, hsm.module, hsm.env)
  const [figure] = await inTurn(place, ROUNDS, [{ name: `${BATCH} signatures : bare binding (SoftHSM2)`, run: () => signatures(place) }])
  place.tokens.close()
  return figure!
}

async function cardFigures(hsm: SoftHsm): Promise<Figure[]> {
  const card = makeFaultyModule(hsm)
  const place = await openPlace(hsm, card.module, card.env)
  const held = { loggedInAt: 0 }
  const office = await openBatchOffice(hsm.dir, (CARD_ROUNDS + 1) * BATCH, { ...place.tokens, withSigner: (request, act) => place.tokens.withSigner(request, (signer, key) => {
    held.loggedInAt = performance.now()
    return act(signer, key)
  }) })
  try {
    card.set({ delay: { C_Sign: CARD_MS } })
    return await inTurn(place, CARD_ROUNDS, [
      { name: `${BATCH} signatures on a card of ${CARD_MS} ms`, run: () => signatures(place) },
      { name: `${BATCH} files on it, as 'sign' does`, run: () => files(place, office) },
      { name: `${BATCH} papers on it, as the window does`, run: async round => await papers(place, office, round) - held.loggedInAt },
    ])
  } finally {
    place.tokens.close()
    await office.end()
  }
}

async function openPlace(hsm: SoftHsm, module: string, env: Readonly<Record<string, string>>): Promise<Place> {
  Object.assign(process.env, env)
  const tokens = superviseTokens({ spawnToken: name => spawnNodeToken({ entry: TOKEN_ENTRY, env: { ...process.env } }, name), now: () => BENCH_NOW, requestId: randomUUID })
  return { hsm, module, tokens, raw: await openPkcs11(module) }
}

interface Measured { readonly name: string; run(round: number): Promise<number> }

/** Each round has its own baseline; the first one only warms the caches. Medians. */
async function inTurn(place: Place, rounds: number, measured: readonly Measured[]): Promise<Figure[]> {
  const baseline: number[] = []
  const times = measured.map((): number[] => [])
  for (let round = 0; round <= rounds; round++) {
    const bare = await bareBatch(place)
    if (round > 0) baseline.push(bare / BATCH)
    for (const [at, { run }] of measured.entries()) {
      const ms = await run(round)
      if (round > 0) times[at]!.push(ms / BATCH)
    }
  }
  return measured.map(({ name }, at) => makeFigure({ name, ours: percentile(times[at]!, 0.5), baseline: percentile(baseline, 0.5), goal: GOAL, unit: 'ms', n: rounds * BATCH }))
}

/** Both over inputs of the length of signed attributes. */
const ATTRIBUTES = Array.from({ length: BATCH }, (_, index) => Buffer.alloc(130, index))

async function bareBatch({ raw, hsm }: Place): Promise<number> {
  const [token] = await raw.tokens()
  await raw.login(token!.slot, new Uint8Array(Buffer.from(hsm.pin)))
  const [certificate] = await raw.certificates(token!.slot)
  await raw.useKey(Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(certificate!.der))).toString('hex'))
  const time = await took(async () => { for (const item of ATTRIBUTES) await raw.sign(item, 'rsa-pkcs1', null) })
  await raw.logout()
  return time
}

function signatures({ tokens, module, hsm }: Place): Promise<number> {
  return tokens.withSigner({ module, pin: { kind: 'file', path: hsm.pinFile } }, signer => (
    took(() => signBatch({ items: ATTRIBUTES, atOnce: AT_ONCE, sign: item => signer.sign(item, 'rsa-pkcs1') }))
  ))
}

/** Read, signed, judged and flushed. */
async function files({ tokens, module, hsm }: Place, office: BatchOffice): Promise<number> {
  const judge = (source: Source) => validatePdf({ source, trust: [], at: BENCH_NOW })
  const items = Array.from({ length: BATCH }, (_, n) => ({ from: office.files[n % office.files.length]!, to: join(hsm.dir, `signed-${n}.pdf`) }))
  try {
    return await tokens.withSigner({ module, pin: { kind: 'file', path: hsm.pinFile } }, signer => took(async () => {
      const results = await signBatch({ items, atOnce: AT_ONCE, sign: item => signFile({ ...item, existing: 'refuse', signer, atMs: BENCH_NOW, act: 'plain', judge }) })
      for (const result of results) if (!result.ok) throw new Error(result.problem.code)
    }))
  } finally {
    for (const { to } of items) rmSync(to, { force: true })
  }
}

/** The dialog's two requests: where the signatures go, then the signing itself. Answers when that was done. */
async function papers({ module, hsm }: Place, { core }: BatchOffice, round: number): Promise<number> {
  const handlers = core.handlers({ kind: 'file', path: hsm.pinFile })
  await handlers['settings.set']({ tokenModules: [module] })
  const documentIds = Array.from({ length: BATCH }, (_, n) => `D${round * BATCH + n}`)
  const { items } = await handlers['signing.prepare']({ documentIds })
  const { tokens: [token] } = await handlers['tokens.list']({})
  const { results } = await handlers['signing.sign']({
    requestId: 'bench', tokenId: token!.tokenId, certificate: null, followUp: 'approve', items: items.map(({ documentId, placement }) => ({ documentId, placement })),
  })
  const done = performance.now()
  for (const { problem } of results) if (problem !== null) throw new Error(problem.code)
  return done
}
