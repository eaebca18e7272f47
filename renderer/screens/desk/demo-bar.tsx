import { FileDown, FlaskConical, Monitor, Unplug, Wifi } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './demo-bar.module.css'

/** Only against a province that calls itself a demo: its PIN, its network, a new document, the other side's window. */
export function DemoBar() {
  const { api, acts, status, session } = useDesk()
  const text = useText().demo
  const sync = useStore(status.store, state => state.sync)
  const desk = useStore(session.store, state => state.about?.desk ?? 'officer')
  const [demo, setDemo] = useState<{ readonly networkDown: boolean; readonly pin: string | null } | null>(null)
  useEffect(() => {
    void settle(api.request('demo.get', {})).then(answer => { if (answer.kind === 'ready') setDemo(answer.value) })
  }, [api, sync?.kind])
  const down = demo?.networkDown ?? false
  async function turn(): Promise<void> {
    if (await acts.setNetwork(!down)) setDemo(now => now && { ...now, networkDown: !down })
  }
  return (
    <aside className={css.bar} aria-label={text.label}>
      <span className={css.what}><FlaskConical aria-hidden size={16} strokeWidth={1.7} />{text.on}</span>
      {demo?.pin && <span>{text.pin}: <b className={css.pin}>{demo.pin}</b></span>}
      <span className={css.space} />
      <Button size="small" look="quiet" icon={down ? Wifi : Unplug} onPress={() => void turn()}>{down ? text.join : text.cut}</Button>
      <Button size="small" look="quiet" icon={FileDown} onPress={() => void acts.arrive()}>{text.arrive}</Button>
      {desk === 'officer' && <Button size="small" look="quiet" icon={Monitor} onPress={() => void acts.openReceiver()}>{text.receiver}</Button>}
    </aside>
  )
}
