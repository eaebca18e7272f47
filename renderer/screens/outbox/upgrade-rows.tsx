import { Clock, FileText, Hourglass, Stamp, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { SignatureUpgrade } from '../../../shared/contract/moves.ts'
import { IconButton } from '../../parts/button.tsx'
import { Tag } from '../../parts/tag.tsx'
import { useDesk, useFormat, useProblemText, useText } from '../../state/context.tsx'
import { upgradeWords } from '../../state/upgrade-words.ts'
import { shortSubject } from '../../text/subject.ts'
import css from './outbox.module.css'

/** Đã ký, chờ dấu thời gian: nothing to be done about them, so they are told and not chosen. */
export function UpgradeRows() {
  const { outbox } = useDesk()
  const text = useText()
  const { number } = useFormat()
  const upgrades = useStore(outbox.store, state => state.upgrades)
  if (upgrades.length === 0) return null
  return (
    <section className={css.upgrades} aria-label={text.levels.waiting}>
      <div className={css.group}><span>{text.levels.waiting}</span><span>{number(upgrades.length)}</span></div>
      <ul>{upgrades.map(upgrade => <UpgradeRow key={upgrade.id} upgrade={upgrade} />)}</ul>
    </section>
  )
}

function UpgradeRow({ upgrade }: { upgrade: SignatureUpgrade }) {
  const { place } = useDesk()
  const text = useText()
  const format = useFormat()
  const problem = useProblemText()
  function open(): void {
    place.go('inbox')
    place.open(upgrade.documentId)
  }
  return (
    <li className={`${css.row} ${css.upgrade}`}>
      <Stamp aria-hidden size={20} strokeWidth={1.4} />
      <div>
        <div className={css.act}>{upgradeWords(upgrade, text)}</div>
        <div className={css.what}>{[upgrade.code, shortSubject(upgrade.subject) || upgrade.name].filter(Boolean).join(' · ')}</div>
        <div className={css.why}>
          {upgrade.isHeld && <Tag tone="wait" icon={Hourglass}>{text.levels.held}</Tag>}
          {upgrade.problem && <Tag tone="wait" icon={TriangleAlert}>{problem(upgrade.problem).title}</Tag>}
          {upgrade.nextTryAt !== null && upgrade.attempts > 0 && <Tag icon={Clock}>{text.levels.next(format.moment(upgrade.nextTryAt))}</Tag>}
        </div>
      </div>
      <IconButton size="small" icon={FileText} label={`${text.levels.open} ${upgrade.code || upgrade.name}`} onPress={open} />
    </li>
  )
}
