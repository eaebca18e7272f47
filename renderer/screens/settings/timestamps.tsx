import { useStore } from 'zustand'
import { SIGNATURE_LEVELS } from '../../../shared/model/signature-level.ts'
import { Choice } from '../../parts/choice.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { TsaList } from './tsa-list.tsx'
import css from './settings.module.css'

/** Whom to ask for timestamps, how far signatures are raised, and whether a document may go before it has one. */
export function Timestamps() {
  const { session } = useDesk()
  const text = useText().levels
  const { settings, policy: { locked } } = useStore(session.store)
  return (
    <section className={css.section}>
      <h3>{text.title}</h3>
      <p className={css.calm}>{text.text}</p>
      <TsaList key={locked.join()} />
      <Choice label={text.wanted} value={settings.signatureLevel} options={SIGNATURE_LEVELS.map(level => [level, text.names[level]] as const)} onChoose={signatureLevel => void session.set({ signatureLevel })} isLocked={locked.includes('signatureLevel')} />
      <Choice label={text.before} value={settings.sendBeforeTimestamp ? 'send' : 'hold'} options={[['send', text.send], ['hold', text.hold]]} onChoose={key => void session.set({ sendBeforeTimestamp: key === 'send' })} isLocked={locked.includes('sendBeforeTimestamp')} />
    </section>
  )
}
