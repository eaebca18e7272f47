import { createHash, randomBytes, randomInt } from 'node:crypto'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { sweepFiles, sweepWorkBlobs } from '../../../electron/store/blob-keeping.ts'
import { checkBlob, readBlob } from '../../../electron/store/blobs.ts'
import { openStore } from '../../../electron/store/open.ts'
import { allRows, type OutboxRow } from '../../../electron/store/outbox.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { checkStore } from '../../../electron/store/repair.ts'
import { upgradesOfDocument } from '../../../electron/store/upgrades.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makeAuthorityServer } from '../../helpers/authority-server.ts'
import type { SignerLife, SignerSaid } from '../../helpers/mortal-signer.ts'

/** How often the signing process is killed at a random moment; the whole proof: RISE_KILLS=200. */
const KILLS = Number(process.env['RISE_KILLS'] ?? 2)
const LIFE_MS = 400
const CLIENT = join(import.meta.dirname, '..', '..', 'helpers', 'mortal-signer.ts')
const folder = mkdtempSync(join(tmpdir(), 'rise-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One life; `killAfterMs` counts from its first promise. */
async function live(life: SignerLife, killAfterMs: number | null): Promise<{ readonly said: readonly SignerSaid[]; readonly err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLIENT, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: SignerSaid[] = []
  let err = ''
  child.stderr.on('data', piece => { err += String(piece) })
  createInterface({ input: child.stdout }).on('line', line => {
    said.push(JSON.parse(line) as SignerSaid)
    if (said.length === 1 && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  await new Promise(resolve => { child.once('close', resolve) })
  return { said, err }
}

const filesOf = (row: OutboxRow) => row.args.does === 'action' ? row.args.attachments : []

test(`killed at ${KILLS} random moments while it signs and raises: no file is lost or half-written, none is signed or stamped twice, all reach B-LTA`, async () => {
  const server = await makeAuthorityServer({ now: () => Date.now() })
  const key = randomBytes(32).toString('hex')
  const { certificate, chain, privateKey } = server.officer
  writeFileSync(join(folder, 'signer.json'), JSON.stringify({ certificate: certificate.toString('base64'), chain: chain.map(each => each.toString('base64')), privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) }), { mode: 0o600 })
  const life = { profile: join(folder, 'profile'), key, tsaUrl: server.tsaUrl, hostMap: server.hostMap, anchor: Buffer.from(server.anchor).toString('base64'), signer: join(folder, 'signer.json') }
  const promised: SignerSaid[] = []
  for (let kill = 0; kill < KILLS; kill += 1) promised.push(...(await live({ ...life, does: 'sign' }, randomInt(LIFE_MS))).said)
  expect(await live({ ...life, does: 'finish' }, null)).toEqual({ said: [], err: '' })
  await server.stop()

  const later = Date.now() + 2 * 86_400_000
  const store = openStore({ files: profileFiles(life.profile), key: { id: 'mortal', bytes: Buffer.from(key, 'hex') }, now: () => later })
  try {
    expect(checkStore(store.db)).toEqual({ cache: 'ok', work: 'ok' })
    const rows = allRows(store.db, 'p-mortal')
    for (const { documentId, sha256, size, isSent } of promised) {
      const [upgrade, ...others] = upgradesOfDocument(store.db, 'p-mortal', [documentId, documentId])
      const carriers = rows.filter(row => row.documentId === documentId && row.verb !== 'draft.create')
      expect({ others, level: upgrade?.level, state: upgrade?.state, verbs: carriers.map(row => row.verb) })
        .toEqual({ others: [], level: 'B-LTA', state: isSent ? 'sending' : 'done', verbs: isSent ? ['approve', 'evidence'] : ['approve'] })
      const risen = filesOf(carriers.at(-1) as OutboxRow)[0]
      const pdf = await readBlob(store, risen?.sha256 ?? '')
      expect(createHash('sha256').update(pdf.subarray(0, size)).digest('hex')).toBe(sha256)
      const { verdict, signatures } = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(server.anchor)], at: Date.now() })
      expect([verdict, ...signatures.map(({ kind, level }) => kind === 'signature' ? level : kind)]).toEqual(['valid', 'B-LTA', 'timestamp', 'timestamp'])
    }
    for (const row of rows) for (const file of filesOf(row)) await checkBlob(store, file.sha256)
    sweepWorkBlobs(store, later)
    sweepFiles(store, later)
    const named = new Set(rows.flatMap(filesOf).map(file => file.sha256))
    expect(readdirSync(store.files.workBlobs).length).toBe(named.size)
    expect(promised.length).toBeGreaterThan(0)
  } finally {
    store.close()
  }
}, 60_000 + KILLS * 3_000)
