import { useEffect, useMemo, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import { createPdfController, type PdfController } from '../../parts/pdf-controller.ts'
import { PdfLock } from '../../parts/pdf-lock.tsx'
import { PdfView } from '../../parts/pdf-view.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useOpenedPdf } from '../../parts/use-opened-pdf.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { isPdfName, mainFile } from '../../state/draft-form.ts'
import { settle } from '../../state/loaded.ts'
import { shownFile } from '../reading/shown-file.ts'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

type Side = 'draft' | 'original'

/** The pages of the draft, and of what it answers. */
export function DraftPreview() {
  const text = useText().compose
  const { form: { related: [original] } } = useDraft()
  const [side, setSide] = useState<Side>('draft')
  const controller = useMemo(() => createPdfController(), [])
  return (
    <Tabs className={css.preview ?? ''} selectedKey={original ? side : 'draft'} onSelectionChange={key => setSide(key as Side)}>
      <div className={css.tabs}>
        <TabList aria-label={text.preview} className={css.tabList ?? ''}><Tab id="draft" className={css.tab ?? ''}>{text.preview}</Tab>{original && <Tab id="original" className={css.tab ?? ''}>{text.original}</Tab>}</TabList>
        <PageOf controller={controller} />
      </div>
      <TabPanel id="draft" className={css.stage ?? ''}><DraftPages controller={controller} /></TabPanel>
      {original && <TabPanel id="original" className={css.stage ?? ''}><OriginalPages id={original.id} controller={controller} /></TabPanel>}
    </Tabs>
  )
}

function PageOf({ controller }: { controller: PdfController }) {
  const text = useText().pdf
  const { page, pages } = useStore(controller.store)
  return <span className={css.pageOf}>{pages > 0 && text.page(page, pages)}</span>
}

function DraftPages({ controller }: { controller: PdfController }) {
  const { compose } = useDesk()
  const text = useText().compose
  const { form } = useDraft()
  const documentId = useStore(compose.store, state => state.documentId)
  const shown = useStore(compose.store, state => state.shown)
  const file = form.files.find(({ key }) => key === shown) ?? mainFile(form)
  const isPdf = file !== undefined && isPdfName(file.name)
  const blobId = isPdf && file.file.source === 'kept' ? file.file.blobId : null
  const opened = blobId === null ? null : { blobId, name: file?.name ?? '' }
  const { problem } = useOpenedPdf(documentId, opened, controller)
  if (!file) return <Quiet title={text.noFile} text={text.noFileText} picture={false} />
  if (!isPdf) return <Quiet title={text.notPdf} text={file.name} picture={false} />
  return problem ? <ProblemNote problem={problem} /> : <><PdfView controller={controller} /><PdfLock controller={controller} documentId={documentId} file={opened} /></>
}

function OriginalPages({ id, controller }: { id: string; controller: PdfController }) {
  const { api } = useDesk()
  const text = useText().files
  const [file, setFile] = useState<{ readonly blobId: string; readonly name: string } | null>(null)
  useEffect(() => {
    void settle(api.request('documents.get', { id })).then(answer => {
      const found = answer.kind === 'ready' && answer.value ? shownFile(answer.value.attachments, null) : null
      setFile(found?.isPdf ? found : null)
    })
  }, [api, id])
  const { problem } = useOpenedPdf(id, file, controller)
  if (problem) return <ProblemNote problem={problem} />
  return file ? <><PdfView controller={controller} /><PdfLock controller={controller} documentId={id} file={file} /></> : <Quiet title={text.none} picture={false} />
}
