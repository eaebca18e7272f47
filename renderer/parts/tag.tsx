import type { LucideIcon } from 'lucide-react'
import { Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../state/context.tsx'
import css from './tag.module.css'

export type Tone = 'plain' | 'wait' | 'good' | 'bad'

/** A state: icon and word. Colour only confirms it. */
export function Tag({ tone = 'plain', icon: Icon, size = 'usual', children }: { tone?: Tone; icon: LucideIcon; size?: 'usual' | 'head'; children: ReactNode }) {
  return <span className={`${css.tag} ${css[tone]} ${size === 'head' ? css.head : ''}`}><Icon aria-hidden size={14} strokeWidth={1.9} />{children}</span>
}

/** Mức độ khẩn speaks by weight, not by hue. Nothing for a normal document; an unknown word is shown as it is. */
export function UrgencyTag({ urgency, large = false }: { urgency: string; large?: boolean }) {
  const text = useText()
  if (urgency === 'normal' || urgency === '') return null
  const solid = urgency.startsWith('express')
  return <span className={`${css.tag} ${css.urgency} ${solid ? css.solid : ''} ${large ? css.large : ''}`}><Zap aria-hidden size={large ? 14 : 12} strokeWidth={2} />{text.urgency[urgency] ?? urgency}</span>
}
