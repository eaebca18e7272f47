import { useEffect } from 'react'
import { useStore } from 'zustand'
import { TokenIcon } from '../../parts/token-icon.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { tokenWord } from '../../state/token-words.ts'
import css from './rail.module.css'

const LOOK_AGAIN_MS = 60_000

/** Thiết bị ký số: what is plugged in. A press looks again, or opens the diagnostics when something is wrong. */
export function TokenState() {
  const { status, place } = useDesk()
  const text = useText().rail
  const word = useStore(status.store, state => tokenWord(state.tokens))
  useEffect(() => {
    // A driver that was let go tells of no change: whoever comes back to the window sees what is plugged in now.
    let last = 0
    const look = ({ timeStamp }: FocusEvent): void => {
      if (timeStamp - last < LOOK_AGAIN_MS) return
      last = timeStamp
      void status.lookForTokens()
    }
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [status])
  const words = { looking: text.tokenLooking, absent: text.tokenAbsent, ready: text.tokenReady, locked: text.tokenLocked, trouble: text.tokenTrouble }[word]
  const tone = word === 'locked' ? css.bad : word === 'trouble' ? css.wait : ''
  const wrong = word === 'locked' || word === 'trouble'
  return (
    <button type="button" className={css.token} title={`${text.token}: ${words}`} onClick={() => wrong ? place.show({ kind: 'settings', page: 'diagnostics' }) : void status.lookForTokens()}>
      <TokenIcon size={20} /><span>{text.token}<b className={tone}>{words}</b></span>
    </button>
  )
}
