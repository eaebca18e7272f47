import { Check, PenLine, Upload, type LucideIcon } from 'lucide-react'
import { isVerb } from '../../../shared/model/words.ts'
import { useText } from '../../state/context.tsx'
import type { OutboxEntry } from '../../state/outbox-groups.ts'
import { actIcon } from '../reading/act-words.ts'

export interface EntryWords { readonly act: string; readonly icon: LucideIcon }

/** An act by name: approve and number together are "Ký và lấy số", with the dispatch "Ký và gửi". */
export function useEntryWords(): (entry: OutboxEntry) => EntryWords {
  const text = useText()
  return ({ lead, items }) => {
    const verbs = new Set(items.map(({ verb }) => verb))
    const isLot = verbs.has('approve') && verbs.has('number')
    const act = !isLot ? text.verbs[lead.verb] ?? lead.verb : verbs.has('dispatch') ? text.outbox.signedAndSent(Math.max(...items.map(({ addresseeCount }) => addresseeCount))) : text.outbox.signedAndNumbered
    if (lead.state === 'done') return { act, icon: Check }
    return { act, icon: verbs.has('approve') ? PenLine : isVerb(lead.verb) ? actIcon(lead.verb) : Upload }
  }
}
