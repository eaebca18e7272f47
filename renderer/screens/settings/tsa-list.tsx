import { useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Locked } from '../../parts/locked.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { quotaHours, quotaText, readQuotas } from '../../state/tsa-quotas.ts'
import { badHostRule, badServer, readLines } from '../../state/upgrade-words.ts'
import css from './settings.module.css'

/** The TSAs in order of preference with what their contracts allow, and where hosts of certificates are in this office's network. */
export function TsaList() {
  const { session } = useDesk()
  const text = useText().levels
  const { settings, policy: { locked } } = useStore(session.store)
  const [servers, setServers] = useState(settings.tsaUrls.join('\n'))
  const [hosts, setHosts] = useState(settings.hostMap.join('\n'))
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [isTsaLocked, isHostLocked] = [locked.includes('tsaUrls'), locked.includes('hostMap')]
  const [urls, rules] = [isTsaLocked ? settings.tsaUrls : readLines(servers), isHostLocked ? settings.hostMap : readLines(hosts)]
  const quotas = readQuotas(urls, typed, settings.tsaQuotas)
  const [wrongServer, wrongHost] = [badServer(urls), badHostRule(rules)]
  const isChanged = JSON.stringify([urls, quotas, rules]) !== JSON.stringify([settings.tsaUrls, readQuotas(urls, {}, settings.tsaQuotas), settings.hostMap])
  return (
    <>
      <Field label={text.servers} aside={isTsaLocked && <Locked />} hint={isTsaLocked ? '' : text.serversHint} rows={2} value={urls === settings.tsaUrls ? urls.join('\n') : servers} onChange={setServers} isReadOnly={isTsaLocked} error={wrongServer === null ? null : text.badServer(wrongServer)} spellCheck="false" />
      {urls.length > 0 && wrongServer === null && (
        <ul className={css.table}>{urls.map(url => (
          <li key={url}>
            <span className={css.name}><b>{URL.parse(url)?.host ?? url}</b></span>
            {isTsaLocked
              ? <span className={css.state}>{quotaText(settings.tsaQuotas, url) === '' ? text.noQuota : text.quotaOf(Number(quotaText(settings.tsaQuotas, url)), quotaHours(settings.tsaQuotas, url))}</span>
              : <span className={css.quota}><input type="text" inputMode="numeric" aria-label={text.quotaLabel(URL.parse(url)?.host ?? url)} placeholder={text.noQuota} value={typed[url] ?? quotaText(settings.tsaQuotas, url)} onChange={event => setTyped({ ...typed, [url]: event.target.value })} />{text.perHours(quotaHours(settings.tsaQuotas, url))}</span>}
          </li>
        ))}</ul>
      )}
      {quotas === null && <p className={css.wrong} role="alert">{text.badQuota}</p>}
      <Field label={text.hosts} aside={isHostLocked && <Locked />} hint={isHostLocked ? '' : text.hostsHint} rows={2} value={isHostLocked ? rules.join('\n') : hosts} onChange={setHosts} isReadOnly={isHostLocked} error={wrongHost === null ? null : text.badHost(wrongHost)} spellCheck="false" />
      {isChanged && <div className={css.buttons}><Button isDisabled={wrongServer !== null || wrongHost !== null || quotas === null} onPress={() => void session.set({ tsaUrls: urls, tsaQuotas: quotas ?? [], hostMap: rules })}>{text.save}</Button></div>}
    </>
  )
}
