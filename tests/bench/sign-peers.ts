import { fork, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSource } from '../../electron/pdf/source.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import { makeLargePdf } from '../helpers/make-large-pdf.ts'
import { makeCertificate } from '../province/authority/certificate.ts'
import { makePkcs12 } from '../province/authority/pkcs12.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'
import { PEERS, SIGNING_PEER, type PeerName, type SignedBy, type SigningTask } from './signing-peer.ts'

const ROUNDS = 7
const PAGES = 500
const PAGE_BYTES = 100 * 1024
const PIN = '123456'
const at = Date.parse('2026-11-24T02:00:00Z')

interface Contender { readonly name: PeerName; readonly process: ChildProcess; readonly times: number[] }

/**
 * A plain file of 50 MB and 500 pages, signed into another one that is on the disk when it has its name, by us and by the
 * libraries that JavaScript has for it: the same file, the same key out of the same PKCS#12, in turn, each in a process
 * of its own, so that nobody collects another's garbage. What each has made is judged once: only signatures count.
 */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'))
  const [from, to, p12] = [join(folder, 'in.pdf'), join(folder, 'out.pdf'), join(folder, 'key.p12')]
  makeLargePdf(from, PAGES, PAGE_BYTES)
  writeFileSync(p12, makeKey())
  const contenders = (['ours', ...PEERS] as const).map((name): Contender => ({ name, process: fork(SIGNING_PEER, [name, p12, PIN], { execArgv: [] }), times: [] }))
  try {
    const able: Contender[] = []
    for (const contender of contenders) if (await canSign(contender, { from, to })) able.push(contender)
    for (let round = 1; round <= ROUNDS; round++) {
      for (const contender of able) contender.times.push(await signed(contender, { from, to }))
      // Whoever came after whom last time comes before him next time.
      able.reverse()
    }
    return figures(able)
  } finally {
    for (const { process } of contenders) process.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Warms the caches, and says of a library that cannot do it at all why: then there is nothing to compare. */
async function canSign(contender: Contender, task: SigningTask): Promise<boolean> {
  try {
    await signed(contender, task)
    await checkSignature(contender.name, task.to)
    return true
  } catch (error) {
    if (contender.name === 'ours') throw error
    console.error(String(error))
    return false
  }
}

function figures(contenders: readonly Contender[]): Figure[] {
  const ours = percentile(contenders.find(({ name }) => name === 'ours')!.times, 0.5)
  return contenders.filter(({ name }) => name !== 'ours').map(({ name, times }) => (
    makeFigure({ name: `50 MB, 500 pages : ${name}`, ours, baseline: percentile(times, 0.5), goal: 0.33, unit: 'ms', n: ROUNDS })
  )).toSorted((a, b) => a.name.localeCompare(b.name))
}

function makeKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const validity = { notBefore: Date.parse('2026-01-01T00:00:00Z'), notAfter: Date.parse('2036-01-01T00:00:00Z') }
  // Latin letters: under a Vietnamese name what @signpdf writes is no valid signature.
  const certificate = makeCertificate({ ...validity, subject: { C: 'VN', CN: 'Nguyen Van An' }, purpose: 'person', serial: Uint8Array.of(1) }, privateKey, null)
  return makePkcs12(certificate, PIN, randomBytes)
}

function signed({ name, process }: Contender, task: SigningTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = () => { reject(new Error(`${name} ended`)) }
    process.once('exit', ended)
    process.once('message', (reply: SignedBy) => {
      process.off('exit', ended)
      if ('failed' in reply) reject(new Error(`${name} cannot sign it: ${reply.failed}`))
      else resolve(reply.ms)
    })
    process.send(task)
  })
}

async function checkSignature(name: PeerName, path: string): Promise<void> {
  const source = await fileSource(path)
  const { signatures } = await validatePdf({ source, trust: [], at })
  await source.close()
  if (!signatures.some(({ intact, cryptographyValid }) => intact && cryptographyValid)) throw new Error(`what ${name} wrote is not signed`)
}
