/** Entry of the worker that judges one document after another. A hostile document costs this thread and nothing else. */
import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { memorySource, type Source } from '../pdf/source.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { embeddedCertificates } from './embedded-certificates.ts'
import type { WorkerAnswer, WorkerData, WorkerRequest } from './judge.ts'
import { portSource } from './port-source.ts'
import { threadFile } from './thread-file.ts'
import { examinePdf } from './validate.ts'

/** A niceness: a third of what others get, of a processor that is wanted by both. */
const BEHIND = 5

async function judge({ source: from, trust, trustEmbedded, password, ...policy }: WorkerRequest): Promise<WorkerAnswer> {
  try {
    const { source, close } = opened(from)
    try {
      const anchors = trust.map(parseCertificate)
      if (trustEmbedded) anchors.push(...await embeddedCertificates(source, password).catch(() => [])) // what does not open is judged below
      return { ok: true, value: await examinePdf({ ...policy, source, trust: anchors, password }) }
    } finally {
      await close()
    }
  } catch (error) {
    // A bug must reach the core with its stack; a problem travels as data.
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: toProblem(error) }
  }
}

/** The document with what must be let go of: an open file or port would keep the thread from ending by itself. */
function opened(from: WorkerRequest['source']): { readonly source: Source; readonly close: () => Promise<void> } {
  if (from.kind === 'bytes') return { source: memorySource(from.bytes), close: () => Promise.resolve() }
  if (from.kind === 'port') return { source: portSource(from.port, from.size), close: () => Promise.resolve(from.port.close()) }
  const source = threadFile(from.path)
  return { source, close: () => source.close() }
}

/** Lets others have the processor first. Only Linux knows priorities of threads; without one the work is done all the same. */
function standBack(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), BEHIND)
  } catch {
    // No /proc in this container.
  }
}

if ((workerData as WorkerData | null)?.isBehind === true) standBack()

// Requests come from our own core by structured clone, whole and typed; nothing foreign can post them.
parentPort?.on('message', (request: WorkerRequest) => {
  void judge(request).then(answer => { parentPort?.postMessage(answer) })
})
