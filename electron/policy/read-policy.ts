import { access, readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { MachinePolicy, NO_POLICY } from '../../shared/model/machine-policy.ts'
import type { Problem } from '../../shared/problem.ts'
import { type JsonPath, type LinedJson, parseJson } from './json-lines.ts'

/** What the machine's policy says, and what is wrong with its file; without a file there is neither. */
export interface FoundPolicy {
  readonly policy: MachinePolicy
  /** `policy.invalid` with `key`, `line` and how many `more`; `policy.unreadable`; `policy.unprotected`. */
  readonly problem: Problem | null
  /** Null where there is no file. */
  readonly file: string | null
}

export const WITHOUT_POLICY: FoundPolicy = { policy: NO_POLICY, problem: null, file: null }
/** A list of TSAs and hosts has a few kilobytes. */
const LARGEST = 1024 * 1024
/** Group and others may not write: who may, decides for everybody whom this PC trusts. */
const WRITABLE_BY_OTHERS = 0o022

/**
 * Reads the policy file. Never throws: a rule that cannot be read costs that rule alone, told once with its key and line;
 * every other one is in effect, and the app works as without it.
 */
export async function readPolicy(file: string): Promise<FoundPolicy> {
  try {
    const { mode, size } = await stat(file)
    if (process.platform !== 'win32' && (mode & WRITABLE_BY_OTHERS) !== 0) return { policy: NO_POLICY, problem: { code: 'policy.unprotected', facts: { file } }, file }
    if (size > LARGEST) return { policy: NO_POLICY, problem: { code: 'policy.unreadable', facts: { file } }, file }
    const parsed = parsePolicy(decode(await readFile(file)), file)
    return { policy: parsed.policy, problem: parsed.problem ?? await absentPath(parsed, file), file }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return WITHOUT_POLICY
    return { policy: NO_POLICY, problem: { code: 'policy.unreadable', facts: { file } }, file }
  }
}

/** Windows' own editors write byte order marks, and PowerShell UTF-16. */
function decode(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
}

interface ParsedPolicy extends Pick<FoundPolicy, 'policy' | 'problem'> { readonly lineOf: LinedJson['lineOf'] }

/** Paths in it become whole, beside `file`. */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const parsed = parseJson(text)
  if (!parsed.ok) return { policy: NO_POLICY, problem: { code: 'policy.invalid', facts: { file, key: null, line: parsed.line, more: null } }, lineOf: () => parsed.line }
  const { policy, wrong } = withoutWrong(parsed.json.value)
  return { policy: withWholePaths(policy, dirname(file)), problem: problemOf(wrong, parsed.json, file), lineOf: parsed.json.lineOf }
}

/** A file or folder that policy names and that is not there is missed long afterwards, by somebody else. */
async function absentPath({ policy: { server, trust, recovery }, lineOf }: ParsedPolicy, file: string): Promise<Problem | null> {
  const named = [...(recovery === undefined ? [] : [{ path: recovery.certificate, key: ['recovery', 'certificate'] }]), ...(server?.authorities ?? []).map((path, at) => ({ path, key: ['server', 'authorities', at] })), ...(trust?.folders ?? []).map((path, at) => ({ path, key: ['trust', 'folders', at] }))]
  for (const { path, key } of named) {
    if (await access(path).then(() => true, () => false)) continue
    return { code: 'policy.invalid', facts: { file, key: inWords(key), line: lineOf(key), more: null } }
  }
  return null
}

function problemOf([first, ...rest]: readonly JsonPath[], json: LinedJson, file: string): Problem | null {
  return first === undefined ? null : { code: 'policy.invalid', facts: { file, key: inWords(first), line: json.lineOf(first), more: rest.length === 0 ? null : rest.length } }
}

/** `timestamps.servers[1].url`. */
function inWords(path: JsonPath): string {
  return path.map((part, index) => typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`).join('') || 'version'
}

/** Each round takes out what the schema refuses, or where it lacks something what holds it, until the rest is whole. */
function withoutWrong(value: unknown): { readonly policy: MachinePolicy; readonly wrong: readonly JsonPath[] } {
  const wrong: JsonPath[] = []
  for (let rest = structuredClone(value); ;) {
    const read = MachinePolicy.safeParse(rest)
    if (read.success) return { policy: read.data, wrong }
    const paths = read.error.issues.flatMap(pathsOf)
    wrong.push(...paths.filter(path => !wrong.some(known => JSON.stringify(known) === JSON.stringify(path))))
    // From the back, so that the numbers of earlier items still hold.
    const isWhole = paths.toReversed().map(path => takeOut(rest, path)).includes(false)
    if (isWhole) return { policy: NO_POLICY, wrong }
  }
}

function pathsOf(issue: z.core.$ZodIssue): JsonPath[] {
  const path = issue.path.filter(part => typeof part !== 'symbol')
  return issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...path, key]) : [path]
}

/** False where nothing is left to take out: the file as a whole is not a policy. */
function takeOut(value: unknown, path: JsonPath): boolean {
  const [last, holders] = [path.at(-1), path.slice(0, -1)]
  if (last === undefined || last === 'version') return false
  const holder: unknown = holders.reduce((at: unknown, part) => typeof at === 'object' && at !== null ? Reflect.get(at, part) as unknown : undefined, value)
  if (Array.isArray(holder) && typeof last === 'number') {
    holder.splice(last, 1)
    return true
  }
  if (typeof holder !== 'object' || holder === null) return true
  return Object.hasOwn(holder, last) ? Reflect.deleteProperty(holder, last) : takeOut(value, holders)
}

function withWholePaths(policy: MachinePolicy, folder: string): MachinePolicy {
  const { server, trust, recovery } = policy
  return {
    ...policy,
    ...(recovery === undefined ? {} : { recovery: { certificate: resolve(folder, recovery.certificate) } }),
    ...(server?.authorities === undefined ? {} : { server: { ...server, authorities: server.authorities.map(path => resolve(folder, path)) } }),
    ...(trust?.folders === undefined ? {} : { trust: { folders: trust.folders.map(path => resolve(folder, path)) } }),
  }
}
