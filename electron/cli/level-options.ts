import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { SIGNATURE_LEVELS, type SignatureLevel } from '../../shared/model/signature-level.ts'
import { type Problem, ProblemError } from '../../shared/problem.ts'
import { readAnchors } from '../core/trust.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { isAskable } from '../trust-services/network.ts'
import type { Invocation, Output } from './command.ts'
import type { Options, OptionSpecs } from './options.ts'
import { problemLine } from './output.ts'

/** Options of the commands that raise signatures. */
export const LEVEL_OPTIONS = {
  level: { value: SIGNATURE_LEVELS.join('|'), help: { vi: 'mức chữ ký', en: 'level of the signature' } },
  tsa: { value: 'URL', many: true, help: { vi: 'máy chủ cấp dấu thời gian, theo thứ tự ưu tiên', en: 'timestamp server, in order of preference' } },
  'host-map': { value: 'FROM=TO', many: true, help: { vi: 'thay tên máy trong chứng thư bằng địa chỉ khác', en: 'another address for a host that certificates name' } },
  trust: { value: 'DIR', many: true, help: { vi: 'thư mục chứng thư gốc', en: 'folder of trust anchors' } },
} as const satisfies OptionSpecs

export interface LevelChoice {
  /** Null where none was given. */
  readonly level: SignatureLevel | null
  readonly services: TrustServices
  readonly anchors: readonly Certificate[]
}

/** What the options say, with services over the real network. */
export async function readLevelChoice({ options, around }: Pick<Invocation, 'options' | 'around'>): Promise<LevelChoice> {
  const level = levelOf(options)
  const anchors = await readTrust(options, around.cwd)
  // Over the network: what judges files at hand does without it.
  const { openTrustServices } = await import('./open-trust-services.ts')
  const services = await openTrustServices({ options, around }, { tsas: options.all('tsa').map(url => ({ url: checkedUrl(url) })), anchors })
  return { level, services, anchors: anchors.map(der => parseCertificate(der)) }
}

/** DER of the anchors in `--trust`. A misspelt folder would make everything indeterminate without a word. */
export async function readTrust(options: Options, cwd: string): Promise<readonly Uint8Array[]> {
  return readAnchors(options.all('trust').map(folder => existingFolder(resolve(cwd, folder), folder)))
}

/** Says why a document stands below what was wanted: not a failure, and never on standard output. */
export function noteWaiting(output: Output, file: string, problem: Problem | null): void {
  if (problem !== null) output.note(`${file}: ${problemLine(problem, output.language)}`)
}

function levelOf(options: Options): SignatureLevel | null {
  const given = options.text('level')
  if (given === null) return null
  return SIGNATURE_LEVELS.find(level => level === given) ?? refuse('level', given)
}

function checkedUrl(text: string): string {
  const url = URL.parse(text)
  return url !== null && isAskable(url) ? text : refuse('tsa', text)
}

function existingFolder(path: string, given: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw new ProblemError('file.not-found', { file: given })
  return path
}

function refuse(option: string, value: string): never {
  throw new ProblemError('command.bad-argument', { argument: `--${option} ${value}` })
}
