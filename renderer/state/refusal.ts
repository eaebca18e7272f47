import type { AttachmentView } from '../../shared/contract/documents.ts'
import type { Verb } from '../../shared/model/words.ts'
import { receiptQuote, verdictQuote } from '../../shared/text/verdict-quote.ts'
import type { Format, Language } from '../text/format.ts'
import { worstFile } from './caution.ts'
import { mainFiles } from './verdict-line.ts'

/**
 * What stands in the words already: a paper sent back for its signature says what was found, and one that is received
 * keeps what was found before (NĐ 30/2020 Đ.21). The officer may write on.
 */
export function quoteFor(verb: Verb, attachments: readonly AttachmentView[], format: Pick<Format, 'clock' | 'fullDayOf'>, language: Language): string {
  const isSentBack = verb === 'refuse' || verb === 'return'
  if (!isSentBack && verb !== 'receive') return ''
  const file = worstFile(attachments) ?? (isSentBack ? null : mainFiles(attachments).find(({ report }) => report !== null) ?? null)
  if (file === null || file.report === null || file.judgedAt === null) return ''
  return (isSentBack ? verdictQuote : receiptQuote)(file.report, `${format.clock(file.judgedAt)} ${format.fullDayOf(file.judgedAt)}`, language)
}
