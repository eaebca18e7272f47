import type { AttachmentView } from '../../shared/contract/documents.ts'
import type { Verb } from '../../shared/model/words.ts'
import { verdictQuote } from '../../shared/text/verdict-quote.ts'
import type { Format, Language } from '../text/format.ts'
import { worstFile } from './caution.ts'

/** What stands in the reason already: a paper sent back for its signature says what was found. The officer may write on. */
export function quoteFor(verb: Verb, attachments: readonly AttachmentView[], format: Pick<Format, 'clock' | 'fullDayOf'>, language: Language): string {
  const file = verb === 'refuse' || verb === 'return' ? worstFile(attachments) : null
  if (file === null || file.report === null || file.judgedAt === null) return ''
  return verdictQuote(file.report, `${format.clock(file.judgedAt)} ${format.fullDayOf(file.judgedAt)}`, language)
}
