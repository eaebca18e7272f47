import { Label, Radio, RadioGroup } from 'react-aria-components'
import { Locked } from './locked.tsx'
import css from './choice.module.css'

interface Props<T extends string> { readonly label: string; readonly value: T; readonly options: readonly (readonly [T, string])[]; readonly onChoose: (value: T) => void
  /** Where the label stands; beside in a list of settings, above in a form. */
  readonly layout?: 'beside' | 'above'
  /** Decided by the administrator: shown, not chosen. */
  readonly isLocked?: boolean }

/** One of a few, side by side. */
export function Choice<T extends string>({ label, value, options, onChoose, layout = 'beside', isLocked = false }: Props<T>) {
  return (
    <RadioGroup className={`${css.choice} ${css[layout]}`} value={value} onChange={key => onChoose(key as T)} orientation="horizontal" isReadOnly={isLocked}>
      <Label>{label}</Label>
      <div className={css.options}>{options.map(([key, words]) => <Radio key={key} value={key} className={css.option ?? ''}>{words}</Radio>)}</div>
      {isLocked && <Locked />}
    </RadioGroup>
  )
}
