import { FileText, Paperclip } from 'lucide-react'
import type { AttachmentView } from '../../../shared/contract/documents.ts'
import { useDesk, useText } from '../../state/context.tsx'
import css from './reading.module.css'

/** The files of a document that has more than one: which is on the stage. */
export function FileChips({ files, shown }: { files: readonly AttachmentView[]; shown: string }) {
  const { document: reading } = useDesk()
  const text = useText().files
  return (
    <div className={css.files} role="group" aria-label={text.list}>
      {files.map(({ blobId, name, role }) => {
        const Icon = role === 'annex' ? Paperclip : FileText
        return <button key={blobId} type="button" className={css.file} aria-pressed={blobId === shown} title={role === 'annex' ? text.annex : text.main} onClick={() => reading.showFile(blobId)}><Icon aria-hidden size={14} strokeWidth={1.8} /><span>{name}</span></button>
      })}
    </div>
  )
}
