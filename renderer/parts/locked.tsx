import { LockKeyhole } from 'lucide-react'
import { useText } from '../state/context.tsx'
import css from './locked.module.css'

/** Do quản trị đặt: beside what the policy of this machine has decided. */
export function Locked() {
  return <span className={css.locked}><LockKeyhole aria-hidden size={14} strokeWidth={1.9} />{useText().common.locked}</span>
}
