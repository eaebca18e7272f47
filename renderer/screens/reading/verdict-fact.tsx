import { FileWarning, FileX2, LockKeyhole, Shield, ShieldCheck, ShieldQuestionMark, ShieldX, type LucideIcon } from 'lucide-react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { wasChanged } from '../../state/invalid-reason.ts'
import { decideVerdictLine, type VerdictLine } from '../../state/verdict-line.ts'
import type { Format } from '../../text/format.ts'
import type { Catalogue } from '../../text/index.ts'
import css from './reading.module.css'

interface Words { readonly icon: LucideIcon; readonly look: string | undefined; readonly title: string; readonly rest: string }

/** One line that says whether the paper can be trusted, and by whom and when it was signed. */
export function VerdictFact({ detail }: { detail: DocumentDetail }) {
  const { document: reading, place } = useDesk()
  const text = useText()
  const format = useFormat()
  const refusal = detail.can.includes('refuse') && !detail.pending.some(({ verb, state }) => verb === 'refuse' && state !== 'discarded')
  const line = decideVerdictLine(detail.attachments)
  const { verdict: verdictWords } = text
  const words = wordsOf(line, text, format)
  if (!words) return null
  const { icon: Icon } = words
  return (
    <div className={`${css.fact} ${words.look ?? ''}`} role="status" data-verdict={line.kind}>
      <Icon aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.grow}><b>{words.title}</b>{words.rest && <> · {words.rest}</>}</span>
      {refusal && (line.kind === 'invalid' || line.kind === 'unreadable') && <button type="button" className={css.link} onClick={() => place.show({ kind: 'move', verb: 'refuse', documentId: detail.row.documentId })}>{verdictWords.refuse}</button>}
      {'signatures' in line && line.signatures.length > 0 && <button type="button" className={css.link} onClick={() => reading.showTab('signatures')}>{text.reading.details}</button>}
    </div>
  )
}

function wordsOf(line: VerdictLine, text: Catalogue, format: Format): Words | null {
  const { verdict, signatures: told } = text
  switch (line.kind) {
    case 'none': return null
    case 'waiting': return { icon: Shield, look: undefined, title: verdict.waiting, rest: '' }
    case 'locked': return { icon: LockKeyhole, look: css.wait, title: verdict.locked, rest: verdict.lockedText }
    case 'checking': return { icon: Shield, look: undefined, title: verdict.checking, rest: '' }
    case 'unsigned': return { icon: Shield, look: undefined, title: verdict.unsigned, rest: verdict.unsignedText }
    case 'unreadable': return { icon: FileWarning, look: css.wait, title: verdict.unreadable, rest: verdict.invalidText }
    case 'invalid': return { icon: ShieldX, look: css.bad, title: verdict.invalid, rest: `${wasChanged(line.signatures) ? `${verdict.changed}. ` : ''}${verdict.invalidText}` }
    case 'indeterminate': {
      const why = line.onlyRevocation ? line.crlAt ? told.certCrl(format.wireDay(line.crlAt)) : verdict.revocationOpen : verdict.pendingOf(line.open, line.signatures.length)
      return { icon: line.signatures.length === 0 ? FileX2 : ShieldQuestionMark, look: css.wait, title: verdict.indeterminate, rest: `${why} ${verdict.readable}` }
    }
    case 'valid': {
      const who = [...new Set(line.signatures.map(({ signer }) => signer?.name || signer?.agency || told.unknownSigner))].join(` ${verdict.and} `)
      return { icon: ShieldCheck, look: css.good, title: verdict.valid, rest: line.lastAt ? `${who} · ${format.wireMoment(line.lastAt)}` : who }
    }
  }
}
