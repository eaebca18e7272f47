import { COPY_KINDS, type CopyKind, type SigningAct } from '../../../shared/model/signing-act.ts'
import { Choice } from '../../parts/choice.tsx'
import { Field } from '../../parts/field.tsx'
import { useText } from '../../state/context.tsx'

interface Props {
  readonly act: SigningAct
  readonly text: string
  readonly onText: (text: string) => void
  readonly copyKind: CopyKind
  readonly onCopyKind: (kind: CopyKind) => void
  readonly isDisabled: boolean
}

/** What an act asks of the officer: the words of a comment, the kind of a copy. Numbers and dates are never asked. */
export function ActFields({ act, text, onText, copyKind, onCopyKind, isDisabled }: Props) {
  const { acts } = useText()
  if (act === 'comment') return <Field label={acts.text} hint={acts.textHint} rows={4} value={text} onChange={onText} isDisabled={isDisabled} autoFocus />
  if (act === 'copy') return <Choice label={acts.copyKind} layout="above" value={copyKind} options={(Object.keys(COPY_KINDS) as CopyKind[]).map(kind => [kind, acts.kinds[kind]] as const)} onChoose={onCopyKind} />
  return null
}
