/** Objects, updates and whole files by the grammar of ISO 32000-2 §7, with the names that readers act on and odd values under them. */
import type { Random } from './random.ts'

const KEYS = [
  'Type', 'Subtype', 'Length', 'Filter', 'DecodeParms', 'Kids', 'Count', 'Parent', 'Pages', 'Root', 'Prev', 'Size', 'XRefStm', 'Index', 'W', 'N', 'First', 'Extends', 'Fields', 'AcroForm',
  'Annots', 'FT', 'T', 'V', 'AP', 'AS', 'Rect', 'F', 'P', 'ByteRange', 'Contents', 'SubFilter', 'Lock', 'Action', 'Perms', 'DocMDP', 'Reference', 'TransformMethod', 'TransformParams', 'DSS',
  'VRI', 'Certs', 'CRLs', 'OCSPs', 'MediaBox', 'CropBox', 'Rotate', 'Resources', 'Font', 'XObject', 'ToUnicode', 'Encoding', 'Widths', 'Encrypt', 'ID', 'Info', 'Columns', 'Predictor', 'Colors', 'UserUnit',
  'CF', 'StdCF', 'CFM', 'StmF', 'StrF', 'EFF', 'R', 'O', 'U', 'OE', 'UE', 'EncryptMetadata', 'SV', 'Cert', 'Ff',
] as const
const NAMES = ['Catalog', 'Pages', 'Page', 'Annot', 'Widget', 'Sig', 'DocTimeStamp', 'Tx', 'FlateDecode', 'ASCIIHexDecode', 'ASCII85Decode', 'Crypt', 'Identity', 'Standard', 'AESV2', 'AESV3', 'V2', 'Metadata', 'XRef', 'ObjStm', 'Exclude', 'All', 'Text', 'FreeText', 'a#20b', '#00', ''] as const
const NUMBERS = ['0', '1', '-1', '2', '4', '255', '65535', '2147483647', '2147483648', '4294967296', '9007199254740993', '99999999999999999999', '1.5', '-.5', '+3', '1e9'] as const
const HIGHEST_OBJECT = 130

export function randomObject(random: Random, depth = 0): string {
  switch (random.below(depth > 6 ? 6 : 10)) {
    case 0: return random.pick(NUMBERS)
    case 1: return `/${random.pick(NAMES)}`
    case 2: return random.pick(['null', 'true', 'false', '(text)', '()', '(\\(\\)\\\\\\r\\053)', '<00ff>', '<>', '<zz>'])
    case 3: case 4: case 5: return `${random.below(HIGHEST_OBJECT)} ${random.once(20) ? 1 : 0} R`
    case 6: return `[${many(random, 5, () => randomObject(random, depth + 1)).join(' ')}]`
    default: return randomDict(random, depth)
  }
}

export function randomDict(random: Random, depth = 0): string {
  return `<<${many(random, 7, () => `/${random.pick(KEYS)} ${randomObject(random, depth + 1)}`).join(' ')}>>`
}

/** One object as it stands in a file, sometimes a stream whose dictionary lies. */
export function randomBody(random: Random): string {
  if (!random.once(4)) return randomObject(random)
  const data = many(random, 20, () => random.pick(['q', 'Q', 'BT', 'ET', '/F 12 Tf', '(a) Tj', '1 0 0 1 0 0 cm', '/X Do', 'BI ID x EI', '[(a) 5] TJ', '1 g', 're f'])).join(' ')
  const length = random.once(5) ? randomObject(random, 7) : String(data.length)
  return `${randomDict(random).slice(0, -2)} /Length ${length}>>\nstream\n${data}\nendstream`
}

/** Deep nesting, long chains and loops: what costs a naive reader its stack or its day. */
export function randomBomb(random: Random): string {
  const times = 10 ** random.below(5)
  switch (random.below(4)) {
    case 0: return `${'['.repeat(times)}${']'.repeat(times)}`
    case 1: return `${'<</A '.repeat(times)}1${'>>'.repeat(times)}`
    case 2: return `(${'('.repeat(times)}${')'.repeat(times)})`
    default: return `[${'1 0 R '.repeat(times)}]`
  }
}

function many<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: random.below(most + 1) }, make)
}
