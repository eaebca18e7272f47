import { beforeAll, describe, expect, test } from 'vitest'
import { rc4 } from '../../../electron/pdf/encryption/rc4.ts'
import { saslprep } from '../../../electron/pdf/encryption/saslprep.ts'
import { listFields } from '../../../electron/pdf/fields.ts'
import { DEFAULT_LIMITS } from '../../../electron/pdf/limits.ts'
import { isStream, isString, nameOf, textOf } from '../../../electron/pdf/objects.ts'
import { openPdf, type PdfFile } from '../../../electron/pdf/open.ts'
import { listPages } from '../../../electron/pdf/pages.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { isProblemCode, toProblem } from '../../../shared/problem.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool, objectsByQpdf, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

const atMs = Date.parse('2026-11-24T02:00:00Z')
let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

/** A document with a prepared field, whose strings lie in the open or in an object stream. */
const original = makePdf({
  pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R]'], catalog: '/AcroForm <</Fields [100 0 R]>> /Metadata 101 0 R',
  extra: { 100: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Lãnh đạo) /TU (by hand) /Rect [300 100 400 150] /F 4>>'.replace('Lãnh đạo', 'Leader'), 101: '<</Type /Metadata /Subtype /XML /Length 4>>\nstream\n<x/>\nendstream' },
})

function encrypt(handler: keyof typeof QPDF_HANDLERS, wish: { user?: string; owner?: string; objectStreams?: string; restrict?: readonly string[] } = {}): Uint8Array {
  const [bits, ...rest] = QPDF_HANDLERS[handler]
  return rewriteWithQpdf(original, [`--object-streams=${wish.objectStreams ?? 'disable'}`, '--encrypt', wish.user ?? '', wish.owner ?? 'owner', bits, ...wish.restrict ?? [], ...rest])
}

function open(pdf: Uint8Array, password?: string): Promise<PdfFile> {
  return openPdf(memorySource(pdf), DEFAULT_LIMITS, password === undefined ? undefined : Buffer.from(password))
}

async function codeOf(opening: Promise<unknown>): Promise<string> {
  return opening.then(() => 'opened', (error: unknown) => toProblem(error).code)
}

async function sign(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> {
  const { tail } = await signDocument({ source: memorySource(pdf), signer, atMs, act: 'plain', ...wish })
  return Buffer.concat([pdf, tail])
}

/** What a reader sees of it: a string, a stream, the metadata. */
async function contentOf(file: PdfFile): Promise<unknown> {
  const [field] = await listFields(file)
  const hint = field?.dict.get('TU')
  const contents = await file.resolve((await listPages(file))[0]?.dict.get('Contents'))
  const metadata = await file.resolve((await file.catalog()).get('Metadata'))
  return [field?.name, isString(hint) && textOf(hint), isStream(contents) && Buffer.from(await file.decode(contents)).toString('latin1').trim(), isStream(metadata) && Buffer.from(await file.decode(metadata)).toString()]
}

const CONTENT = ['Leader', 'by hand', 'BT /F 20 Tf 72 700 Td (Page 1) Tj ET', '<x/>']
const handlers = Object.keys(QPDF_HANDLERS) as (keyof typeof QPDF_HANDLERS)[]
const everyWay = handlers.flatMap(handler => ['disable', 'generate'].map(objectStreams => [handler, objectStreams] as const))

// The examples of RFC 4013 §3, then one of each table of RFC 3454.
test.each([
  ['I\u00adX', 'IX'], ['user', 'user'], ['USER', 'USER'], ['ª', 'a'], ['\u2168', 'IX'], ['\u0007', null], ['\u0627\u0031', null],
  ['\u06271\u0628', '\u06271\u0628'], ['\u0627a\u0628', null], ['a\u3000b\u200bc', 'a b c'], ['\ufeffa\u200db', 'ab'], ['\ue000', null], ['\u{e0041}', null], ['\ufffd', null], ['\u202e', null], ['\ufdd0', null], ['', ''],
])('SASLprep of %j is %j', (typed, prepared) => { expect(saslprep(typed)).toBe(prepared) })

test('RC4 gives what it always gave', () => {
  expect(Buffer.from(rc4(Buffer.from('Key'), Buffer.from('Plaintext'))).toString('hex')).toBe('bbf316e8d940af0ad3')
})

describe.skipIf(!hasTool('qpdf'))('encrypted by qpdf', () => {
  test.each(everyWay)('%s, object streams %s: the user and the owner read it, nobody else', async (handler, objectStreams) => {
    const pdf = encrypt(handler, { user: 'mật khẩu', owner: 'chủ nhân', objectStreams })
    const [byUser, byOwner] = [await open(pdf, 'mật khẩu'), await open(pdf, 'chủ nhân')]
    expect([byUser.encryption?.access, byOwner.encryption?.access]).toEqual(['user', 'owner'])
    expect([await contentOf(byUser), await contentOf(byOwner), ...byUser.notes]).toEqual([CONTENT, CONTENT])
    expect([await codeOf(open(pdf)), await codeOf(open(pdf, 'mat khau')), await codeOf(open(pdf, ''))]).toEqual(['pdf.password-wanted', 'pdf.password-wrong', 'pdf.password-wrong'])
  })

  test.each(everyWay)('%s, object streams %s: what signing writes, others read', async (handler, objectStreams) => {
    const pdf = await sign(encrypt(handler, { objectStreams }), { fieldName: 'Leader', reason: 'Ký duyệt (a) \\', image: makeSignaturePng() })
    const objects = Object.values(objectsByQpdf(pdf))
    const dicts = objects.map(({ value }) => value as Record<string, unknown> | undefined)
    const field = dicts.find(dict => dict?.['/FT'] === '/Sig')
    const value = dicts.find(dict => dict?.['/Type'] === '/Sig')
    const streams = objects.flatMap(({ stream }) => stream ? [stream] : [])
    const drawn = streams.find(({ dict }) => dict['/Subtype'] === '/Form')
    expect([field?.['/T'], field?.['/TU'], value?.['/Reason'], value?.['/M']]).toEqual(['u:Leader', 'u:by hand', 'u:Ký duyệt (a) \\', "u:D:20261124090000+07'00'"])
    expect(Buffer.from(drawn?.data ?? '', 'base64').toString()).toMatch(/^q .* cm \/Picture1 Do Q$/)
    // DER of the CMS: Contents is written as it is.
    expect(value?.['/Contents']).toMatch(/^b:30/)
  })

  test.each(handlers)('%s: every stream of the file decodes, cross-references and metadata by their own rules', async handler => {
    const file = await open(encrypt(handler, { objectStreams: 'generate' }))
    const types: string[] = []
    for (const number of file.xref.keys()) {
      const object = await file.get({ kind: 'ref', number, generation: 0 })
      if (!isStream(object)) continue
      types.push(nameOf(object.dict.get('Type')) ?? '-')
      expect((await file.decode(object)).length).toBeGreaterThan(0)
    }
    expect([types.includes('XRef'), types.includes('ObjStm'), types.includes('Metadata'), [...file.notes]]).toEqual([true, true, true, []])
  })

  test.each(handlers)('%s: a second signature leaves the first as it was', async handler => {
    const once = await sign(encrypt(handler, { user: 'u' }), { password: Buffer.from('u') })
    const twice = await sign(once, { password: Buffer.from('owner') })
    const report = await validatePdf({ source: memorySource(twice), trust: [], at: atMs, password: Buffer.from('u') })
    expect(report.signatures.map(({ intact, cryptographyValid, changesAfter, coverage }) => [intact, cryptographyValid, changesAfter, coverage]))
      .toEqual([[true, true, 'allowed', 'whole-revision'], [true, true, 'none', 'whole-file']])
  })

  test('an Encrypt dictionary that stands in the trailer itself is read, kept, and understood by others', async () => {
    const text = Buffer.from(encrypt('RC4-128')).toString('latin1')
    const [, number = ''] = /\/Encrypt (\d+) 0 R/.exec(text) ?? []
    const from = text.indexOf(`${number} 0 obj`)
    const dict = text.slice(text.indexOf('<<', from), text.indexOf('endobj', from)).trim()
    const pdf = await sign(Buffer.from(text.replace(`/Encrypt ${number} 0 R`, () => `/Encrypt ${dict}`), 'latin1'), { fieldName: 'Leader', reason: 'Ký duyệt' })
    expect(await contentOf(await open(pdf))).toEqual(CONTENT)
    expect(Object.values(objectsByQpdf(pdf)).map(({ value }) => (value as Record<string, unknown> | undefined)?.['/Reason']).filter(Boolean)).toEqual(['u:Ký duyệt'])
  })

  test('a password of the old one-byte encoding is known by its letters, composed or not', async () => {
    const pdf = encrypt('AES-128', { user: 'motdépasse' })
    expect([await codeOf(open(pdf, 'motdépasse')), await codeOf(open(pdf, 'motdépasse'.normalize('NFD'))), await codeOf(open(pdf, 'motdepasse'))]).toEqual(['opened', 'opened', 'pdf.password-wrong'])
  })

  test.each([
    ['the soft hyphen says nothing', 'I\u00adX', 'IX'], ['a space that is no ASCII is one', 'mật\u00a0khẩu', 'mật khẩu'], ['compatible letters are their letters', '\u2168ª', 'IXa'],
    ['marks are composed', 'Mật khẩu Ễ'.normalize('NFD'), 'Mật khẩu Ễ'],
    ['a program that prepared nothing is understood as well', 'Mật khẩu Ễ', 'Mật khẩu Ễ'.normalize('NFD')], ['what the profile forbids is taken as it is', 'a\u05d0', 'a\u05d0'],
  ])('a password of AES-256 is prepared before it is used (RFC 4013): %s', async (_, typed, kept) => {
    const pdf = encrypt('AES-256 R6', { user: kept })
    expect([await codeOf(open(pdf, typed)), await codeOf(open(pdf, `${typed}!`))]).toEqual(['opened', 'pdf.password-wrong'])
  })

  test('a report says what is missing, a password or the right one', async () => {
    const pdf = encrypt('AES-256 R6', { user: 'u' })
    const judge = async (password?: string) => (await validatePdf({ source: memorySource(pdf), trust: [], at: atMs, password: password === undefined ? undefined : Buffer.from(password) }))
    expect([await judge(), await judge('x'), (await judge('u')).verdict])
      .toEqual([{ verdict: 'unreadable', reasons: ['file.password-wanted'], signatures: [] }, { verdict: 'unreadable', reasons: ['file.password-wrong'], signatures: [] }, 'unsigned'])
  })

  test.each<[string, string, readonly string[], string | undefined, string, string]>([
    ['everything allowed', 'AES-256 R6', [], undefined, 'opened', 'opened'],
    ['only filling', 'AES-256 R6', ['--modify=form'], undefined, 'pdf.not-permitted', 'opened'],
    ['only assembling', 'RC4-128', ['--modify=assembly'], undefined, 'pdf.not-permitted', 'pdf.not-permitted'],
    ['nothing', 'AES-128', ['--modify=none'], undefined, 'pdf.not-permitted', 'pdf.not-permitted'],
    ['no change in 40 bits', 'RC4-40', ['--modify=n'], undefined, 'pdf.not-permitted', 'opened'],
    ['neither change nor notes in 40 bits', 'RC4-40', ['--modify=n', '--annotate=n'], undefined, 'pdf.not-permitted', 'pdf.not-permitted'],
    ['nothing, but the owner signs', 'AES-256 R6', ['--modify=none'], 'owner', 'opened', 'opened'],
  ])('the maker allows %s', async (_, handler, restrict, password, adding, filling) => {
    const pdf = encrypt(handler as keyof typeof QPDF_HANDLERS, { restrict })
    const wish = password === undefined ? {} : { password: Buffer.from(password) }
    expect([await codeOf(sign(pdf, wish)), await codeOf(sign(pdf, { ...wish, fieldName: 'Leader' }))]).toEqual([adding, filling])
  })

  test('permissions that somebody changed by hand allow nothing', async () => {
    const pdf = Buffer.from(Buffer.from(encrypt('AES-256 R6', { restrict: ['--modify=none'] })).toString('latin1').replace(/\/P -\d+/, text => `/P ${'-4'.padEnd(text.length - 3)}`), 'latin1')
    expect([await codeOf(sign(pdf)), await codeOf(open(pdf))]).toEqual(['pdf.not-permitted', 'opened'])
  })

  test('cut or changed bytes are read or refused by a code, never a crash', async () => {
    for (const handler of ['RC4-128', 'AES-128', 'AES-256 R6'] as const) {
      const pdf = encrypt(handler, { objectStreams: 'generate' })
      for (let round = 0; round < 80; round++) {
        const changed = Uint8Array.from(pdf.subarray(0, round % 4 === 0 ? Math.floor(pdf.length * round / 80) : pdf.length))
        const at = Math.floor(pdf.length * round / 80)
        if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ 0x15
        const code = await codeOf(open(changed).then(contentOf))
        expect(code === 'opened' || (isProblemCode(code) && code.startsWith('pdf.')), `${handler} ${round}: ${code}`).toBe(true)
      }
    }
  })
})

describe('other handlers', () => {
  const bytes = (length: number): string => `<${'41'.repeat(length)}>`
  test.each<[string, string, string]>([
    ['recipients\' certificates', '/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /CF <<>>', 'pdf.encrypted-for-recipients'],
    ['a handler of somebody\'s own', '/Filter /Acme.Lock /V 1', 'pdf.encrypted'],
    ['a version that does not exist', '/Filter /Standard /V 3 /R 3', 'pdf.encrypted'],
    ['a method that does not exist', '/Filter /Standard /V 4 /R 4 /CF <</StdCF <</CFM /ROT13>>>> /StmF /StdCF', 'pdf.encrypted'],
    ['no O', '/Filter /Standard /V 2 /R 3 /P -4', 'pdf.damaged'],
    ['a key of a thousand bits', `/Filter /Standard /V 2 /R 3 /P -4 /Length 1000 /O ${bytes(32)} /U ${bytes(32)}`, 'pdf.damaged'],
    ['a filter that is not listed', '/Filter /Standard /V 4 /R 4 /StmF /Nowhere', 'pdf.damaged'],
    ['another password', `/Filter /Standard /V 2 /R 3 /P -4 /Length 128 /O ${bytes(32)} /U ${bytes(32)}`, 'pdf.password-wanted'],
    ['nothing but attachments', `/Filter /Standard /V 4 /R 4 /P -4 /O ${bytes(32)} /U ${bytes(32)} /CF <</StdCF <</CFM /AESV2>>>> /EFF /StdCF`, 'opened'],
    ['the Identity filter', `/Filter /Standard /V 4 /R 4 /P -4 /O ${bytes(32)} /U ${bytes(32)} /StmF /Identity /StrF /Identity`, 'opened'],
  ])('encrypted with %s', async (_, dict, code) => {
    expect(await codeOf(open(makePdf({ trailer: `/Encrypt <<${dict}>>` })).then(contentOf))).toBe(code)
  })

  test('what is not enciphered is signed in the clear', async () => {
    const pdf = makePdf({ trailer: `/Encrypt <</Filter /Standard /V 4 /R 4 /P -4 /O ${bytes(32)} /U ${bytes(32)} /StmF /Identity /StrF /Identity>>` })
    expect(Buffer.from(await sign(pdf, { reason: 'in the clear' })).includes('/Reason (in the clear)')).toBe(true)
  })
})
