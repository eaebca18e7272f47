import { RefreshCw } from 'lucide-react'
import { useMemo, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { groupOutbox, type OutboxEntry } from '../../state/outbox-groups.ts'
import { stepTo } from '../../state/walk.ts'
import { Bands } from '../list/bands.tsx'
import { OutboxRow } from './outbox-row.tsx'
import { UpgradeRows } from './upgrade-rows.tsx'
import css from './outbox.module.css'

/** Chờ gửi, grouped by what is wanted of the officer. */
export function OutboxPane() {
  const { outbox, acts, status } = useDesk()
  const text = useText()
  const { today, number } = useFormat()
  const items = useStore(outbox.store, state => state.items)
  const selected = useStore(outbox.store, state => state.selected)
  const hasUpgrades = useStore(outbox.store, state => state.upgrades.length > 0)
  const offline = useStore(status.store, state => state.sync?.kind === 'offline')
  const groups = useMemo(() => items.kind === 'ready' ? groupOutbox(items.value, today) : null, [items, today])
  const shown: readonly (readonly [string, readonly OutboxEntry[]])[] = groups ? [[text.outbox.decide, groups.decide], [offline ? text.outbox.goingOffline : text.outbox.going, groups.going], [text.outbox.sent, groups.sent]] : []
  const ids = shown.flatMap(([, entries]) => entries.map(({ id }) => id))
  function key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    outbox.select(stepTo(ids, selected, by))
    event.preventDefault()
  }
  return (
    <section className={css.list} aria-labelledby="box" data-pane>
      <div className={css.head}>
        <h1 id="box">{text.boxes.outbox}</h1>
        <Button look="quiet" icon={RefreshCw} isDisabled={!groups || groups.going.length === 0} onPress={() => void acts.retry(groups?.going.flatMap(entry => entry.items.map(({ id }) => id)) ?? [])}>{text.outbox.retryAll}</Button>
      </div>
      <Bands />
      {items.kind === 'failed' && <div className={css.failed}><ProblemNote problem={items.problem} /></div>}
      {groups && ids.length === 0 && !hasUpgrades && <Quiet title={text.empty.outbox} text={text.empty.outboxText} />}
      {ids.length > 0 && (
        <div className={css.rows} role="listbox" tabIndex={0} aria-label={text.outbox.label} onKeyDown={key} data-pane-focus {...(selected ? { 'aria-activedescendant': `out-${selected}` } : {})}>
          {shown.filter(([, entries]) => entries.length > 0).map(([title, entries]) => (
            <div key={title} role="group" aria-label={title}>
              <div className={css.group} role="presentation"><span>{title}</span><span>{number(entries.length)}</span></div>
              {entries.map(entry => <OutboxRow key={entry.id} entry={entry} selected={entry.id === selected} />)}
            </div>
          ))}
        </div>
      )}
      <UpgradeRows />
    </section>
  )
}
