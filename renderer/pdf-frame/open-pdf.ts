import { getDocument, PasswordException, PDFDataRangeTransport, PDFWorker, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist'
import type { FromFrame } from './protocol.ts'

/** Our own page's folder, where pdf.js's files lie beside it; nothing else may be fetched (security.md). */
const beside = (name: string) => new URL(name, document.baseURI).href

/** pdf.js asks in pieces of this size; the window answers in ranges of at most the same (contract, RANGE_BYTES). */
const CHUNK_BYTES = 256 * 1024

/** Bytes come through the port only; the frame knows no address of a document. */
class PortTransport extends PDFDataRangeTransport {
  readonly #ask: (from: number, length: number) => void
  constructor(size: number, ask: (from: number, length: number) => void) {
    super(size, null)
    this.#ask = ask
  }
  override requestDataRange(begin: number, end: number): void { this.#ask(begin, end - begin) }
}

export interface OpenPdf {
  readonly ready: Promise<PDFDocumentProxy>
  give(from: number, bytes: Uint8Array | null): void
  /** Answers `wantsPassword`; null: there is none, and the document does not open. */
  unlock(password: Uint8Array | null): void
  close(): void
}

/** How the window's bytes reach the frame. */
export interface OpenWish { readonly size: number; readonly ask: (from: number, length: number) => void; readonly wantsPassword: () => void }

/**
 * The worker is made by ourselves: pdf.js would wrap it into a blob where it doubts the origin, which our policy forbids.
 * One for the life of the page: a worker that a document owns is destroyed with it, and pdf.js refuses to open the next
 * document while that is under way.
 */
export function makeWorker(): PDFWorker {
  return PDFWorker.create({ port: new Worker(beside('pdf.worker.mjs'), { type: 'module' }) })
}

/** Opens without scripting, without XFA (pdf.js 6 has no eval any more), reading only what the shown pages need. */
export function openPdf(worker: PDFWorker, { size, ask, wantsPassword }: OpenWish): OpenPdf {
  const transport = new PortTransport(size, ask)
  const task = getDocument({
    worker, range: transport, rangeChunkSize: CHUNK_BYTES, disableAutoFetch: true, disableStream: true, enableXfa: false, useSystemFonts: false, verbosity: VerbosityLevel.ERRORS,
    cMapUrl: beside('cmaps/'), cMapPacked: true, standardFontDataUrl: beside('standard_fonts/'), wasmUrl: beside('wasm/'), iccUrl: beside('iccs/'), useWorkerFetch: true,
  })
  const trial = { answer: null as ((password: string | Error) => void) | null, left: null as string[] | null }
  task.onPassword = (answer: (password: string | Error) => void) => {
    trial.answer = answer
    if (trial.left === null) return wantsPassword()
    answer(trial.left.shift() ?? NO_PASSWORD)
  }
  const done = (): void => { trial.left = [] }
  task.promise.then(done, done)
  return {
    ready: task.promise,
    unlock(password) {
      trial.left = password === null ? [] : spellings(password)
      password?.fill(0)
      trial.answer?.(trial.left.shift() ?? NO_PASSWORD)
    },
    give(from, bytes) {
      if (bytes) transport.onDataRange(from, bytes)
      else void task.destroy()
    },
    close: () => void task.destroy(),
  }
}

/** Makes pdf.js give up with the exception by which it asked. */
const NO_PASSWORD = new Error('no password')

/** pdf.js takes a text; which bytes it stands for depends on the file's revision (ISO 32000-2 §7.6.4.3): as the core tries them. */
function spellings(password: Uint8Array): string[] {
  const text = new TextDecoder().decode(password)
  return [...new Set([text.normalize('NFKC'), text.normalize('NFC'), String.fromCharCode(...password)])]
}

export function whyNot(error: unknown): Extract<FromFrame, { type: 'failed' }>['why'] {
  if (error instanceof PasswordException) return 'password'
  return error instanceof Error && error.name === 'InvalidPDFException' ? 'damaged' : 'unreadable'
}
