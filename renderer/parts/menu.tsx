import { ChevronDown, type LucideIcon } from 'lucide-react'
import { Keyboard, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { ReactElement } from 'react'
import { Button } from './button.tsx'
import css from './menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly danger?: boolean
}

/** A button that opens a list of acts. `trigger` replaces the usual quiet button. */
export function MenuButton({ label, entries, onChoose, trigger }: { label: string; entries: readonly MenuEntry[]; onChoose: (id: string) => void; trigger?: ReactElement }) {
  return (
    <MenuTrigger>
      {trigger ?? <Button look="quiet">{label}<ChevronDown aria-hidden size={16} strokeWidth={1.7} /></Button>}
      <Popover className={css.popover ?? ''} placement="bottom start" offset={4}>
        <Menu className={css.menu ?? ''} aria-label={label} onAction={key => onChoose(String(key))}>
          {entries.map(({ id, label: words, icon: Icon, keys, danger }) => (
            <MenuItem key={id} id={id} textValue={words} className={`${css.item} ${danger ? css.danger : ''}`}>
              {Icon ? <Icon aria-hidden size={18} strokeWidth={1.5} /> : <span className={css.noIcon} />}
              <span>{words}</span>
              {keys && <Keyboard className={css.keys ?? ''}>{keys}</Keyboard>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
