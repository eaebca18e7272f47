import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components'
import css from './field.module.css'

interface Props extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: ReactNode
  readonly hint?: string
  /** Shown at the field; the field is then marked invalid. */
  readonly error?: string | null
  readonly rows?: number
  readonly placeholder?: string
  /** Right of the label: a count, "không bắt buộc". */
  readonly aside?: ReactNode
}

/** One line or several of text with its label, hint and what is wrong with it. */
export function Field({ label, hint, error, rows, placeholder, aside, ...rest }: Props) {
  const shown = placeholder === undefined ? {} : { placeholder }
  return (
    // aria: what was wrong is told; whether the form may be sent again is for the form to say, not for the browser.
    <TextField {...rest} validationBehavior="aria" isInvalid={Boolean(error)} className={css.field ?? ''}>
      <span className={css.line}><Label>{label}</Label>{aside !== undefined && <span className={css.hint}>{aside}</span>}</span>
      {rows === undefined ? <Input {...shown} className={css.input ?? ''} /> : <TextArea {...shown} rows={rows} className={`${css.input} ${css.area}`} />}
      {hint && !error && <Text slot="description" className={css.hint ?? ''}>{hint}</Text>}
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </TextField>
  )
}
