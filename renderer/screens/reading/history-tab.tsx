import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import type { Action } from '../../../shared/model/edoc.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { documentCode } from '../../text/subject.ts'
import css from './tabs.module.css'

/** Diễn biến: who did what and when, oldest first; then where each addressee stands. */
export function HistoryTab({ detail: { actions, document: doc, names } }: { detail: DocumentDetail }) {
  const text = useText()
  const format = useFormat()
  if (actions.length === 0 && doc.statuses.length === 0) return <p className={css.none}>{text.history.none}</p>
  return (
    <>
      <ol className={css.moves}>{actions.map(action => <Move key={action.id} action={action} names={names} />)}</ol>
      {doc.statuses.length > 0 && (
        <section className={css.statuses}>
          <h3>{text.history.statuses}</h3>
          <ul>
            {doc.statuses.map((status, index) => (
              <li key={`${status.agencyId}-${index}`}>
                <span>{names[status.agencyId] ?? status.agencyId}</span>
                <span>{text.statusCodes[status.code] ?? status.code}{status.note && `: ${status.note}`}</span>
                <time>{status.at && format.wireMoment(status.at)}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Files that a comment brought are opened from it: a stamped copy stands nowhere else. */
function Move({ action, names }: { action: Action; names: DocumentDetail['names'] }) {
  const { document } = useDesk()
  const text = useText()
  const format = useFormat()
  const name = (id: string) => names[id] ?? id
  const people = [
    ...action.assignees.map(({ officerId, role }) => `${name(officerId)} (${(text.taskRoles[role] ?? role).toLocaleLowerCase()})`),
    ...action.toOfficerIds.map(name), ...action.toAgencyIds.map(name),
  ]
  const { number, notation } = action.result ?? {}
  const given = documentCode(typeof number === 'string' || typeof number === 'number' ? String(number) : null, typeof notation === 'string' ? notation : null)
  return (
    <li>
      <div className={css.moveHead}><b>{text.did[action.verb] ?? text.verbs[action.verb] ?? action.verb}{given && `: ${given}`}</b><time>{action.at ? format.wireMoment(action.at) : text.history.pending}</time></div>
      <div className={css.who}>{action.by ? name(action.by) : text.history.system}{people.length > 0 && <> → {people.join(', ')}</>}</div>
      {action.text && <p>{action.text}</p>}
      {action.verb === 'comment' && action.attachments.map(file => <div key={file.blobId}><button type="button" className={css.link} onClick={() => document.showFile(file.blobId)}>{file.name}</button></div>)}
      {action.dueAt && <div className={css.who}>{text.history.due(format.wireDay(action.dueAt))}</div>}
    </li>
  )
}
