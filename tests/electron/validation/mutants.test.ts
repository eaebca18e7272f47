import { beforeAll, expect, test } from 'vitest'
import { isArray, isDict, isName, isRef, isStream, isString, pdfName, pdfRef, type PdfObject } from '../../../electron/pdf/objects.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { serialize } from '../../../electron/pdf/serialize.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { CARRIER, append } from './attacks/tools.ts'
import { HIDDEN_CONTENT, HIDDEN_PAGE, makeBase, type BaseName } from './attacks/bases.ts'
import { INFO } from './attacks/prepared.ts'

/**
 * Every part of every object of a signed document changed by an update, one at a time: removed, made another, added to.
 * Valid afterwards is only what a rule names. MUTANTS=all runs them all (a minute), else so many of each document.
 */
const MANY = process.env['MUTANTS'] === 'all' ? Infinity : Number(process.env['MUTANTS'] ?? 30)
const ADDED = [
  'A', 'AA', 'OC', 'Kids', 'V', 'AP', 'AS', 'Rect', 'F', 'Contents', 'Resources', 'Filter', 'Length', 'DA', 'MK', 'Ff', 'Opt', 'DV', 'BS', 'Parent', 'Encoding', 'SMask', 'Rotate', 'UserUnit', 'Tabs', 'NM', 'M', 'P', 'T',
  'Lock', 'Q', 'RV', 'I', 'H', 'C', 'Popup', 'StructParent', 'Annots', 'Group', 'Matrix', 'BBox', 'Type', 'Subtype', 'XFA', 'CO', 'Names', 'OpenAction', 'Perms', 'DSS', 'Extensions', 'Zz',
]
const DEEPEST = 3

/** Nothing leads to them, or only what describes the file, so no page shows them. */
const UNREACHED: ReadonlySet<number> = new Set([HIDDEN_PAGE, HIDDEN_CONTENT, CARRIER, INFO])
/** Comments differ where certification allows them. */
const COMMENT = /^\/Annot\/Text- /
/** Where a rule lets something differ: values of fields, flags of theirs that nobody sees, fonts that come to the form, descriptions, evidence. */
const NAMED = [/^\/Annot\/Widget\/(Tx|Ch|Btn) (V\b|\+V|\+M|\+Ff|Ff)/, /^\/Annot\/Widget\/Sig (\+Ff|Ff)/, /^--- DR/, /^--- SigFlags/, /^\/Catalog-- (\+?Metadata|\+Extensions)/, /^\/Metadata\/XML- /]

function* mutants(value: PdfObject, depth = 0): Generator<[string, PdfObject]> {
  if (typeof value === 'number') yield* [['num', value + 1], ['neg', -value - 7]] as [string, PdfObject][]
  else if (typeof value === 'boolean') yield ['flip', !value]
  else if (isName(value)) yield ['name', pdfName(`${value.value}x`)]
  else if (isString(value)) yield ['string', { kind: 'string', bytes: Buffer.from('925'), hex: false }]
  else if (isRef(value)) yield* [['ref', pdfRef(108)], ['generation', pdfRef(value.number, value.generation + 1)], ['nowhere', pdfRef(700)]] as [string, PdfObject][]
  else if (isArray(value)) {
    yield* [['empty', []], ['longer', [...value, ...value.slice(0, 1)]], ['turned', value.toReversed()]] as [string, PdfObject][]
    if (depth < DEEPEST) for (const [index, item] of value.entries()) for (const [name, mutant] of mutants(item, depth + 1)) yield [`${index}.${name}`, value.with(index, mutant)]
  } else if (isDict(value)) {
    for (const [key, item] of value) {
      if (depth < DEEPEST) for (const [name, mutant] of mutants(item, depth + 1)) yield [`${key}.${name}`, new Map([...value, [key, mutant]])]
      yield [`${key}.gone`, new Map([...value].filter(([other]) => other !== key))]
    }
    for (const key of ADDED) if (!value.has(key)) yield [`+${key}`, new Map([...value, [key, 4]])]
  }
  yield ['null', null]
}

interface Mutant { readonly number: number; readonly name: string; readonly text: string }

async function mutantsOf(signed: Uint8Array): Promise<Mutant[]> {
  const file = await openPdf(memorySource(signed))
  const all: Mutant[] = []
  for (const number of file.xref.keys()) {
    const object = await file.get({ kind: 'ref', number, generation: 0 })
    const dict = isStream(object) ? object.dict : object
    if (dict === null || UNREACHED.has(number)) continue
    const kind = isDict(dict) ? ['Type', 'Subtype', 'FT'].map(key => { const name = dict.get(key); return isName(name) ? `/${name.value}` : '-' }).join('') : '-'
    // What the chain itself is made of is not reached as an object.
    if (kind === '/XRef--') continue
    const now = serialize(dict)
    for (const [name, mutant] of mutants(dict)) {
      const text = serialize(mutant)
      if (text === now || (isStream(object) && !isDict(mutant))) continue
      all.push({ number, name: `${kind} ${name}`, text: isStream(object) ? `${text}\nstream\n${Buffer.from(await file.raw(object)).toString('latin1')}\nendstream` : text })
    }
  }
  return all
}

const signer = await makeSigner({ key: 'ec' })
const trust = signer.chain.map(parseCertificate)
const bases = new Map<BaseName, Uint8Array>()
const BASES: readonly BaseName[] = ['plain', 'packed', 'level-1', 'level-3', 'prepared']
beforeAll(async () => { for (const name of BASES) bases.set(name, await makeBase(name, signer)) })

test.each(BASES)('one part of %s changed: valid only where a rule names it', { timeout: 300_000 }, async name => {
  const signed = bases.get(name) ?? new Uint8Array()
  const all = await mutantsOf(signed)
  const step = Math.max(1, all.length / MANY)
  const wrong: string[] = []
  for (let at = 0; at < all.length; at += step) {
    const mutant = all[Math.floor(at)]
    if (!mutant || NAMED.some(rule => rule.test(mutant.name)) || (name === 'level-3' && COMMENT.test(mutant.name))) continue
    const { verdict } = await validatePdf({ source: memorySource(await append(signed, { [mutant.number]: mutant.text })), trust, at: SIGNED_AT })
    if (verdict === 'valid') wrong.push(`${mutant.number} ${mutant.name}`)
  }
  expect(wrong).toEqual([])
})
