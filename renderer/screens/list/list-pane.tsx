import { useStore } from 'zustand'
import type { Box } from '../../../shared/contract/documents.ts'
import { takesBatch } from '../../state/batch-act.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { BatchBar } from './batch-bar.tsx'
import { Bands } from './bands.tsx'
import { EmptyList } from './empty-list.tsx'
import { Rows } from './rows.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import { ViewChips } from './view-chips.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Button } from '../../parts/button.tsx'
import css from './list-pane.module.css'

/** One box: its name, the chips, what is to be said above it, the rows. */
export function ListPane({ box }: { box: Box }) {
  const { list, session } = useDesk()
  const text = useText()
  const busy = useStore(list.store, state => state.busy)
  const problem = useStore(list.store, state => state.problem)
  // While there is no core the band above says so once, for everything.
  const core = useStore(session.store, state => state.core)
  const empty = useStore(list.store, state => state.windows.every(({ ids }) => ids.length === 0))
  return (
    <section className={css.list} aria-labelledby="box" data-pane>
      <div className={css.head}>
        <h1 id="box">{text.boxes[box]}</h1>
        {takesBatch(box) && !empty && <Button look="quiet" onPress={list.pickAll}>{text.list.signAll}</Button>}
      </div>
      {box === 'inbox' && <ViewChips />}
      <Bands />
      {problem && core === 'running' && <div className={css.problem}><ProblemNote problem={problem} /><Button size="small" onPress={() => void list.reload()}>{text.common.retry}</Button></div>}
      {busy === 'first' ? <SkeletonRows /> : empty ? (problem ? null : <EmptyList />) : <Rows />}
      {takesBatch(box) && <BatchBar />}
    </section>
  )
}
