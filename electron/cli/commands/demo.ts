import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ProblemError, toProblem, type Facts } from '../../../shared/problem.ts'
import { readAnchors } from '../../core/trust.ts'
import { isCertificateFile } from '../../pki/trust-store.ts'
import type { Command, Invocation } from '../command.ts'
import { awaitReceipt, makeDraft, openMain, readNewest, sendAndSeal, signOffline, type DemoJob } from '../demo-job.ts'
import { demoWords, type DemoStep } from '../demo-words.ts'
import { startProvince, type ProvinceLine } from '../development-tree.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Options } from '../options.ts'
import { openVerifier } from '../open-verifier.ts'
import { withCore } from '../profile-tools.ts'
import { safeName } from '../safe-name.ts'

/** `demo`: the whole main job once, without a screen, against a province of its own over the wire. */
export const demo: Command = {
  name: 'demo',
  synopsis: '[--data DIR] [--out DIR]',
  summary: { vi: 'làm trọn một vòng trên tỉnh mẫu: nhận, đọc, ký, gửi khi mất mạng, kiểm tra', en: 'the whole main job once, on the demo province' },
  options: {
    data: { value: 'DIR', help: { vi: 'thư mục dữ liệu của tỉnh mẫu và hồ sơ', en: 'folder for the province’s and the profile’s data' } },
    out: { value: 'DIR', help: { vi: 'thư mục nhận tệp đã ký và chứng thư gốc để kiểm tra; mặc định thư mục hiện tại', en: 'folder for the signed PDF and the root that it is verified by; the current one by default' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, around } = invocation
    const given = options.text('data')
    const data = given === null ? mkdtempSync(join(tmpdir(), 'lien-thong-demo-')) : resolve(around.cwd, given)
    await mkdir(data, { recursive: true })
    // Stopped between two steps it still takes its folders away.
    const stop = around.stop()
    try {
      return await onProvince(invocation, data, stop)
    } catch (error) {
      // What fails because its process was stopped along with us says nothing.
      throw stop.aborted ? new ProblemError('command.stopped') : error
    } finally {
      if (given === null) rmSync(data, { recursive: true, force: true })
    }
  },
}

async function onProvince(invocation: Invocation, data: string, stop: AbortSignal): Promise<ExitCode> {
  const { options, around, output } = invocation
  const running = await startProvince(['--seed', 'demo', '--data', join(data, 'province')], text => output.note(text))
  try {
    return await withCore({ options: profileOptions(options, data), around, output }, true, core => play(invocation, running.line, { core, stop }))
  } finally {
    await running.stop()
  }
}

async function play({ options, around, output }: Invocation, line: ProvinceLine, { core, stop }: { readonly core: DemoJob['core']; readonly stop: AbortSignal }): Promise<ExitCode> {
  const held: { step: DemoStep } = { step: 'connect' }
  const tell = (step: DemoStep, facts: Facts, ok = true): void => {
    held.step = step
    if (stop.aborted) throw new ProblemError('command.stopped')
    output.item({ step, ok, facts }, demoWords(step, facts, output.language))
  }
  try {
    const [account] = line.accounts
    const session = await core.connect({ url: line.url, user: account?.user ?? '', password: account?.password ?? '' })
    tell('connect', { user: session.accounts.userName, officerId: session.accounts.officerId, demo: session.accounts.isDemo })
    const anchors = await readAnchors([line.trust])
    const services = { options: trustOptions(options, line.trust), around }
    const judgeNow = await openVerifier(services, { trust: anchors, isOffline: false })
    const judge = (bytes: Uint8Array) => judgeNow({ document: { kind: 'bytes', bytes }, trust: anchors, at: around.now() })
    const job: DemoJob = { core, session, line, judge, tell, stop }
    await readNewest(job)
    const documentId = await makeDraft(job)
    await signOffline(job, documentId)
    await sendAndSeal(job, documentId)
    await awaitReceipt(job, documentId)
    const { bytes, file } = await openMain(session, documentId)
    const report = await judge(bytes)
    const folder = resolve(around.cwd, options.text('out') ?? '.')
    await mkdir(folder, { recursive: true })
    const path = join(folder, safeName(file, new Set((await readdir(folder)).map(name => name.toLowerCase()))))
    await writeFile(path, bytes)
    await leaveTrust(line.trust, folder)
    await leaveLists(line, folder)
    tell('verify', { verdict: report.verdict, signatures: report.signatures.length, out: path }, report.verdict === 'valid')
    return report.verdict === 'valid' ? EXIT.done : EXIT.refused
  } catch (error) {
    const { code, facts } = toProblem(error)
    if (output.json && !stop.aborted) output.item({ step: `after-${held.step}`, ok: false, facts: { ...facts, code } }, '')
    throw error
  }
}

/** The province's root beside the signed PDF, so that `verify --trust` of this very folder finds it. */
async function leaveTrust(from: string, folder: string): Promise<void> {
  const there = await readdir(folder)
  for (const { name } of (await readdir(from, { withFileTypes: true })).filter(entry => entry.isFile() && isCertificateFile(entry.name))) {
    const bytes = await readFile(join(from, name))
    const isThere = there.includes(name) && bytes.equals(await readFile(join(folder, name)))
    if (!isThere) await writeFile(join(folder, safeName(name, new Set(there.map(each => each.toLowerCase())))), bytes)
  }
}

/** Today's lists of the demo's authority: with them the signed PDF is still valid when the authority is gone. */
async function leaveLists({ crl }: ProvinceLine, folder: string): Promise<void> {
  if (crl == null) return
  for (const name of ['issuing.crl', 'root.crl']) {
    const answer = await fetch(new URL(name, crl))
    if (answer.ok) await writeFile(join(folder, name), new Uint8Array(await answer.arrayBuffer()))
  }
}

/** The trust folder also says where the authority's services are. */
function trustOptions(options: Options, trust: string): Options {
  return { ...options, all: name => name === 'trust' ? [trust] : [] }
}

/** The profile of the demo lies in its own data folder; its key beside it, not inside. */
function profileOptions(options: Options, data: string): Options {
  const own: Readonly<Record<string, string>> = { profile: join(data, 'profile'), 'key-file': join(data, 'key') }
  return { ...options, text: name => own[name] ?? null, required: name => own[name] ?? options.required(name), all: () => [], has: name => Object.hasOwn(own, name) }
}
