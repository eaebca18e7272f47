import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { AttachmentView } from '../../../shared/contract/documents.ts'
import type { SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { changeText, isNoticeable } from '../../../shared/text/change.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { createPdfController } from '../../parts/pdf-controller.ts'
import { PdfView } from '../../parts/pdf-view.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useOpenedPdf } from '../../parts/use-opened-pdf.ts'
import { useLanguage, useText } from '../../state/context.tsx'
import css from './compare-revisions.module.css'

interface Props { readonly documentId: string; readonly file: AttachmentView; readonly signature: SignatureVerdict; readonly onClose: () => void }

/** The paper as one signature covers it beside the paper as it is: what was added since is seen, not believed. */
export function CompareRevisions({ documentId, file, signature, onClose }: Props) {
  const text = useText()
  const language = useLanguage()
  const { signatures: told } = text
  const who = signature.signer?.name || told.unknownSigner
  const changes = [...new Set(signature.laterChanges.filter(isNoticeable).map(change => changeText(change, language)))]
  return (
    <Dialog title={told.compare} width="sign" onClose={onClose} foot={<Button onPress={onClose}>{text.common.close}</Button>}>
      <div className={css.compare}>
        {changes.length > 0 && <p className={css.changes}><b>{text.verdict.after}</b> {changes.join('; ')}.</p>}
        <Revision title={told.covered(who)} documentId={documentId} file={file} until={signature.coveredBytes} />
        <Revision title={told.now} documentId={documentId} file={file} until={null} />
      </div>
    </Dialog>
  )
}

function Revision({ title, documentId, file, until }: Pick<Props, 'documentId' | 'file'> & { readonly title: string; readonly until: number | null }) {
  const text = useText()
  const controller = useMemo(() => createPdfController(), [])
  const { problem } = useOpenedPdf(documentId, file, controller, until)
  const failed = useStore(controller.store, state => state.status === 'failed')
  return (
    <section className={css.side} aria-label={title}>
      <h3>{title}</h3>
      {problem ? <ProblemNote problem={problem} /> : failed ? <b className={css.failed}>{text.pdf.failed}</b> : <PdfView controller={controller} />}
    </section>
  )
}
