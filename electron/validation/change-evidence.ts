/** The Document Security Store and its VRI (ISO 32000-2 §12.8.4.3): evidence may come and be arranged anew, nothing else. */
import { isArray, isDict, isRef, isStream, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { Pair, Walk } from './change-walk.ts'

const STREAM_LISTS = new Set(['Certs', 'OCSPs', 'CRLs', 'Cert', 'OCSP', 'CRL'])
/** A store of thousands of streams is none of ours to read through; what is beyond them counts as not recognised. */
const MOST_ENTRIES = 5_000

/** A store of the right shape is allowed, whatever was in it before; another shape is something else under its name. */
export async function evidenceRule(walk: Walk, { after, whose }: Pair): Promise<void> {
  const budget = { left: MOST_ENTRIES }
  walk.find(await isStore(walk.after, after, budget) ? 'evidence' : 'structure', whose)
}

async function isStore(file: PdfFile, object: PdfObject, budget: { left: number }): Promise<boolean> {
  const store = await file.resolve(object)
  // Taken away again: what was signed is as it was.
  if (store === null) return true
  if (!isDict(store)) return false
  for (const [key, value] of store) {
    if (key === 'Type') continue
    const isGood = key === 'VRI' ? await isVri(file, value, budget) : await isStreamList(file, key, value, budget)
    if (!isGood) return false
  }
  return true
}

async function isVri(file: PdfFile, object: PdfObject, budget: { left: number }): Promise<boolean> {
  const vri = await file.resolve(object)
  if (!isDict(vri)) return false
  for (const [name, value] of vri) {
    const entry = name === 'Type' ? null : await file.resolve(value)
    if (entry !== null && !isDict(entry)) return false
    for (const [key, part] of entry ?? []) {
      // TU is a time, TS a timestamp (Table 262).
      if (key === 'Type' || key === 'TU') continue
      if (key === 'TS' ? !isStream(await file.resolve(part)) : !await isStreamList(file, key, part, budget)) return false
    }
  }
  return true
}

async function isStreamList(file: PdfFile, key: string, object: PdfObject, budget: { left: number }): Promise<boolean> {
  const list = await file.resolve(object)
  if (list === null) return true
  if (!STREAM_LISTS.has(key) || !isArray(list)) return false
  budget.left -= list.length
  if (budget.left < 0) return false
  for (const item of list) if (!isRef(item) || !isStream(await file.resolve(item))) return false
  return true
}
