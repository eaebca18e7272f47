import { Landmark, X } from 'lucide-react'
import { useCallback } from 'react'
import { PURPOSES, type Purpose } from '../../../shared/model/words.ts'
import { IconButton } from '../../parts/button.tsx'
import { Lookup } from '../../parts/lookup.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import type { DraftAddressee } from '../../state/draft-form.ts'
import { Rows } from './rows.tsx'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

/** Nơi nhận, from the directory on this PC, each with its purpose. */
export function Addressees() {
  const { api } = useDesk()
  const { compose: text, common, purposes } = useText()
  const { form, change, marked } = useDraft()
  const find = useCallback(async (typed: string) => (await api.request('directory.search', { text: typed, what: 'agencies', limit: 50 })).items, [api])
  const set = (addressees: readonly DraftAddressee[]) => change({ addressees })
  return (
    <Rows id="gap-addressee" label={text.addressees} hint={text.addresseesHint} wanted={marked.has('addressee')} foot={<Lookup label={text.addAgency} none={text.noAgency} find={find} taken={new Set(form.addressees.map(({ id }) => id))} onChoose={({ id, name }) => set([...form.addressees, { id, name, purpose: 'to-do' }])} />}>
      {form.addressees.map(agency => (
        <li key={agency.id}>
          <Landmark aria-hidden size={20} strokeWidth={1.4} />
          <span className={css.name}>{agency.name}</span>
          <select aria-label={text.purposeOf(agency.name)} value={agency.purpose} onChange={event => set(form.addressees.map(each => each.id === agency.id ? { ...each, purpose: event.target.value as Purpose } : each))}>
            {PURPOSES.map(purpose => <option key={purpose} value={purpose}>{purposes[purpose]}</option>)}
          </select>
          <IconButton size="small" icon={X} label={`${common.remove} ${agency.name}`} onPress={() => set(form.addressees.filter(({ id }) => id !== agency.id))} />
        </li>
      ))}
    </Rows>
  )
}
