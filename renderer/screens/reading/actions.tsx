import { Mail, MailOpen } from 'lucide-react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { Button } from '../../parts/button.tsx'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { chooseActions, type ActId } from '../../state/choose-actions.ts'
import { decideVerdictLine, isTrusted } from '../../state/verdict-line.ts'
import { startAct } from '../desk/run-command.ts'
import { actIcon, actKeys, actLabel } from './act-words.ts'
import css from './reading.module.css'

const MARK = 'mark-read'

/** The acts of this moment: at most three, the rest under "Thêm". */
export function Actions({ detail }: { detail: DocumentDetail }) {
  const desk = useDesk()
  const text = useText()
  const { row } = detail
  const { primary, shown, more } = chooseActions({ ...detail, trusted: isTrusted(decideVerdictLine(detail.attachments)) })
  const start = (act: ActId) => startAct(desk, act, row.documentId)
  const entries: MenuEntry[] = more.map(act => {
    const keys = actKeys(act)
    return { id: act, label: actLabel(act, text), icon: actIcon(act), ...(keys ? { keys } : {}) }
  })
  if (row.taskId) entries.push({ id: MARK, label: row.unread ? text.reading.markRead : text.reading.markUnread, icon: row.unread ? MailOpen : Mail, keys: 'U' })
  if (shown.length === 0 && entries.length === 0) return <div className={css.noActions} />
  return (
    <div className={css.actions} role="toolbar" aria-label={text.reading.actions}>
      {shown.map(act => <Button key={act} look={act === primary ? 'primary' : 'plain'} icon={actIcon(act)} onPress={() => start(act)}>{actLabel(act, text)}</Button>)}
      {entries.length > 0 && (
        <MenuButton label={text.common.more} entries={entries} onChoose={id => id === MARK ? void desk.acts.flag([row.taskId ?? ''], '$seen', row.unread) : start(id as ActId)} />
      )}
    </div>
  )
}
