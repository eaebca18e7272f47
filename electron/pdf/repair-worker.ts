/** Entry of the worker that mends one document and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { repairCopy } from './repair-copy.ts'
import type { RepairAnswer, RepairRequest } from './run-repair.ts'

async function answerTo({ bytes }: RepairRequest): Promise<RepairAnswer> {
  try {
    return { ok: true, value: await repairCopy(bytes) }
  } catch (error) {
    // A bug must reach the core with its stack; a problem travels as data.
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: toProblem(error) }
  }
}

// The request comes from our own core by structured clone, whole and typed; nothing foreign can post it.
parentPort?.postMessage(await answerTo(workerData as RepairRequest))
