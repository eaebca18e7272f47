import { BadgeCheck } from 'lucide-react'
import type { CertificateChoice } from '../../../shared/contract/signing.ts'
import { useFormat, useText } from '../../state/context.tsx'
import css from './sign.module.css'

/** The certificate that will sign, in words. */
export function CertificateCard({ certificate }: { certificate: CertificateChoice }) {
  const text = useText().sign
  const format = useFormat()
  return (
    <section aria-label={text.certificate}>
      <h3>{text.certificate}</h3>
      <div className={css.card}><BadgeCheck aria-hidden size={20} strokeWidth={1.4} /><div><b>{certificate.subject}</b><div>{certificate.agency}</div><div>{certificate.issuer} · {text.validUntil(format.wireDay(certificate.notAfter))}</div></div></div>
    </section>
  )
}
