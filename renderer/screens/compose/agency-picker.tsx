import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { IconButton } from '../../parts/button.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './compose.module.css'

interface Agency { readonly id: string; readonly name: string }

/** Nơi nhận, from the directory on this PC, with and without diacritics. */
export function AgencyPicker({ chosen, onChange }: { chosen: readonly Agency[]; onChange: (chosen: readonly Agency[]) => void }) {
  const { api } = useDesk()
  const { compose: text, common } = useText()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<readonly Agency[]>([])
  useEffect(() => {
    const asked = { here: true }
    void settle(api.request('directory.search', { text: typed, what: 'agencies', limit: 50 })).then(answer => { if (asked.here && answer.kind === 'ready') setFound(answer.value.items) })
    return () => { asked.here = false }
  }, [api, typed])
  function choose(id: string | number | null): void {
    const agency = found.find(item => item.id === id)
    if (!agency) return
    onChange([...chosen, { id: agency.id, name: agency.name }])
    setTyped('')
  }
  return (
    <div className={css.agencies}>
      <ComboBox inputValue={typed} onInputChange={setTyped} selectedKey={null} onSelectionChange={choose} items={found.filter(({ id }) => chosen.every(agency => agency.id !== id))} menuTrigger="focus" allowsEmptyCollection>
        <Label>{text.addressee}</Label>
        <Input className={css.input ?? ''} placeholder={text.findAgency} />
        <Popover className={css.popover ?? ''} placement="bottom start"><ListBox<Agency> className={css.options ?? ''}>{item => <ListBoxItem id={item.id} textValue={item.name} className={css.option ?? ''}>{item.name}</ListBoxItem>}</ListBox></Popover>
      </ComboBox>
      {chosen.map(agency => <div key={agency.id} className={css.file}>{agency.name}<IconButton size="small" icon={X} label={`${common.remove} ${agency.name}`} onPress={() => onChange(chosen.filter(({ id }) => id !== agency.id))} /></div>)}
    </div>
  )
}
