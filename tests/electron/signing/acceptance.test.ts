import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/pdf/limits.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { toProblem } from '../../../shared/problem.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { type Exhibit, OUTSIDE_JUDGES } from '../../helpers/outside-judges.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

/** Acceptance checks 1–6 and 9 of the engine over documents of other programs; JUDGES=all takes every one of them. */
const corpora = join(import.meta.dirname, '../../../../shared/corpora')
const listed = join(corpora, 'pdf-verdicts.json')
const everything = process.env['JUDGES'] === 'all'
const tools = ['qpdf', 'pdfsig', 'mutool', 'openssl'].every(hasTool)
const atMs = Date.parse('2026-11-24T02:00:00Z')

const PASSWORDS: Readonly<Record<string, string>> = {
  'endesive/tests/fixtures/pdf-encrypted.pdf': '1234', 'pdfbox/encryption/PasswordSample-40bit.pdf': 'owner', 'pdfbox/encryption/PasswordSample-128bit.pdf': 'owner',
  'pdfbox/encryption/PasswordSample-256bit.pdf': 'owner', 'pdfbox/sign_me_protected.pdf': ' ', 'pyhanko/pdf/minimal-rc4.pdf': 'ownersecret',
  'pyhanko/pdf/malformed-encrypt-dict1.pdf': 'ownersecret', 'pyhanko/pdf/embedded-encrypted-nocf.pdf': 'secret',
}

interface Input { readonly name: string; readonly pdf: () => Uint8Array; readonly password?: string | undefined }

const folder = mkdtempSync(join(tmpdir(), 'acceptance-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
let signers: readonly [Signer, Signer]
beforeAll(async () => { signers = [await makeSigner(), await makeSigner({ key: 'ec', name: 'Trần Thị Bích' })] })

/** Documents that are not signed, or signed and good. */
function fromCorpora(): Input[] {
  if (!existsSync(listed)) return []
  const labels = JSON.parse(readFileSync(listed, 'utf8')) as Record<string, { label: string }>
  return Object.keys(labels).filter(name => /^(no signature|all signatures intact; later changes none)/.test(labels[name]?.label ?? '') || name in PASSWORDS)
    .map(name => ({ name, pdf: () => readFileSync(join(corpora, name)), password: PASSWORDS[name] }))
}

/** Ours, rewritten by qpdf in every way it knows. */
function fromQpdf(): Input[] {
  const pages = ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842] /Rotate 90 /CropBox [50 50 500 700] /UserUnit 1.5']
  const prepared = { catalog: '/AcroForm 101 0 R', extra: { 100: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Leader) /Rect [300 100 400 150] /F 4 /P 10 0 R>>', 101: '<</Fields 102 0 R>>', 102: '[100 0 R]' } }
  const base = makePdf({ pages: [`${pages[0]} /Annots [100 0 R]`, pages[1] ?? ''], ...prepared })
  const plain = [['table', ['--object-streams=disable']], ['object streams', ['--object-streams=generate']], ['linearized', ['--linearize', '--object-streams=disable']], ['linearized, object streams', ['--linearize', '--object-streams=generate']], ['QDF', ['--qdf']]] as const
  const encrypted = Object.entries(QPDF_HANDLERS).flatMap(([handler, [bits, ...rest]]) => [
    [handler, ['--object-streams=disable', '--encrypt', '', 'owner', bits, ...rest], undefined],
    [`${handler}, object streams, password`, ['--object-streams=generate', '--encrypt', 'mở', 'owner', bits, ...rest], 'mở'],
    [`${handler}, linearized`, ['--linearize', '--encrypt', '', 'owner', bits, ...rest], undefined],
  ] as const)
  return [
    ...(['table', 'stream', 'hybrid'] as const).map(xref => ({ name: `own ${xref}`, pdf: () => makePdf({ xref, pages, ...prepared }) })),
    ...plain.map(([name, options]) => ({ name: `qpdf ${name}`, pdf: () => rewriteWithQpdf(base, options) })),
    ...encrypted.map(([name, options, password]) => ({ name: `qpdf ${name}`, pdf: () => rewriteWithQpdf(base, options), password })),
  ]
}

/** A few of each kind where the whole would take a minute. */
const SAMPLE = /own (table|hybrid)|qpdf (object streams$|RC4-40$|AES-128, object|AES-256 R6, linearized)|sign_me_protected|pdf-linearized|signed-twice-both/
const inputs = [...fromCorpora(), ...fromQpdf()].filter(({ name }) => everything || SAMPLE.test(name))

/** Refusals that are right: what cannot be opened, and what forbids more signatures. */
const MAY_REFUSE = ['pdf.encrypted-for-recipients', 'pdf.damaged', 'pdf.certified-no-changes', 'pdf.not-permitted']

interface Row { readonly name: string; readonly refused: string | null; readonly opinions: Readonly<Record<string, string>> }

async function judge({ name, pdf, password }: Input): Promise<Row> {
  const before = pdf()
  try {
    const once = await sign(before, signers[0], password, 'plain')
    const twice = await sign(once.after, signers[1], password, 'approve')
    const opinions: Record<string, string> = { prefix: once.after.subarray(0, before.length).equals(before) ? 'ok' : 'changed' }
    for (const [judgeName, opinion] of Object.entries(OUTSIDE_JUDGES)) {
      const each = [opinion({ ...once, folder, before, password }), opinion({ ...twice, folder, before: once.after, password })]
      opinions[judgeName] = each.every(one => one === 'ok') ? 'ok' : each.join(' | ')
    }
    opinions['earlier'] = await earlierVerdicts(before, twice.after, password)
    return { name, refused: null, opinions }
  } catch (error) {
    const { code, facts } = toProblem(error)
    if (code === 'process.unexpected') throw error
    return { name, refused: `${code} ${JSON.stringify(facts)}`, opinions: {} }
  }
}

type Signed = Omit<Exhibit, 'folder' | 'before' | 'password' | 'after'> & { readonly after: Buffer }

async function sign(pdf: Uint8Array, signer: Signer, password: string | undefined, act: 'plain' | 'approve'): Promise<Signed> {
  const opening = password === undefined ? undefined : Buffer.from(password)
  const { tail, field } = await signDocument({ source: memorySource(pdf), signer, atMs, act, password: opening, image: makeSignaturePng(), reason: 'Ký duyệt' })
  const after = Buffer.concat([pdf, tail])
  const own = (await listSignatureFields(await openPdf(memorySource(after), DEFAULT_LIMITS, opening))).find(one => one.field.name === field)?.signature
  return { after, field, signer, byteRange: own?.byteRange ?? [], contents: own?.contents ?? new Uint8Array(0) }
}

/** Check 9, by our own judge: what was intact is, ours both are, and their changes are none or allowed. */
async function earlierVerdicts(before: Uint8Array, after: Uint8Array, password: string | undefined): Promise<string> {
  const open = async (pdf: Uint8Array) => validatePdf({ source: memorySource(pdf), trust: [], at: atMs, password: password === undefined ? undefined : Buffer.from(password) })
  const [was, is] = [await open(before), await open(after)]
  if (was.verdict !== 'invalid' && is.verdict === 'invalid') return `invalid: ${is.reasons.join()}`
  for (const one of is.signatures) {
    const old = was.signatures.find(({ field }) => field === one.field)
    const good = one.intact && one.cryptographyValid && (one.changesAfter === 'none' || one.changesAfter === 'allowed')
    if (old === undefined ? !good : old.intact !== one.intact || old.cryptographyValid !== one.cryptographyValid || (old.changesAfter === 'none' && !good)) return `${one.field} ${one.intact} ${one.changesAfter}`
  }
  return is.signatures.length - was.signatures.length === 2 ? 'ok' : `${is.signatures.length} signatures`
}

describe.skipIf(!tools || inputs.length === 0)('documents of other programs, signed twice', () => {
  test('every judge accepts every one', async () => {
    const rows: Row[] = []
    for (const input of inputs) rows.push(await judge(input))
    process.stdout.write(table(rows))
    expect(rows.flatMap(({ name, opinions }) => Object.entries(opinions).filter(([, opinion]) => opinion !== 'ok').map(([by, opinion]) => `${name}: ${by}: ${opinion}`))).toEqual([])
    expect(rows.filter(({ refused }) => refused !== null && !MAY_REFUSE.some(code => refused.startsWith(code)))).toEqual([])
  }, 300_000)
})

function table(rows: readonly Row[]): string {
  const judges = ['prefix', ...Object.keys(OUTSIDE_JUDGES), 'earlier']
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(({ name, refused, opinions }) => `${name.padEnd(width)} ${refused ?? judges.map(by => (opinions[by] === 'ok' ? 'ok' : 'NO').padEnd(by.length)).join(' ')}`)
  return `\n${' '.repeat(width)} ${judges.join(' ')}\n${lines.join('\n')}\n`
}
