/** The reader and the judge of PDF files. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Signer } from '../../shared/model/signer.ts'
import { ProblemError } from '../../shared/problem.ts'
import { listFields } from '../../electron/pdf/fields.ts'
import { DEFAULT_LIMITS, type PdfLimits } from '../../electron/pdf/limits.ts'
import { isStream } from '../../electron/pdf/objects.ts'
import { openPdf, type PdfFile } from '../../electron/pdf/open.ts'
import { pageText } from '../../electron/pdf/page-text.ts'
import { listPages } from '../../electron/pdf/pages.ts'
import { memorySource } from '../../electron/pdf/source.ts'
import { parseCertificate } from '../../electron/pki/certificate.ts'
import { embeddedCertificates } from '../../electron/validation/embedded-certificates.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import { makeBase, type BaseName } from '../electron/validation/attacks/bases.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { SIGNED_AT } from '../helpers/make-signed-pdf.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../helpers/qpdf.ts'
import { mutatePdf } from './mutate-pdf.ts'
import { shownBy } from './shown.ts'
import type { Target } from './target.ts'

const CORPORA = join(import.meta.dirname, '../../../shared/corpora')
const LARGEST_SEED = 40_000
/** Smaller than the product's own, so that a case is short; the code is the same. */
const LIMITS: PdfLimits = { ...DEFAULT_LIMITS, maxStreamBytes: 4 * 1024 * 1024, maxDecodedBytes: 16 * 1024 * 1024, maxObjects: 100_000 }
const MOST_STREAMS = 50

export async function pdfTargets(): Promise<Target[]> {
  const others = foreign()
  const signer = await makeSigner({ key: 'ec' })
  const signed = await Promise.all((['plain', 'packed', 'hybrid', 'level-1', 'level-2', 'prepared'] satisfies BaseName[]).map(name => makeBase(name, signer)))
  const unsigned = [makePdf(), makePdf({ xref: 'stream' }), makePdf({ xref: 'hybrid' })]
  const targets: Target[] = [
    judgeTarget(signer, signed),
    { name: 'pdf-read', weight: 2, seeds: [...unsigned, ...signed, ...others, ...encrypted()], mutate: mutatePdf, run: bytes => answered(() => readAll(bytes)) },
    { name: 'pdf-foreign', weight: 3, seeds: others, mutate: mutatePdf, run: judgeForeign },
  ]
  return targets.filter(target => target.seeds.length > 0)
}

/** A changed file is never valid, unless only blanks were added or what it shows is what was signed. */
function judgeTarget(signer: Signer, seeds: readonly Uint8Array[]): Target {
  const trust = signer.chain.map(parseCertificate)
  return {
    name: 'pdf-judge', weight: 4, seeds, mutate: mutatePdf,
    async run(bytes, seed) {
      const { verdict, reasons, signatures } = await validatePdf({ source: memorySource(bytes), trust, at: SIGNED_AT, limits: LIMITS })
      if (verdict === 'valid' && !isHarmless(bytes, seed) && await shown(bytes) !== await shown(seed)) throw new Error('a changed document is valid')
      return `${verdict} ${reasons.join(' ')} ${signatures.map(one => one.laterChanges.map(change => change.rule).join(',')).join(' ')}`
    },
  }
}

function isHarmless(bytes: Uint8Array, seed: Uint8Array): boolean {
  const [a, b] = [bytes, seed].map(one => Buffer.from(one).toString('latin1').trimEnd())
  return a === b
}

async function shown(bytes: Uint8Array): Promise<string> {
  return shownBy(await openPdf(memorySource(bytes), LIMITS))
}

async function judgeForeign(bytes: Uint8Array): Promise<string> {
  const source = memorySource(bytes)
  const trust = await embeddedCertificates(source).catch((error: unknown) => {
    if (error instanceof ProblemError) return []
    throw error
  })
  const { verdict, reasons } = await validatePdf({ source, trust, at: SIGNED_AT, limits: LIMITS })
  return `${verdict} ${reasons.join(' ')}`
}

async function readAll(bytes: Uint8Array): Promise<string> {
  const file = await openPdf(memorySource(bytes), LIMITS)
  const pages = await listPages(file)
  for (const page of pages.slice(0, 3)) await pageText(file, page)
  const fields = await listFields(file)
  await decodeStreams(file)
  return `${Math.min(pages.length, 5)} ${Math.min(fields.length, 5)} ${[...file.notes].join(' ')}`
}

async function decodeStreams(file: PdfFile): Promise<void> {
  for (const number of [...file.xref.keys()].slice(0, MOST_STREAMS)) {
    await answered(async () => {
      const object = await file.get({ kind: 'ref', number, generation: 0 })
      return isStream(object) ? String((await file.decode(object)).length) : ''
    })
  }
}

/** A problem is an answer; anything else is a bug. */
async function answered(read: () => Promise<string>): Promise<string> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ProblemError && error.code.startsWith('pdf.')) return `${error.code} ${String(error.facts['what'] ?? '')}`
    throw error
  }
}

/** One of each revision of the standard handler, opened by the empty password. */
function encrypted(): Uint8Array[] {
  if (!hasTool('qpdf')) return []
  return Object.values(QPDF_HANDLERS).map(([bits, ...rest], index) => rewriteWithQpdf(makePdf(), [`--object-streams=${index % 2 === 0 ? 'generate' : 'disable'}`, '--encrypt', '', 'owner', bits, ...rest]))
}

function foreign(): Uint8Array[] {
  if (!existsSync(CORPORA)) return []
  const names = readdirSync(CORPORA, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.pdf')).toSorted()
  return names.map(name => join(CORPORA, name)).filter(path => statSync(path).size <= LARGEST_SEED).map(path => readFileSync(path))
}
