import { Stamp } from 'lucide-react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { useText } from '../../state/context.tsx'
import { upgradeWords } from '../../state/upgrade-words.ts'
import css from './reading.module.css'

/** Đã ký, chờ dấu thời gian: a state that passes by itself. */
export function UpgradeFact({ detail: { upgrade } }: { detail: Pick<DocumentDetail, 'upgrade'> }) {
  const text = useText()
  if (upgrade === null) return null
  return (
    <div className={`${css.fact} ${css.wait}`} role="status">
      <Stamp aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.grow}><b>{upgradeWords(upgrade, text)}.</b> {upgrade.isHeld ? text.levels.held : text.levels.calm}</span>
    </div>
  )
}
