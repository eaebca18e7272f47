import { FileDown, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { AttachmentView, DocumentDetail } from '../../../shared/contract/documents.ts'
import type { SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { Button } from '../../parts/button.tsx'
import { PasswordForm } from '../../parts/password-form.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import type { PageRect } from '../../pdf-frame/protocol.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { isLocked } from '../../state/verdict-line.ts'
import { CompareRevisions } from './compare-revisions.tsx'
import { PageMap } from './page-map.tsx'
import { SignatureCard } from './signature-card.tsx'
import css from './tabs.module.css'

/** Chữ ký: each signature in three plain facts, numbered as on the page. */
export function SignaturesTab({ detail, file, onShow, onUnlocked }: { detail: DocumentDetail; file: AttachmentView | null; onShow: (at: PageRect) => void; onUnlocked: () => void }) {
  const { api, acts, toasts, document: reading } = useDesk()
  const text = useText().signatures
  const [busy, setBusy] = useState(false)
  const format = useFormat()
  const [compared, setCompared] = useState<SignatureVerdict | null>(null)
  if (!file || !file.isPdf) return <p className={css.none}>{text.notPdf}</p>
  if (file.report && isLocked(file.report)) return <div className={css.none}><PasswordForm papers={[{ documentId: detail.row.documentId, blobId: file.blobId }]} name={file.name} onOpened={onUnlocked} /></div>
  const signatures = file.report?.signatures ?? []
  async function again(): Promise<void> {
    setBusy(true)
    const answer = file && await settle(api.request('attachments.report', { documentId: detail.row.documentId, blobId: file.blobId, again: true }))
    // What is shown then is the old verdict: whoever asked must not take it for a new one.
    if (answer?.kind === 'failed') toasts.tell({ kind: 'problem', problem: answer.problem })
    setBusy(false)
    reading.reload()
  }
  const save = file.report && <MenuButton
    label={text.saveReport} onChoose={format => void acts.saveReport({ documentId: detail.row.documentId, blobId: file.blobId }, text.reportName(file.name.replace(/\.pdf$/i, '').slice(0, 200)), format === 'json' ? 'json' : 'pdf')}
    entries={[{ id: 'pdf', label: text.asPdf }, { id: 'json', label: text.asJson }]} trigger={<Button size="small" look="quiet" icon={FileDown}>{text.saveReport}</Button>}
  />
  const check = <Button size="small" look="quiet" icon={RefreshCw} isDisabled={busy} onPress={() => void again()}>{busy ? text.checking : text.again}</Button>
  if (signatures.length === 0) return <div className={css.none}><p>{text.none}</p>{check}{save}</div>
  return (
    <div className={css.signatures}>
      <div>
        {signatures.map((signature, index) => <SignatureCard key={`${signature.field}-${index}`} number={index + 1} signature={signature} {...(signature.place ? { onShow: () => signature.place && onShow(signature.place) } : {})} {...(isGrown(signature) ? { onCompare: () => setCompared(signature) } : {})} />)}
        <div className={css.again}>{check}{save}{file.judgedAt !== null && <span className={css.kept}>{text.kept(format.moment(file.judgedAt))}</span>}</div>
      </div>
      <PageMap signatures={signatures} onShow={onShow} />
      {compared && <CompareRevisions documentId={detail.row.documentId} file={file} signature={compared} onClose={() => setCompared(null)} />}
    </div>
  )
}

/** Something stands behind what it covers. */
function isGrown({ kind, coveredBytes, coverage }: SignatureVerdict): boolean {
  return kind === 'signature' && coverage === 'whole-revision' && coveredBytes !== null
}
