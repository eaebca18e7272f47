import { Check, Clock, ShieldCheck, ShieldQuestionMark, ShieldX, X } from 'lucide-react'
import type { SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { attributeText } from '../../../shared/text/attribute.ts'
import { oneLine } from '../../../shared/text/one-line.ts'
import { changeText, isNoticeable } from '../../../shared/text/change.ts'
import { reasonText } from '../../../shared/text/problem.ts'
import { useFormat, useLanguage, useText } from '../../state/context.tsx'
import { signatureChecks, type CheckTone } from '../../state/signature-checks.ts'
import { toneOf } from './shown-file.ts'
import css from './tabs.module.css'

const VERDICT_ICONS = { valid: ShieldCheck, invalid: ShieldX, indeterminate: ShieldQuestionMark }
const CHECK_ICONS = { ok: Check, wait: Clock, bad: X }

/** One signature: who and when, the verdict, three facts, and the technical details for who wants them. */
export function SignatureCard({ number, signature, onShow, onCompare }: { number: number; signature: SignatureVerdict; onShow?: () => void; onCompare?: () => void }) {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const told = text.signatures
  const { content, time, certificate, reasons } = signatureChecks(signature)
  const Icon = VERDICT_ICONS[signature.verdict]
  const { signer, revocation } = signature
  const changes = signature.laterChanges.filter(isNoticeable)
  const certificateWords = certificate.say === 'good' ? [told.certGood(signer?.issuer ?? ''), revocation.source === 'none' || revocation.producedAt === null ? '' : told.notRevoked(revocation.source === 'ocsp' ? 'OCSP' : 'CRL', format.wireMoment(revocation.producedAt))].filter(Boolean).join(' ') : certificate.say === 'bad' ? told.certBad : revocation.producedAt ? told.certCrl(format.wireDay(revocation.producedAt)) : signature.subIndication === 'TRY_LATER' ? told.certLater : told.certUnchecked
  const title = signature.kind === 'timestamp' ? told.timestamp : signer?.name || told.unknownSigner
  const contentSay = { unchanged: told.unchanged, allowed: told.allowed, suspicious: told.suspicious, unclear: told.unclear, broken: told.broken }[content.say]
  return (
    <section className={`${css.signature} ${css[toneOf(signature.verdict)]}`} aria-label={text.pdf.signatureMark(number)}>
      <div className={css.cardHead}>
        <span className={css.number}>{number}</span>
        <div><b>{title}</b><div className={css.meta}>{[signer?.agency === title ? '' : signer?.agency, signature.time.at ? told.signedAt(format.wireMoment(signature.time.at)) : told.noTime].filter(Boolean).join(' · ')}</div></div>
        <span className={css.verdict}><Icon aria-hidden size={20} strokeWidth={1.4} />{text.verdict.short[signature.verdict]}</span>
      </div>
      <dl className={css.checks}>
        <Fact tone={content.tone} name={told.content} words={contentSay} />
        <Fact tone={time.tone} name={told.time} words={`${time.say === 'stamped' ? told.stampedBy[signature.time.source === 'document-timestamp' ? 'document' : 'signature'] : told[time.say]}${signature.kind === 'signature' ? ` ${told.levelOf(signature.level)}` : ''}`} />
        <Fact tone={certificate.tone} name={told.certificate} words={certificateWords} />
      </dl>
      {changes.length > 0 && (
        <div className={`${css.changes} ${changes.some(({ judged }) => judged !== 'allowed') ? css.changesBad : ''}`}>
          <b>{told.changesAfter(changes.length)}</b>
          <ul>{changes.map((change, index) => <li key={index}>{changeText(change, language)}{change.judged !== 'allowed' && ` (${told.judged[change.judged]})`}</li>)}</ul>
        </div>
      )}
      {reasons.length > 0 && <ul className={css.reasons}>{reasons.map(reason => <li key={reason}>{reasonText(reason, language)}</li>)}</ul>}
      <div className={css.cardFoot}>
        <Technical signature={signature} />
        {onCompare && <button type="button" className={css.link} onClick={onCompare}>{told.compare}</button>}
        {onShow && <button type="button" className={css.link} onClick={onShow}>{told.showOnPage}</button>}
      </div>
    </section>
  )
}

function Fact({ tone, name, words }: { tone: CheckTone; name: string; words: string }) {
  const Icon = CHECK_ICONS[tone]
  return <div className={css[`fact-${tone}`]}><dt><Icon aria-hidden size={16} strokeWidth={1.8} />{name}</dt><dd>{words}</dd></div>
}

function Technical({ signature }: { signature: SignatureVerdict }) {
  const told = useText().signatures
  const language = useLanguage()
  const rows = [
    [told.indication, [signature.indication, signature.subIndication].filter(Boolean).join(' / ')], [told.level, signature.kind === 'signature' ? told.levels[signature.level] : ''], [told.algorithm, signature.algorithm ?? ''],
    [told.serial, signature.signer?.serial ?? ''], [told.issuer, signature.signer?.issuer ?? ''], ['SHA-256', signature.signer?.sha256 ?? ''], [told.field, oneLine(signature.field)],
    ...signature.attributes.map(one => [told.attribute, attributeText(one, language)] as const),
  ].filter(([, value]) => value !== '')
  return <details className={css.technical}><summary>{told.technical}</summary><dl>{rows.map(([name, value], index) => <div key={index}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></details>
}
