import { DOCUMENT_KINDS } from '../../shared/model/document-kind.ts'
import { fold } from './fold.ts'

const ABBREVIATIONS: ReadonlySet<string> = new Set(Object.values(DOCUMENT_KINDS).filter(text => text !== null))
const MOST_WORDS = 20 // a pasted page must not become a query of a thousand terms

/**
 * What was typed as an FTS5 query, or null when there is nothing to look for. A piece with `/` is a number or notation
 * and becomes a phrase; typed in capitals, or a kind's abbreviation in its exact letters, it is matched with its marks.
 * Everything else is folded, and the last word may be unfinished.
 */
export function searchQuery(text: string): string | null {
  const pieces = text.normalize('NFC').trim().split(/\s+/).filter(piece => wordsIn(piece).length > 0).slice(0, MOST_WORDS)
  if (pieces.length === 0) return null
  const last = pieces.length - 1
  return pieces.map((piece, index) => term(piece, index === last && !/\s$/.test(text))).join(' AND ')
}

function term(piece: string, isUnfinished: boolean): string {
  const tail = isUnfinished ? ' *' : ''
  if (ABBREVIATIONS.has(piece)) return `exact : ${phrase(piece)}${tail}`
  if (!/[/-]/.test(piece)) return `{code subject summary issuer} : ${phrase(fold(piece))}${tail}`
  // The text columns stay folded: COVID-19 in capitals is no notation, and a subject may cite one.
  if (/\p{Lu}/u.test(piece)) return `(exact : ${phrase(piece)}${tail} OR {subject summary issuer} : ${phrase(fold(piece))}${tail})`
  return `{code subject summary issuer} : ${phrase(fold(piece))}${tail}`
}

/** One quoted phrase of the words in a piece: whatever was typed, no operator of FTS5 is left in it. */
function phrase(piece: string): string {
  return `"${wordsIn(piece).join(' ')}"`
}

/** Words as the tokenizer unicode61 sees them: runs of letters, numbers and marks. */
function wordsIn(piece: string): string[] {
  return piece.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
}
