import type { AttachmentView } from '../../shared/contract/documents.ts'
import { changeText, isNoticeable } from '../../shared/text/change.ts'
import type { Language } from '../text/format.ts'
import { mainFiles } from './verdict-line.ts'

const MOST_TOLD = 3

/** What a reader of the pages would want to know was done after somebody had signed, each thing once. Pure. */
export function noticeableChanges(attachments: readonly AttachmentView[], language: Language): { readonly words: readonly string[]; readonly more: number; readonly isBad: boolean } {
  const changes = mainFiles(attachments).flatMap(({ report }) => report?.signatures ?? []).flatMap(({ laterChanges }) => laterChanges.filter(isNoticeable))
  const words = [...new Set(changes.map(change => changeText(change, language)))]
  return { words: words.slice(0, MOST_TOLD), more: Math.max(0, words.length - MOST_TOLD), isBad: changes.some(({ judged }) => judged === 'suspicious') }
}
