/** Entry of the worker that judges one document and ends. A hostile document costs this thread and nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { fileSource, memorySource, type Source } from '../pdf/source.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { embeddedCertificates } from './embedded-certificates.ts'
import type { WorkerAnswer, WorkerRequest } from './judge.ts'
import { portSource } from './port-source.ts'
import { validatePdf } from './validate.ts'

async function judge({ source: from, trust, trustEmbedded, password, at, revocation }: WorkerRequest): Promise<WorkerAnswer> {
  try {
    const source = await sourceOf(from)
    const anchors = trust.map(parseCertificate)
    if (trustEmbedded) anchors.push(...await embeddedCertificates(source, password).catch(() => [])) // what does not open is judged below
    return { ok: true, value: await validatePdf({ source, trust: anchors, at, revocation, password }) }
  } catch (error) {
    // A bug must reach the core with its stack; a problem travels as data.
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: toProblem(error) }
  }
}

async function sourceOf(from: WorkerRequest['source']): Promise<Source> {
  if (from.kind === 'file') return fileSource(from.path)
  return from.kind === 'bytes' ? memorySource(from.bytes) : portSource(from.port, from.size)
}

// The request comes from our own core by structured clone, whole and typed; nothing foreign can post it.
const answer = await judge(workerData as WorkerRequest)
parentPort?.postMessage(answer)
// An open port or file would keep the thread alive after its answer.
process.exit(0)
