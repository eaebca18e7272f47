/** Acceptance checks 7, 8 and 9 of signed documents at B-LTA: openssl on tokens and evidence, pdfsig, qpdf and our own judge after a second signature. */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSecurityStore } from '../../../electron/pdf/dss.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { readSignedData } from '../../../electron/pki/cms-read.ts'
import { OID } from '../../../electron/pki/oids.ts'
import { signAtLevel } from '../../../electron/signing/sign-at-level.ts'
import { upgradeDocument } from '../../../electron/signing/upgrade-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeTrust, signerOf } from '../../helpers/make-trust.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'
import { certificatePem } from '../../province/authority/certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'level-judges-'))
const made = { server: null as AuthorityServer | null }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()

/** Each kind of input: signed at B-B, raised to B-LTA; signed by another, raised again. */
const KINDS = {
  table: () => makePdf({ xref: 'table' }), stream: () => makePdf({ xref: 'stream' }), hybrid: () => makePdf({ xref: 'hybrid' }),
  ...(hasTool('qpdf') ? {
    linearized: () => rewriteWithQpdf(makePdf(), ['--linearize']),
    encrypted: () => rewriteWithQpdf(makePdf(), ['--encrypt', '', 'owner', ...QPDF_HANDLERS['AES-256 R6']]),
  } : {}),
}
interface Raised { readonly first: Uint8Array; readonly second: Uint8Array }
const raised = new Map<string, Raised>()

beforeAll(async () => {
  made.server = await makeAuthorityServer()
  writeFileSync(join(folder, 'root.pem'), certificatePem(server().authority.root.certificate))
  writeFileSync(join(folder, 'issuing.pem'), certificatePem(server().authority.issuing.certificate))
  const services = makeTrust(server())
  const common = { atMs: NOW, act: 'plain' as const, level: 'B-LTA' as const, services }
  for (const [kind, make] of Object.entries(KINDS)) {
    const append = async (pdf: Uint8Array, act: (source: ReturnType<typeof memorySource>) => Promise<{ tail: Uint8Array }>): Promise<Uint8Array> => Buffer.concat([pdf, (await act(memorySource(pdf))).tail])
    const first = await append(make(), source => signAtLevel({ ...common, source, signer: signerOf(server().officer) }))
    const signed = await append(first, async source => signAtLevel({ ...common, level: 'B-B', source, signer: await makeSigner({ key: 'ec', name: 'Trần Thị Bích' }) }))
    raised.set(kind, { first, second: await append(signed, source => upgradeDocument({ source, wanted: 'B-LTA', services, now: NOW })) })
  }
}, 60_000)
afterAll(async () => {
  await server().stop()
  rmSync(folder, { recursive: true, force: true })
})

const pdfOf = (kind: string): Raised => raised.get(kind) ?? { first: new Uint8Array(), second: new Uint8Array() }

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

function openssl(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  return `${status} ${stdout}${stderr}`
}

function verifyToken(token: Uint8Array, digest: Uint8Array): string {
  return openssl('ts', '-verify', '-in', file('token', token), '-token_in', '-digest', Buffer.from(digest).toString('hex'), '-CAfile', join(folder, 'root.pem'), '-untrusted', join(folder, 'issuing.pem'))
}

/** Each signature's CMS without its padding, its kind, and the digest of what it covers. */
async function tokensOf(pdf: Uint8Array) {
  const fields = await listSignatureFields(await openPdf(memorySource(pdf)))
  return fields.flatMap(({ field, signature }) => {
    if (signature?.contents == null || signature.byteRange === null) return []
    const contents = Buffer.from(signature.contents)
    const [, before = 0, after = 0, rest = 0] = signature.byteRange
    const covered = createHash('sha256').update(pdf.subarray(0, before)).update(pdf.subarray(after, after + rest)).digest()
    return [{ name: field.name, isTimestamp: signature.subFilter === 'ETSI.RFC3161', cms: contents.subarray(0, 4 + contents.readUInt16BE(2)), covered }]
  })
}

describe.each(Object.keys(KINDS))('a document at B-LTA (%s)', kind => {
  test.skipIf(!hasTool('openssl'))('check 7: openssl verifies the signature timestamp over the value and the document timestamps over their ranges', async () => {
    const said: string[] = []
    for (const { isTimestamp, cms, covered } of await tokensOf(pdfOf(kind).second)) {
      if (isTimestamp) said.push(verifyToken(cms, covered))
      const [signer] = isTimestamp ? [] : readSignedData(cms).signers
      const token = signer?.unsignedAttributes.get(OID.timeStampToken)?.[0]
      if (signer && token) said.push(verifyToken(token.encoded, createHash('sha256').update(signer.signature).digest()))
    }
    expect(said.map(text => text.includes('Verification: OK'))).toEqual([true, true, true])
  })

  test.skipIf(!hasTool('openssl'))('check 8: each entry of the store parses with openssl, and the second round has lost none of the first', async () => {
    const [first, second] = [await readSecurityStore(await openPdf(memorySource(pdfOf(kind).first))), await readSecurityStore(await openPdf(memorySource(pdfOf(kind).second)))]
    const said = [
      ...second.certificates.map(der => openssl('x509', '-inform', 'DER', '-noout', '-subject', '-in', file('entry', der))),
      ...second.ocsps.map(der => openssl('ocsp', '-respin', file('entry', der), '-noverify', '-resp_text')),
      ...second.crls.map(der => openssl('crl', '-inform', 'DER', '-noout', '-issuer', '-in', file('entry', der))),
    ]
    expect(said.filter(text => !text.startsWith('0 '))).toEqual([])
    const keys = (list: readonly Uint8Array[]): string[] => list.map(der => createHash('sha256').update(der).digest('hex'))
    for (const name of ['certificates', 'ocsps', 'crls'] as const) expect(keys(second[name]).slice(0, first[name].length)).toEqual(keys(first[name]))
    expect([first.certificates.length > 0, first.ocsps.length > 0, first.crls.length > 0]).toEqual([true, true, true])
  })

  test('check 9: the second signature and its timestamps leave the first one\'s verdict as it was', async () => {
    const trust = [parseCertificate(server().anchor)]
    const judged = async (pdf: Uint8Array) => {
      const report = await validatePdf({ source: memorySource(pdf), trust, at: NOW })
      return report.signatures.slice(0, 2).map(({ field, verdict, level, time, revocation, changesAfter }) => ({ field, verdict, level, time, revocation, isChanged: changesAfter !== 'none' && changesAfter !== 'allowed' }))
    }
    expect(await judged(pdfOf(kind).second)).toEqual(await judged(pdfOf(kind).first))
  })

  test.skipIf(!hasTool('pdfsig') || !hasTool('qpdf'))('pdfsig, which knows no document timestamps, finds both signatures valid, qpdf the file sound', () => {
    const path = file(`${kind}.pdf`, pdfOf(kind).second)
    const said = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout
    expect(said.match(/Signature Validation: .*/g)?.filter(line => !line.includes('not yet been verified'))).toEqual(Array(2).fill('Signature Validation: Signature is Valid.'))
    expect(spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })).toMatchObject({ status: 0 })
  })
})
