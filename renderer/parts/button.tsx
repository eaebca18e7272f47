import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, Tooltip, TooltipTrigger, type ButtonProps } from 'react-aria-components'
import css from './button.module.css'

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'usual' | 'large' | 'small'
  readonly icon?: LucideIcon
  readonly children: ReactNode
}

/** A button with words. One primary on a screen, or none (mock/README.md, principle 3). */
export function Button({ look = 'plain', size = 'usual', icon: Icon, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`${css.button} ${css[look]} ${css[size]}`}>
      {Icon && <Icon aria-hidden size={size === 'small' ? 16 : 18} strokeWidth={1.6} />}
      {children}
    </AriaButton>
  )
}

interface IconProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  readonly label: string
  readonly icon: LucideIcon
  readonly size?: 'usual' | 'small'
  readonly pressed?: boolean
}

/** A button with a picture alone: its name is spoken, and shown when it is pointed at. */
export function IconButton({ label, icon: Icon, size = 'usual', pressed, ...rest }: IconProps) {
  return (
    <TooltipTrigger delay={600}>
      <AriaButton {...rest} aria-label={label} {...(pressed === undefined ? {} : { 'aria-pressed': pressed })} className={`${css.button} ${css.icon} ${size === 'small' ? css.iconSmall : ''}`}>
        <Icon aria-hidden size={size === 'small' ? 17 : 20} strokeWidth={1.5} {...(pressed ? { fill: 'currentColor' } : {})} />
      </AriaButton>
      <Tooltip className={css.tip ?? ''} offset={6}>{label}</Tooltip>
    </TooltipTrigger>
  )
}
