/** Text made comparable, with the way back: `at[i]` is where in the original the i-th folded unit began. */
export interface Folded { readonly text: string; readonly at: readonly number[] }

/**
 * Lower case and NFC; with `ignoreMarks` also without diacritics, as the core's search folds (architecture.md): NFD,
 * U+0300–036F away, đ→d. Runs of white space become one space, so that a match may cross the end of a line.
 */
export function fold(original: string, ignoreMarks: boolean): Folded {
  let text = ''
  const at: number[] = []
  let from = 0
  for (const cluster of original.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const plain = ignoreMarks ? cluster.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd') : cluster.normalize('NFC')
    const folded = /^\s+$/u.test(plain) ? (text.endsWith(' ') ? '' : ' ') : plain.toLocaleLowerCase('vi')
    for (let unit = 0; unit < folded.length; unit += 1) at.push(from)
    text += folded
    from += cluster.length
  }
  at.push(original.length)
  return { text, at }
}

/** A stretch of the original text, `from` inclusive, `to` exclusive. */
export interface Match { readonly from: number; readonly to: number }

/** A page with more than this many matches has nothing left to tell apart. */
const MOST_MATCHES = 1_000

/** Every place where `wanted` stands in `original`, without overlap. Nothing is found of nothing. */
export function findMatches(original: string, wanted: string, ignoreMarks: boolean): readonly Match[] {
  const needle = fold(wanted, ignoreMarks).text.trim()
  if (needle === '') return []
  const { text, at } = fold(original, ignoreMarks)
  const found: Match[] = []
  for (let index = text.indexOf(needle); index >= 0 && found.length < MOST_MATCHES; index = text.indexOf(needle, index + needle.length)) {
    found.push({ from: at[index] ?? 0, to: at[index + needle.length] ?? original.length })
  }
  return found
}
