import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import type { Output } from '../../../shared/contract/index.ts'
import { ASSIGNEE_ROLES, type AssigneeRole } from '../../../shared/model/words.ts'
import { IconButton } from '../../parts/button.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { addOfficer, setRole, type MoveForm } from '../../state/move-form.ts'
import css from './moves.module.css'

type Found = Output<'directory.search'>['items']
interface Props { readonly form: MoveForm; readonly onChange: (form: MoveForm) => void; readonly withRoles: boolean; readonly error: string | null }

/** Colleagues by name, with and without diacritics; for an assignment each has a role and exactly one leads. */
export function OfficerPicker({ form, onChange, withRoles, error }: Props) {
  const text = useText()
  const [typed, setTyped] = useState('')
  // As in parts/lookup.tsx: what is chosen closes the list, and is let go then.
  const [picked, setPicked] = useState<string | null>(null)
  const found = useColleagues(typed)
  const chosen = new Set(form.officers.map(({ id }) => id))
  function choose(id: string | number | null): void {
    const person = found.find(item => item.id === id)
    if (!person) return
    setPicked(person.id)
    onChange(addOfficer(form, person))
    setTyped('')
  }
  return (
    <div className={css.people}>
      <ComboBox inputValue={typed} onInputChange={setTyped} selectedKey={picked} onSelectionChange={choose} onOpenChange={open => { if (!open) setPicked(null) }} items={found.filter(({ id }) => !chosen.has(id))} menuTrigger="focus" allowsEmptyCollection isInvalid={error !== null} autoFocus>
        <Label>{withRoles ? text.moves.officers : text.moves.toWhom}</Label>
        <Input className={css.input ?? ''} placeholder={text.moves.addOfficer} />
        {error && <Text slot="errorMessage" className={css.error ?? ''}>{error}</Text>}
        <Popover className={css.popover ?? ''} placement="bottom start">
          <ListBox<Found[number]> className={css.options ?? ''} renderEmptyState={() => <div className={css.nobody}>{text.moves.noOfficer}</div>}>
            {item => <ListBoxItem id={item.id} textValue={item.name} className={css.option ?? ''}><b>{item.name}</b><span>{item.detail}</span></ListBoxItem>}
          </ListBox>
        </Popover>
      </ComboBox>
      {form.officers.length > 0 && (
        <ul className={css.chosen}>
          {form.officers.map(officer => (
            <li key={officer.id}>
              <span>{officer.name}</span>
              {withRoles && (
                <select aria-label={`${text.moves.role}: ${officer.name}`} value={officer.role} onChange={event => onChange(setRole(form, officer.id, event.target.value as AssigneeRole))}>
                  {ASSIGNEE_ROLES.map(role => <option key={role} value={role}>{text.taskRoles[role]}</option>)}
                </select>
              )}
              <IconButton size="small" icon={X} label={text.moves.removeOfficer(officer.name)} onPress={() => onChange({ ...form, officers: form.officers.filter(({ id }) => id !== officer.id) })} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Asked of the local directory at each letter; an older answer never replaces a newer one. */
function useColleagues(typed: string): Found {
  const { api } = useDesk()
  const [found, setFound] = useState<Found>([])
  useEffect(() => {
    const asked = { here: true }
    void settle(api.request('directory.search', { text: typed, what: 'colleagues', limit: 50 })).then(answer => { if (asked.here && answer.kind === 'ready') setFound(answer.value.items) })
    return () => { asked.here = false }
  }, [api, typed])
  return found
}
