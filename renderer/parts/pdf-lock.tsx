import { useStore } from 'zustand'
import { PasswordForm } from './password-form.tsx'
import type { PdfController } from './pdf-controller.ts'
import css from './pdf-view.module.css'

interface Props { readonly controller: PdfController; readonly documentId: string | null; readonly file: { readonly blobId: string; readonly name: string } | null }

/** Over the page where the file wants a password: the form that opens it. Nothing where it does not. */
export function PdfLock({ controller, documentId, file }: Props) {
  const isLocked = useStore(controller.store, isLockedState)
  if (!isLocked || documentId === null || file === null) return null
  return <div className={css.lock}><div><PasswordForm key={file.blobId} papers={[{ documentId, blobId: file.blobId }]} name={file.name} onOpened={controller.again} /></div></div>
}

/** True where a password is all that keeps the pages from being shown. */
export function isLockedState({ status, why }: ReturnType<PdfController['store']['getState']>): boolean {
  return status === 'failed' && why === 'password'
}
