import type { PreparedItem } from '../../../shared/contract/signing.ts'
import { PasswordForm } from '../../parts/password-form.tsx'

interface Props { readonly item: PreparedItem; readonly items: readonly PreparedItem[]; readonly onOpened: () => void }

/** Tệp có mật khẩu: asks for that of the paper that is shown, and tries it on the others of the batch that want one. */
export function LockNote({ item, items, onOpened }: Props) {
  if (!isLockedItem(item)) return null
  const others = items.filter(each => each.documentId !== item.documentId && isLockedItem(each))
  const papers = [item, ...others].flatMap(({ documentId, blobId }) => blobId === null ? [] : [{ documentId, blobId }])
  return <PasswordForm papers={papers} name={item.name} onOpened={onOpened} />
}

/** True where a password is all that keeps a paper from being signed. */
export function isLockedItem({ problem }: PreparedItem): boolean {
  return problem?.code === 'pdf.password-wanted'
}
