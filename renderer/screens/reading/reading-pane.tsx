import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { OpenDocument } from './open-document.tsx'
import { Welcome } from './welcome.tsx'
import css from './reading.module.css'

/** What is open; else what the machine is doing, or how to begin. */
export function ReadingPane() {
  const { document: reading, status } = useDesk()
  const text = useText()
  const id = useStore(reading.store, state => state.id)
  const detail = useStore(reading.store, state => state.detail)
  const first = useStore(status.store, state => state.sync?.kind === 'first')
  return (
    <section className={css.reading} aria-label={text.reading.label} data-pane>
      {id === null
        ? first ? <Welcome /> : <Quiet title={text.empty.nothingOpen} text={text.empty.nothingOpenText} />
        : detail.kind === 'loading' ? null
        : detail.kind === 'failed' ? <div className={css.failed}><ProblemNote problem={detail.problem} /><Button onPress={reading.reload}>{text.common.retry}</Button></div>
        : detail.value === null ? <Quiet title={text.empty.gone} text={text.empty.goneText} />
        : <OpenDocument key={id} detail={detail.value} />}
    </section>
  )
}
