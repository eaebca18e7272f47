import { BadgeCheck } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useFormat, useText } from '../../state/context.tsx'
import type { SignChoice } from '../../state/suit-certificate.ts'
import css from './sign.module.css'

interface Props { readonly choices: readonly SignChoice[]; readonly chosen: SignChoice; readonly onChoose: (key: string) => void }

/** The certificate that will sign, in words; a choice only where there is one. */
export function CertificateCard({ choices, chosen, onChoose }: Props) {
  const text = useText().sign
  if (choices.length === 1) {
    return <section><h3 className={css.title}>{text.certificate}<span>{chosen.certificate && text.onlyOne}</span></h3><div className={css.card}><Words choice={chosen} /></div></section>
  }
  return (
    <RadioGroup value={chosen.key} onChange={onChoose} className={css.choices ?? ''}>
      <Label className={css.title ?? ''}>{text.certificate}<span>{text.chooseOne}</span></Label>
      {choices.map(choice => <Radio key={choice.key} value={choice.key} className={css.card ?? ''}><Words choice={choice} /></Radio>)}
    </RadioGroup>
  )
}

function Words({ choice: { token, certificate } }: { choice: SignChoice }) {
  const text = useText().sign
  const format = useFormat()
  return (
    <>
      <BadgeCheck aria-hidden size={20} strokeWidth={1.4} />
      <div>
        <b>{certificate?.subject ?? token.label}</b>
        {certificate ? <><div>{certificate.agency}</div><div>{text.validUntil(format.wireDay(certificate.notAfter))} · {text.givenBy(certificate.issuer)}</div></> : <div>{text.afterPin}</div>}
      </div>
    </>
  )
}
