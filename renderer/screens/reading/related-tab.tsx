import { FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { documentCode, shortSubject } from '../../text/subject.ts'
import css from './tabs.module.css'

/** Liên quan: the documents that this one names. */
export function RelatedTab({ ids }: { ids: readonly string[] }) {
  const { api, place } = useDesk()
  const text = useText()
  const [rows, setRows] = useState<ReadonlyMap<string, DocumentDetail['row'] | null>>(new Map())
  useEffect(() => {
    void Promise.all(ids.map(async id => {
      const answer = await settle(api.request('documents.get', { id }))
      return [id, answer.kind === 'ready' ? answer.value?.row ?? null : null] as const
    })).then(found => setRows(new Map(found)))
  }, [api, ids])
  return (
    <ul className={css.related}>
      {ids.map(id => {
        const row = rows.get(id)
        return (
          <li key={id}>
            {row
              ? <button type="button" onClick={() => place.follow(id)}><FileText aria-hidden size={20} strokeWidth={1.4} /><span><b>{shortSubject(row.subject)}</b><span>{documentCode(row.number, row.notation) ?? row.kind} · {row.issuerName ?? text.list.noIssuer}</span></span></button>
              : <span className={css.none}>{rows.has(id) ? text.related.missing : text.common.loading}</span>}
          </li>
        )
      })}
    </ul>
  )
}
