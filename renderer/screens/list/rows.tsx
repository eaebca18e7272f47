import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { takesBatch } from '../../state/batch-act.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { layItems, type ListItem } from '../../state/windows.ts'
import { Row, rowId } from './row.tsx'
import { SkeletonRow } from './skeleton-rows.tsx'
import { useKeepPlace } from './use-keep-place.ts'
import { useListKeys } from './use-list-keys.ts'
import { useLookAround } from './use-look-around.ts'
import css from './row.module.css'

/** Heights of tokens.css: the virtual list must know them before anything is drawn. */
const HEIGHTS = { comfortable: { row: 88, group: 28 }, compact: { row: 64, group: 24 } } as const
/** Rows drawn beyond the edges, so that a fast wheel meets no white. */
const OVERSCAN = 6

const keyOf = (item: ListItem | undefined, index: number) => item?.kind === 'row' ? item.id : item?.kind === 'group' ? `group-${item.group.key}` : `at-${index}`

/** The list itself: one focusable listbox; the active row is kept by document id, so an arrival never moves it. */
export function Rows() {
  const { place, list, session } = useDesk()
  const text = useText()
  const format = useFormat()
  const box = useStore(place.store, state => state.box)
  const openId = useStore(place.store, state => state.documentId)
  const windows = useStore(list.store, state => state.windows)
  const picked = useStore(list.store, state => state.picked)
  const density = useStore(session.store, state => state.settings.density)
  const items = useMemo(() => layItems(windows, format.today), [windows, format.today])
  const active = items.findIndex(item => item.kind === 'row' && item.id === openId)
  const scroller = useRef<HTMLDivElement>(null)
  const heights = HEIGHTS[density]
  const virtual = useVirtualizer({
    count: items.length, overscan: OVERSCAN, getScrollElement: () => scroller.current, getItemKey: index => keyOf(items[index], index),
    estimateSize: index => items[index]?.kind === 'group' ? heights.group : heights.row,
  })
  useEffect(() => virtual.measure(), [virtual, heights])
  useEffect(() => { if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' }) }, [openId]) // eslint-disable-line react-hooks/exhaustive-deps -- an arrival that moves the row must not scroll to it
  const shown = virtual.getVirtualItems()
  useLookAround(items, shown)
  useKeepPlace(virtual, items)
  const multi = takesBatch(box)
  const onKeyDown = useListKeys(virtual, multi)
  return (
    <div
      ref={scroller} className={css.rows} role="listbox" tabIndex={0} aria-label={box === 'outbox' ? '' : text.boxes[box]} aria-multiselectable={multi} data-pane-focus
      {...(active >= 0 && openId ? { 'aria-activedescendant': rowId(openId) } : {})} onKeyDown={onKeyDown}
    >
      <div className={css.tall} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const item = items[index]
          return item && (
            <div key={key} className={css.at} role="presentation" style={{ transform: `translateY(${start}px)` }}>
              {item.kind === 'group'
                ? <div className={css.group} role="presentation"><span>{format.group(item.group)}</span>{item.count !== null && <span>{format.number(item.count)}</span>}</div>
                : item.kind === 'more' || !item.row ? <SkeletonRow /> : <Row row={item.row} open={item.id === openId} picked={picked.has(item.id)} multi={multi} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
