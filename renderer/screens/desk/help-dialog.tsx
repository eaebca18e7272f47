import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'
import css from './help-dialog.module.css'

/** The keys of the desk (ui.md, "Keys"). */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { help, boxes } = useText()
  const { keys } = help
  const groups = [
    { title: help.move, rows: [['J K', keys.next], ['Enter', keys.open], ['Esc', keys.leave], ['Space', keys.pick], ['Ctrl A', keys.pickAll], ['F6', keys.panes], ['Alt ←  Alt →', keys.history]] },
    { title: help.act, rows: [['S', keys.sign], ['R', keys.reply], ['A', keys.assign], ['E', keys.complete], ['F', keys.follow], ['U', keys.unread], ['P', keys.print]] },
    { title: help.go, rows: [['G I', boxes.inbox], ['G W', boxes['to-sign']], ['G D', boxes.drafts], ['G O', boxes.outgoing], ['G Q', boxes.outbox]] },
    { title: help.other, rows: [['Ctrl K', keys.search], ['Ctrl N', keys.compose], ['Ctrl ,', keys.settings], ['?', keys.help]] },
  ]
  return (
    <Dialog title={help.title} onClose={onClose} width="wide">
      <div className={css.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>{rows.map(([stroke, meaning]) => <div key={stroke}><dt>{stroke?.split(' ').map(key => <kbd key={key}>{key}</kbd>)}</dt><dd>{meaning}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
