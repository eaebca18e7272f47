import { findMatches, type Match } from '../pdf-frame/fold.ts'

const LETTER = /[\p{L}\p{M}\p{N}]/u

/**
 * What in `original` answers to what was typed, with or without diacritics: the whole of it where it stands together,
 * else its words where a word begins so, as the index finds them. In order, without overlap. Pure.
 */
export function highlight(original: string, typed: string): readonly Match[] {
  const whole = findMatches(original, typed, true).filter(match => beginsWord(original, match))
  if (whole.length > 0) return whole
  const words = typed.trim().split(/\s+/).flatMap(word => findMatches(original, word, true)).filter(match => beginsWord(original, match))
  return words.toSorted((a, b) => a.from - b.from).reduce<Match[]>((kept, match) => match.from >= (kept.at(-1)?.to ?? 0) ? [...kept, match] : kept, [])
}

function beginsWord(original: string, { from }: Match): boolean {
  return from === 0 || !LETTER.test(original.charAt(from - 1))
}
