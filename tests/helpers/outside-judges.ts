import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Signer } from '../../shared/model/signer.ts'

/** What is put before other programs: a document before and after it was signed. */
export interface Exhibit {
  /** An existing folder for their files. */
  readonly folder: string
  readonly before: Uint8Array
  readonly after: Uint8Array
  readonly password: string | undefined
  /** The new signature: its field, what it covers, its CMS with the zeros behind it. */
  readonly field: string
  readonly byteRange: readonly number[]
  readonly contents: Uint8Array
  readonly signer: Signer
}

/** `ok`, or what was wrong. */
export type Opinion = string
export const OUTSIDE_JUDGES = { qpdf, encryption, pdfsig, mutool, openssl, attributes } as const satisfies Record<string, (exhibit: Exhibit) => Opinion>

interface Said { readonly status: number | null; readonly text: string }

function run(tool: string, ...args: string[]): Said {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status, text: `${stdout}${stderr}` }
}

function paths({ folder, before, after }: Exhibit): { before: string; after: string } {
  const held = { before: join(folder, 'before.pdf'), after: join(folder, 'after.pdf') }
  writeFileSync(held.before, before)
  writeFileSync(held.after, after)
  return held
}

/** Check 2: no warning that the input had not. */
function qpdf(exhibit: Exhibit): Opinion {
  const { before, after } = paths(exhibit)
  const check = (path: string): Said => run('qpdf', `--password=${exhibit.password ?? ''}`, '--check', path)
  const [was, is] = [check(before), check(after)]
  if (is.status === 0) return 'ok'
  const warnings = ({ text }: Said): Set<string> => new Set(text.split('\n').filter(line => /WARNING|ERROR|qpdf:/.test(line)).map(line => line.replaceAll(/\/\S*\.pdf|offset \d+|object \d+ \d+|\d+/g, '#')))
  const fresh = [...warnings(is)].filter(line => !warnings(was).has(line))
  return fresh.length === 0 && is.status === was.status ? 'ok' : `${is.status} ${fresh[0] ?? ''}`
}

/** Check 2: the encryption is what it was. */
function encryption(exhibit: Exhibit): Opinion {
  const { before, after } = paths(exhibit)
  const show = (path: string): string => run('qpdf', `--password=${exhibit.password ?? ''}`, '--show-encryption', path).text.split('\n').filter(line => !line.includes('WARNING') && !line.startsWith('qpdf:')).join('\n')
  return show(before) === show(after) ? 'ok' : 'changed'
}

/** Check 3: ours is valid over the whole document with SHA-256, earlier ones are as they were. */
function pdfsig(exhibit: Exhibit): Opinion {
  const { before, after } = paths(exhibit)
  const verdicts = (path: string): Map<string, string> => {
    const password = exhibit.password === undefined ? [] : ['-upw', exhibit.password, '-opw', exhibit.password]
    const blocks = run('pdfsig', '-nocert', ...password, path).text.split(/^Signature #\d+:$/m).slice(1)
    return new Map(blocks.map(block => [/Field Name: (.*)/.exec(block)?.[1]?.trim() ?? '', block]))
  }
  const [was, is] = [verdicts(before), verdicts(after)]
  const own = is.get(exhibit.field)
  if (own === undefined) return 'not found'
  for (const wanted of ['Signature is Valid', 'SHA-256', '- Total document signed']) if (!own.includes(wanted)) return `no "${wanted}"`
  const validity = (block: string | undefined): string => /Signature Validation: (.*)/.exec(block ?? '')?.[1] ?? 'gone'
  for (const [name, block] of was) if (name !== exhibit.field && validity(block) !== validity(is.get(name))) return `${name}: ${validity(is.get(name))}`
  return 'ok'
}

/** Check 4: the newest is unchanged since signing. */
function mutool(exhibit: Exhibit): Opinion {
  const { after } = paths(exhibit)
  const { text } = run('mutool', 'sign', '-v', ...(exhibit.password === undefined ? [] : ['-p', exhibit.password]), after)
  return text.includes('The document is unchanged since signing') ? 'ok' : text.split('\n').find(line => /edits|invalid|error/i.test(line))?.trim() ?? 'not found'
}

/** Check 5: the cut-out bytes against Contents, as CAdES. */
function openssl(exhibit: Exhibit): Opinion {
  const [from = 0, before = 0, to = 0, rest = 0] = exhibit.byteRange
  const [data, cms, root] = ['data', 'cms', 'root.pem'].map(name => join(exhibit.folder, name)) as [string, string, string]
  writeFileSync(data, Buffer.concat([exhibit.after.subarray(from, before), exhibit.after.subarray(to, to + rest)]))
  writeFileSync(cms, withoutPadding(exhibit.contents))
  writeFileSync(root, new X509Certificate(exhibit.signer.chain.at(-1) ?? exhibit.signer.certificate).toString())
  const { status, text } = run('openssl', 'cms', '-verify', '-binary', '-purpose', 'any', '-cades', '-inform', 'DER', '-in', cms, '-content', data, '-CAfile', root, '-out', '/dev/null')
  return status === 0 && /successful/i.test(text) ? 'ok' : text.split('\n')[0] ?? 'refused'
}

/** Check 6: exactly three signed attributes, sorted; RSA with its NULL. */
function attributes(exhibit: Exhibit): Opinion {
  const cms = join(exhibit.folder, 'cms')
  writeFileSync(cms, withoutPadding(exhibit.contents))
  const { text } = run('openssl', 'cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', cms)
  const info = text.slice(text.indexOf('signerInfos:'))
  const [signed = '', after = ''] = info.split('signatureAlgorithm:', 2)
  const objects = [...signed.slice(signed.indexOf('signedAttrs:')).matchAll(/^ {12}object: (\S+)/gm)].map(match => match[1])
  if (objects.join() !== 'contentType,signingCertificateV2,messageDigest' && objects.join() !== 'contentType,messageDigest,id-smime-aa-signingCertificateV2') return objects.join() || 'none'
  const [algorithm = ''] = after.split('signature:', 1)
  return !algorithm.includes('rsaEncryption') || algorithm.includes('NULL') ? 'ok' : 'no NULL'
}

/** The CMS by its own length: zeros follow it. */
function withoutPadding(contents: Uint8Array): Uint8Array {
  const bytes = Buffer.from(contents)
  return bytes.subarray(0, 4 + bytes.readUInt16BE(2))
}
