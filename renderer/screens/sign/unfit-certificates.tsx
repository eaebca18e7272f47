import { useFormat, useProblemText, useText } from '../../state/context.tsx'
import type { CertificateChoice } from '../../../shared/contract/signing.ts'
import css from './sign.module.css'

/** Folded away: certificates that are there and cannot sign, each with its reason. */
export function UnfitCertificates({ certificates }: { certificates: readonly CertificateChoice[] }) {
  const text = useText().sign
  const format = useFormat()
  const problem = useProblemText()
  if (certificates.length === 0) return null
  return (
    <details className={css.unfit}>
      <summary>{text.unfit(certificates.length)}</summary>
      <ul>
        {certificates.map(({ sha256, subject, issuer, notAfter, problem: why }) => (
          <li key={sha256}>
            <b>{subject || sha256.slice(0, 16)}</b>
            {issuer && <div>{text.givenBy(issuer)}{notAfter && ` · ${text.validUntil(format.wireDay(notAfter))}`}</div>}
            {why && <div className={css.what}>{problem(why).title}</div>}
          </li>
        ))}
      </ul>
    </details>
  )
}
