import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { settle } from '../state/loaded.ts'
import css from './lookup.module.css'

export interface LookupItem { readonly id: string; readonly name: string; readonly detail: string }
interface Props {
  readonly label: string
  readonly none: string
  /** Answers what matches; asked at each letter, an older answer never replaces a newer one. */
  readonly find: (typed: string) => Promise<readonly LookupItem[]>
  readonly taken: ReadonlySet<string>
  readonly onChoose: (item: LookupItem) => void
}

/** The last row of a list: what is typed there is looked up, what is chosen becomes a row above it. */
export function Lookup({ label, none, find, taken, onChoose }: Props) {
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<readonly LookupItem[]>([])
  // A choice closes the list by being one; it is let go then, so that nothing is chosen again on the way out.
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    const asked = { here: true }
    void settle(find(typed)).then(answer => { if (asked.here && answer.kind === 'ready') setFound(answer.value) })
    return () => { asked.here = false }
  }, [find, typed])
  function choose(id: string | number | null): void {
    const item = found.find(each => each.id === id)
    if (!item) return
    setChosen(item.id)
    onChoose(item)
    setTyped('')
  }
  return (
    <ComboBox className={css.lookup ?? ''} aria-label={label} inputValue={typed} onInputChange={setTyped} selectedKey={chosen} onSelectionChange={choose} onOpenChange={open => { if (!open) setChosen(null) }} items={found.filter(({ id }) => !taken.has(id))} menuTrigger="focus" allowsEmptyCollection>
      <Plus aria-hidden size={20} strokeWidth={1.5} />
      <Input className={css.input ?? ''} placeholder={label} />
      <Popover className={css.popover ?? ''} placement="bottom start" offset={8}>
        <ListBox<LookupItem> aria-label={label} className={css.options ?? ''} renderEmptyState={() => <div className={css.none}>{none}</div>}>
          {item => <ListBoxItem id={item.id} textValue={item.name} className={css.option ?? ''}><b>{item.name}</b><span>{item.detail}</span></ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
