import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useStore } from 'zustand'
import { Button } from './parts/button.tsx'
import { ProblemNote } from './parts/problem-note.tsx'
import { DeskScreen } from './screens/desk/desk-screen.tsx'
import { isRecoverable, OpenByCode } from './screens/recovery/open-by-code.tsx'
import { FirstRun } from './screens/first-run/first-run.tsx'
import { DeskProvider, useDesk, useText } from './state/context.tsx'
import type { Desk } from './state/desk.ts'
import { settle } from './state/loaded.ts'
import css from './app.module.css'

/** The whole window. */
export function App({ desk }: { desk: Desk }) {
  return <DeskProvider desk={desk}><Root /></DeskProvider>
}

function Root() {
  const { session } = useDesk()
  const text = useText()
  const profile = useStore(session.store, state => state.profile)
  const language = useStore(session.store, state => state.settings.language)
  useAppearance()
  // Blank, not a spinner: the core answers within a few frames, and a flash would be the slowest part of the start.
  if (profile.kind === 'loading') return null
  if (profile.kind === 'failed' && isRecoverable(profile.problem)) return <OpenByCode why={profile.problem} />
  if (profile.kind === 'failed') {
    return <main className={css.failed}><ProblemNote problem={profile.problem} /><Button look="primary" onPress={() => void session.load()}>{text.common.retry}</Button></main>
  }
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      {profile.value.state === 'new' ? <FirstRun demoOffered={profile.value.demoOffered} /> : <DeskScreen profile={profile.value} />}
    </I18nProvider>
  )
}

/** Theme, density and language of the page as a whole; tokens.css does the rest. */
function useAppearance(): void {
  const { session, api } = useDesk()
  const settings = useStore(session.store, state => state.settings)
  const { theme, language } = settings
  // The system's own menu, dialogs and title bar follow; a shell that cannot is no reason to tell anybody.
  useEffect(() => void settle(api.request('shell.set-theme', { theme })), [api, theme])
  useEffect(() => void settle(api.request('shell.set-language', { language })), [api, language])
  useEffect(() => {
    const page = document.documentElement
    page.lang = settings.language
    page.dataset['density'] = settings.density
    if (settings.theme === 'system') delete page.dataset['theme']
    else page.dataset['theme'] = settings.theme
  }, [settings])
}
