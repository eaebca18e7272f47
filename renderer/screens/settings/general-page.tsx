import { useStore } from 'zustand'
import { Choice } from '../../parts/choice.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { RecoveryCode } from '../recovery/recovery-code.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import css from './settings.module.css'

/** Times to undo that make sense; the product's own is ten seconds. */
const UNDO_MS = [0, 5_000, 10_000, 30_000] as const

/** Language, look, the time to undo; and whose desk this is. */
export function GeneralPage() {
  const { session } = useDesk()
  const { settings: text, recovery } = useText()
  const settings = useStore(session.store, state => state.settings)
  return (
    <>
      <Choice label={text.language} value={settings.language} options={[['vi', 'Tiếng Việt'], ['en', 'English']]} onChoose={language => void session.set({ language })} />
      <Choice label={text.theme} value={settings.theme} options={[['system', text.system], ['light', text.light], ['dark', text.dark]]} onChoose={theme => void session.set({ theme })} />
      <Choice label={text.density} value={settings.density} options={[['comfortable', text.comfortable], ['compact', text.compact]]} onChoose={density => void session.set({ density })} />
      <Choice label={text.undo} value={String(settings.undoMs)} options={UNDO_MS.map(ms => [String(ms), ms === 0 ? text.never : text.seconds(ms / 1_000)] as const)} onChoose={ms => void session.set({ undoMs: Number(ms) })} />
      <Account />
      <section className={css.section}><h3>{recovery.title}</h3><RecoveryCode /></section>
    </>
  )
}

function Account() {
  const { session, status } = useDesk()
  const text = useText().settings
  const isRefused = useStore(status.store, ({ sync }) => sync?.problem?.code === 'province.wrong-password')
  const profile = useStore(session.store, state => state.profile)
  if (profile.kind !== 'ready' || profile.value.state !== 'ready') return null
  const { officerName, title, agencyName, userName, serverUrl } = profile.value
  const facts = [[text.officer, officerName], [text.position, title ?? ''], [text.agency, agencyName], [text.user, userName], [text.server, serverUrl]] as const
  return (
    <section className={css.section}>
      <h3>{text.account}</h3>
      <dl className={css.facts}>{facts.filter(([, value]) => value !== '').map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {isRefused && <SignInAgain serverUrl={serverUrl} userName={userName} />}
    </section>
  )
}
