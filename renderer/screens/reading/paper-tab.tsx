import { Download, FileText } from 'lucide-react'
import { useStore } from 'zustand'
import type { AttachmentView, DocumentDetail } from '../../../shared/contract/documents.ts'
import { Button } from '../../parts/button.tsx'
import type { PdfController } from '../../parts/pdf-controller.ts'
import { isLockedState, PdfLock } from '../../parts/pdf-lock.tsx'
import { PdfFind } from '../../parts/pdf-find.tsx'
import { PdfView } from '../../parts/pdf-view.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useOpenedPdf } from '../../parts/use-opened-pdf.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { FileChips } from './file-chips.tsx'
import css from './reading.module.css'

interface Props { readonly detail: DocumentDetail; readonly file: AttachmentView | null; readonly controller: PdfController; readonly choosing: boolean; readonly finding: boolean; readonly onFindClosed: () => void }

/** Văn bản: the pages, or why there are none to be seen. The row of files shows once another than the main one was asked for. */
export function PaperTab({ detail, file, controller, choosing, finding, onFindClosed }: Props) {
  const { acts } = useDesk()
  const { files: text, common } = useText()
  const { problem, again } = useOpenedPdf(detail.row.documentId, file?.isPdf ? file : null, controller)
  const failed = useStore(controller.store, state => state.status === 'failed' && !isLockedState(state))
  const isCovered = useStore(controller.store, state => state.drawn || isLockedState(state))
  if (!file) return <Quiet title={text.none} picture={false} />
  const save = <Button icon={Download} onPress={() => void acts.save(file.blobId, file.name)}>{text.save}</Button>
  return (
    <>
      {choosing && detail.attachments.length > 1 && <FileChips files={detail.attachments} shown={file.blobId} />}
      {finding && file.isPdf && <PdfFind controller={controller} onClose={onFindClosed} />}
      {!file.isPdf
        ? <Quiet title={text.notPdf} text={text.notPdfText} picture={false}>{save}</Quiet>
        : problem ? <div className={css.failed}><ProblemNote problem={problem} /><Button onPress={again}>{common.retry}</Button></div>
        : <div className={css.stage}>
            <PdfView controller={controller} />
            <PdfLock controller={controller} documentId={detail.row.documentId} file={file} />
            {failed ? <div className={css.over}><Failed />{save}</div> : !isCovered && <div className={css.over} role="status"><FileText aria-hidden size={20} strokeWidth={1.4} />{text.fetching}</div>}
          </div>}
    </>
  )
}

function Failed() {
  return <b>{useText().pdf.failed}</b>
}
