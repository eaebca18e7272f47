import { Check, Plus, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/choice.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './settings.module.css'

/** Cài đặt: language, look, signing devices; and what IT staff want to know. */
export function SettingsDialog({ page, onClose }: { page: 'general' | 'diagnostics'; onClose: () => void }) {
  const { session, api, status } = useDesk()
  const { settings: text, rail } = useText()
  const settings = useStore(session.store, state => state.settings)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function addToken(): Promise<void> {
    try {
      const { grants: [grant] } = await api.request('shell.pick-files', { kind: 'certificate', many: false })
      if (grant) await api.request('settings.add-token-file', { grant: grant.id })
      await status.lookForTokens()
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  return (
    <Dialog title={page === 'diagnostics' ? text.diagnostics : rail.settings} onClose={onClose}>
      {page === 'general' && (
        <>
          <Choice label={text.language} value={settings.language} options={[['vi', 'Tiếng Việt'], ['en', 'English']]} onChoose={language => void session.set({ language })} />
          <Choice label={text.theme} value={settings.theme} options={[['system', text.system], ['light', text.light], ['dark', text.dark]]} onChoose={theme => void session.set({ theme })} />
          <Choice label={text.density} value={settings.density} options={[['comfortable', text.comfortable], ['compact', text.compact]]} onChoose={density => void session.set({ density })} />
          <div className={css.tokens}><span>{text.tokens}</span>{settings.tokenModules.map(module => <code key={module}>{module}</code>)}<Button icon={Plus} onPress={() => void addToken()}>{text.addToken}</Button></div>
          {problem && <ProblemNote problem={problem} />}
        </>
      )}
      <Diagnostics />
    </Dialog>
  )
}

function Diagnostics() {
  const { api } = useDesk()
  const text = useText().settings
  const [lines, setLines] = useState<Output<'diagnostics.get'>['lines']>([])
  useEffect(() => { void settle(api.request('diagnostics.get', {})).then(answer => { if (answer.kind === 'ready') setLines(answer.value.lines) }) }, [api])
  return <section className={css.lines} aria-label={text.diagnostics}><h3>{text.diagnostics}</h3><dl>{lines.map(({ key, value, ok }) => <div key={key}><dt>{ok ? <Check aria-hidden size={16} strokeWidth={1.8} /> : <TriangleAlert aria-hidden size={16} strokeWidth={1.8} />}{key}</dt><dd>{value}</dd></div>)}</dl></section>
}
