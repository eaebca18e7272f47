/** A process that signs as one of the libraries does, and as we do; `sign-peers.ts` measures with it. */
import { createHash, sign as signBytes, type KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { P12Signer, PDF } from '@libpdf/core'
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib'
import { P12Signer as ForgeSigner } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { PDFDocument as PlainPdfLib } from 'pdf-lib'
import { assembleSignedData, buildSignedAttributes } from '../../electron/pki/cms-sign.ts'
import { signFile } from '../../electron/signing/sign-file.ts'
import { readPkcs12 } from '../../electron/token/pkcs12/read.ts'

export const SIGNING_PEER = fileURLToPath(import.meta.url)
export const PEERS = ['@libpdf/core', 'pdf-lib + placeholder', '@signpdf'] as const
export type PeerName = (typeof PEERS)[number] | 'ours'

export interface SigningTask { readonly from: string; readonly to: string }
export type SignedBy = { readonly ms: number } | { readonly failed: string }

interface Key { readonly p12: Buffer; readonly password: string; readonly key: KeyObject; readonly certificate: Uint8Array }
type Sign = (task: SigningTask) => Promise<void>

/** What needs the key alone is done once, before anything is measured; @signpdf opens it each time by itself. */
const OPEN: Readonly<Record<PeerName, (key: Key) => Promise<Sign> | Sign>> = {
  'ours': openOurs, '@libpdf/core': openLibPdf, 'pdf-lib + placeholder': openPdfLib, '@signpdf': openSignPdf,
}

function openOurs({ key, certificate }: Key): Sign {
  const signer = { certificate, chain: [], sign: (data: Uint8Array) => Promise.resolve(signBytes('sha256', data, key)) }
  return async task => { await signFile({ ...task, existing: 'replace', signer, atMs: Date.now(), act: 'plain' }) }
}

async function openLibPdf({ p12, password }: Key): Promise<Sign> {
  const signer = await P12Signer.create(p12, password)
  return async ({ from, to }) => {
    const pdf = await PDF.load(readFileSync(from))
    writeDurably(to, (await pdf.sign({ signer })).bytes)
  }
}

/** As the recipes on the web do it, with the fork that can append; digest and CMS are ours, since it has none. */
function openPdfLib({ key, certificate }: Key): Sign {
  return async ({ from, to }) => {
    const pdf = await PDFDocument.load(readFileSync(from), { forIncrementalUpdate: true, updateMetadata: false })
    addPlaceholder(pdf)
    const bytes = await pdf.commit({ useObjectStreams: false })
    fillPlaceholder(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { key, certificate })
    writeDurably(to, bytes)
  }
}

const CONTENTS_DIGITS = 8192
const BYTE_RANGE = `[ 0 ${'9999999999 '.repeat(3)}]`

function addPlaceholder(pdf: PDFDocument): void {
  const { context, catalog } = pdf
  const [page] = pdf.getPages()
  const range = PDFArray.withContext(context)
  for (const number of [0, ...Array<number>(3).fill(9_999_999_999)]) range.push(context.obj(number))
  const signature = context.register(context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached', ByteRange: range, Contents: PDFHexString.of('0'.repeat(CONTENTS_DIGITS)) }))
  const field = context.register(context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of('Signature1'), V: signature, F: 132, Rect: [0, 0, 0, 0], P: page!.ref }))
  page!.node.set(PDFName.of('Annots'), context.obj([field]))
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [field] }))
}

function fillPlaceholder(file: Buffer, { key, certificate }: Pick<Key, 'key' | 'certificate'>): void {
  const from = file.lastIndexOf(`<${'0'.repeat(CONTENTS_DIGITS)}>`)
  const after = from + CONTENTS_DIGITS + 2
  file.write(`[0 ${from} ${after} ${file.length - after}`.padEnd(BYTE_RANGE.length - 1), file.lastIndexOf(BYTE_RANGE), 'latin1')
  const digest = createHash('sha256').update(file.subarray(0, from)).update(file.subarray(after)).digest()
  const signedAttributes = buildSignedAttributes({ digest, certificate })
  const cms = assembleSignedData({ certificate, chain: [], signedAttributes, signature: signBytes('sha256', signedAttributes, key), algorithm: 'rsa-pkcs1', timestamp: undefined })
  file.write(Buffer.from(cms).toString('hex'), from + 1, 'latin1')
}

/** Its placeholder for plain buffers is slower on such a file and brings pdfkit with it; this one rewrites with pdf-lib. */
function openSignPdf({ p12, password }: Key): Sign {
  const pen = new SignPdf()
  return async ({ from, to }) => {
    const pdfDoc = await PlainPdfLib.load(readFileSync(from))
    pdflibAddPlaceholder({ pdfDoc, reason: '', contactInfo: '', name: '', location: '' })
    writeDurably(to, await pen.sign(await pdfDoc.save({ useObjectStreams: false }), new ForgeSigner(p12, { passphrase: password })))
  }
}

/** As our own file appears: whole, on the disk, under its name. */
function writeDurably(to: string, bytes: Uint8Array): void {
  const file = openSync(`${to}.part`, 'w')
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
  fsyncSync(file)
  closeSync(file)
  renameSync(`${to}.part`, to)
}

const [name, p12Path, password] = process.argv.slice(2)
if (process.argv[1] === SIGNING_PEER && p12Path !== undefined && password !== undefined) {
  const p12 = readFileSync(p12Path)
  const { keys: [key], certificates: [certificate] } = readPkcs12(p12, Buffer.from(password))
  const sign = await OPEN[name as PeerName]({ p12, password, key: key!, certificate: certificate! })
  process.on('message', (task: SigningTask) => {
    const from = performance.now()
    sign(task).then(() => ({ ms: performance.now() - from }), (error: unknown) => ({ failed: String(error) })).then((reply: SignedBy) => process.send?.(reply), () => { process.exit(1) })
  })
}
