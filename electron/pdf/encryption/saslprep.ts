/** RFC 3454 C.1.2: spaces that are no ASCII, one of which keyboards write by themselves (U+00A0). */
const OTHER_SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu
/** B.1: what is mapped to nothing, such as the soft hyphen and the byte order mark. */
const NOTHING = /[\u00ad\u1806\u2060\ufeff]|\u034f|[\u180b-\u180d]|\u200c|\u200d|[\ufe00-\ufe0f]/gu
/** C.2–C.9: controls, private use, what is no character, half a pair, marks of direction and tags. */
const PROHIBITED = /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u0340\u0341\u06dd\u070f\u180e\u200c-\u200f\u2028-\u202e\u2060-\u2063\u206a-\u206f\u2ff0-\u2ffb\ufeff\ufff9-\ufffd\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/u
/** D.1: letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u05be\u05c0\u05c3\u05d0-\u05ea\u05f0-\u05f4\u061b\u061f\u0621-\u063a\u0640-\u064a\u066d-\u066f\u0671-\u06d5\u06dd\u06e5\u06e6\u06fa-\u06fe\u0700-\u070d\u0710\u0712-\u072c\u0780-\u07a5\u07b1\u200f\ufb1d\ufb1f-\ufb28\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe74\ufe76-\ufefc]/u
/** D.2, as far as it are letters: digits and signs go with either direction. */
const LETTER = /[\p{L}\p{Mc}\p{Nl}]/u

/**
 * A password as ISO 32000-2 §7.6.4.3.3 wants it for AES-256: SASLprep (RFC 4013) of what was typed. Null where the profile
 * forbids the text: then no program that keeps to the standard has made a file with it. Letters younger than Unicode 3.2
 * are let through, as the RFC lets a query.
 */
export function saslprep(typed: string): string | null {
  const text = typed.replace(OTHER_SPACE, ' ').replace(NOTHING, '').normalize('NFKC')
  return PROHIBITED.test(text) || !isOneDirection(text) ? null : text
}

/** RFC 3454 §6: a text with letters from right to left has no others, and begins and ends with them. */
function isOneDirection(text: string): boolean {
  const letters = Array.from(text)
  if (!letters.some(letter => RIGHT_TO_LEFT.test(letter))) return true
  return [letters[0], letters.at(-1)].every(letter => letter !== undefined && RIGHT_TO_LEFT.test(letter)) && !letters.some(letter => LETTER.test(letter) && !RIGHT_TO_LEFT.test(letter))
}
