import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeAuthorityServer } from '../helpers/authority-server.ts'
import { rememberOfficer } from './bench-core.ts'
import { bundledWorker } from './bench-files.ts'
import { BENCH_NOW, benchProfile } from './bench-profile.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'
import type { CoreReport, CoreOrder } from './judge-queue-core.ts'
import { DOCUMENTS, makeFiles, QUEUED, queueOf } from './judge-queue-files.ts'

/** A list is asked for, looked at, and asked for again. */
const LOOK_MS = 20
const IDLE_ROUND_MS = 4_000
const LOADED_ROUND_MS = 12_000
const ROUNDS = 6
/** Long enough for the slowest paper. */
const DRAIN_LOOK_MS = 3_000
const WARM_UP = 50
/** What a person does not notice (issue of validation, "Speed"). */
const GOAL = 1.5
const MEMORY_LIMIT_MB = 500

/**
 * 10,000 unread papers are fetched, kept and judged by the core behind its back, while a window of another process asks
 * for lists of 200; in turns with a core that rests, so that what else the machine does meets both. Then nobody asks any
 * more and the rest of the queue is judged. Their bytes all differ
 * (blanks at the end), since a verdict is kept by hash; nothing else of the judging knows that there are few patterns.
 */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-queue-'))
  try {
    const server = await makeAuthorityServer()
    const files = await makeFiles(folder, server).finally(() => server.stop())
    await bundledWorker(folder)
    const profile = await benchProfile(DOCUMENTS, queueOf(files))
    rememberOfficer(profile.store)
    profile.store.close()
    let core: ChildProcess | null = null
    try {
      core = fork(join(import.meta.dirname, 'judge-queue-core.ts'), [profile.folder, profile.keyFile, folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
      return await measure(core)
    } finally {
      core?.kill()
      profile.end()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(core: ChildProcess): Promise<Figure[]> {
  const window = openWindow(core)
  const samples = { idle: [] as number[], loaded: [] as number[] }
  for (let n = 0; n < WARM_UP; n++) await window.list(n)
  const idle = await window.order('rest')
  for (let round = 0; round < ROUNDS; round++) {
    samples.idle.push(...await look(window, IDLE_ROUND_MS))
    await window.order('judge')
    samples.loaded.push(...await look(window, LOADED_ROUND_MS))
    await window.order('rest')
  }
  const inUse = (await window.order('rest')).judged
  if (inUse === 0) throw new Error('nothing was judged while the window asked')
  const from = performance.now()
  for (let judged = inUse; judged < QUEUED;) {
    const before = judged
    await window.order('judge')
    await delay(DRAIN_LOOK_MS)
    judged = (await window.order('judge')).judged
    if (judged === before) throw new Error(`only ${judged} of the queue were judged`)
  }
  const drainMs = performance.now() - from
  const end = await window.order('stop')
  console.error(`judge-queue: ${end.words}; ${inUse} of them in ${ROUNDS * LOADED_ROUND_MS / 1_000} s of a window that asks without a pause`)
  return [
    makeFigure({ name: 'list p95 while 10,000 are judged : idle', ours: percentile(samples.loaded, 0.95), baseline: percentile(samples.idle, 0.95), goal: GOAL, unit: 'ms', n: samples.loaded.length }),
    makeFigure({ name: 'a document of the queue, nobody asking : a second', ours: drainMs / Math.max(1, QUEUED - inUse), baseline: 1_000, goal: 1, unit: 'ms', n: QUEUED - inUse }),
    makeFigure({ name: `core judging, peak : ${MEMORY_LIMIT_MB} MB (idle ${idle.peakMb.toFixed(0)})`, ours: end.peakMb, baseline: MEMORY_LIMIT_MB, goal: 1, unit: 'MB', n: 1 }),
  ]
}

async function look(window: Window, ms: number): Promise<number[]> {
  const samples: number[] = []
  for (const until = performance.now() + ms; performance.now() < until; await delay(LOOK_MS)) {
    const from = performance.now()
    await window.list(samples.length)
    samples.push(performance.now() - from)
  }
  return samples
}

interface Window { list(n: number): Promise<void>; order(order: CoreOrder['order']): Promise<CoreReport> }

/** The window's end of the contract, over the channel between two processes. */
function openWindow(core: ChildProcess): Window {
  const waiting = new Map<number, (value: unknown) => void>()
  const held = { id: 0 }
  core.on('message', (message: { readonly id?: number; readonly reply?: unknown }) => {
    if (message.id === undefined) return
    waiting.get(message.id)?.(message.reply)
    waiting.delete(message.id)
  })
  const ask = (message: object): Promise<unknown> => new Promise(resolve => {
    held.id += 1
    waiting.set(held.id, resolve)
    core.send({ id: held.id, ...message })
  })
  return {
    async list(n) {
      const reply = await ask({ name: 'documents.list', input: { box: 'inbox', after: `${BENCH_NOW - (n % 50) * 100_000_000}:T`, limit: 200 } }) as { readonly ok: boolean }
      if (!reply.ok) throw new Error('the list was refused')
    },
    order: async order => await ask({ order }) as CoreReport,
  }
}
