import { useState } from 'react'
import { useStore } from 'zustand'
import { SIGNATURE_LEVELS } from '../../../shared/model/signature-level.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/choice.tsx'
import { Field } from '../../parts/field.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { badHostRule, badServer, readLines } from '../../state/upgrade-words.ts'
import css from './settings.module.css'

/** Whom to ask for timestamps, how far signatures are raised, and whether a document may go before it has one. */
export function Timestamps() {
  const { session } = useDesk()
  const text = useText().levels
  const settings = useStore(session.store, state => state.settings)
  const [servers, setServers] = useState(settings.tsaUrls.join('\n'))
  const [hosts, setHosts] = useState(settings.hostMap.join('\n'))
  const [urls, rules] = [readLines(servers), readLines(hosts)]
  const [wrongServer, wrongHost] = [badServer(urls), badHostRule(rules)]
  const isChanged = urls.join('\n') !== settings.tsaUrls.join('\n') || rules.join('\n') !== settings.hostMap.join('\n')
  return (
    <section className={css.section}>
      <h3>{text.title}</h3>
      <p className={css.calm}>{text.text}</p>
      <Field label={text.servers} hint={text.serversHint} rows={2} value={servers} onChange={setServers} error={wrongServer === null ? null : text.badServer(wrongServer)} spellCheck="false" />
      <Field label={text.hosts} hint={text.hostsHint} rows={2} value={hosts} onChange={setHosts} error={wrongHost === null ? null : text.badHost(wrongHost)} spellCheck="false" />
      {isChanged && <div className={css.buttons}><Button isDisabled={wrongServer !== null || wrongHost !== null} onPress={() => void session.set({ tsaUrls: urls, hostMap: rules })}>{text.save}</Button></div>}
      <Choice label={text.wanted} value={settings.signatureLevel} options={SIGNATURE_LEVELS.map(level => [level, text.names[level]] as const)} onChoose={signatureLevel => void session.set({ signatureLevel })} />
      <Choice label={text.before} value={settings.sendBeforeTimestamp ? 'send' : 'hold'} options={[['send', text.send], ['hold', text.hold]]} onChoose={key => void session.set({ sendBeforeTimestamp: key === 'send' })} />
    </section>
  )
}
