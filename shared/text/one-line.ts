/** Longer names are somebody's essay; X.520 allows 64 letters. */
const LONGEST = 200

/**
 * A name out of a file as it may stand among our own words: on one line, without marks that turn a line round or hide a
 * part of it (Unicode TR 36 §2), and of a length that leaves room for what we say ourselves.
 */
export function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return plain.length <= LONGEST ? plain : `${Array.from(plain).slice(0, LONGEST).join('')}…`
}
