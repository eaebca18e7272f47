import { Check, FileInput, X } from 'lucide-react'
import { useEffect, type DragEvent, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { Button, IconButton } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { Addressees } from './addressees.tsx'
import { DraftFields, Summary } from './draft-fields.tsx'
import { DraftFiles } from './draft-files.tsx'
import { DraftPreview } from './draft-preview.tsx'
import { focusGap, Gaps } from './gaps.tsx'
import { Related } from './related.tsx'
import css from './compose.module.css'

/** Soạn văn bản: the fields of NĐ 30 left, the pages right, what is missing at the foot. Leaving it keeps the draft. */
export function Compose() {
  const { compose, place } = useDesk()
  const text = useText().compose
  const isReady = useStore(compose.store, state => state.status === 'ready')
  const problem = useStore(compose.store, state => state.problem)
  useEffect(() => { if (isReady) focusGap('subject') }, [isReady])
  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    place.leaveCompose()
  }
  return (
    <section className={css.compose} aria-labelledby="compose-title" onKeyDown={key} onDragOver={event => event.preventDefault()} onDrop={event => void drop(event, compose.add)} data-pane>
      <Head />
      <div className={css.form} role="form" aria-label={text.label}>
        {problem && <ProblemNote problem={problem} />}
        {isReady && <><DraftFields /><Addressees /><DraftFiles /><Related /><Summary /></>}
      </div>
      {isReady ? <DraftPreview /> : <div className={css.preview} />}
      <Foot />
    </section>
  )
}

async function drop(event: DragEvent, add: ReturnType<typeof useDesk>['compose']['add']): Promise<void> {
  event.preventDefault()
  const files = [...event.dataTransfer.files]
  add(await Promise.all(files.map(async file => ({ name: file.name, file: { source: 'bytes' as const, name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) } }))))
}

function Head() {
  const { compose, place } = useDesk()
  const { compose: text, common } = useText()
  const format = useFormat()
  const { from, form, savedAt, isChanged } = useStore(compose.store)
  const answered = from?.replyTo ? form.related.find(({ id }) => id === from.replyTo)?.code : undefined
  return (
    <header className={css.head}>
      <h1 id="compose-title">{answered ? text.replyTo(answered) : from?.documentId ? text.editTitle : text.title}</h1>
      <span role="status">{savedAt !== null && !isChanged && <Tag icon={Check}>{text.keptAt(format.clock(savedAt))}</Tag>}</span>
      <IconButton icon={X} label={common.close} onPress={place.leaveCompose} />
    </header>
  )
}

function Foot() {
  const { compose, place } = useDesk()
  const text = useText().compose
  const busy = useStore(compose.store, state => state.busy || state.status === 'loading')
  async function submit(): Promise<void> {
    const gap = await compose.submit()
    if (gap) focusGap(gap)
  }
  return (
    <footer className={css.foot}>
      <Gaps />
      <Button look="quiet" isDisabled={busy} onPress={place.leaveCompose}>{text.save}</Button>
      <Button look="primary" icon={FileInput} isDisabled={busy} onPress={() => void submit()}>{text.submit}</Button>
    </footer>
  )
}
