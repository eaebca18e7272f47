import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../state/context.tsx'
import { IconButton } from './button.tsx'
import css from './dialog.module.css'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot: what decides stands first. */
  readonly foot?: ReactNode
  readonly width?: 'form' | 'wide' | 'sign'
  /** Esc and a click beside it close it; not while something irrevocable runs. */
  readonly dismissable?: boolean
}

/** A dialog over the desk; what is behind is inert. Long content scrolls between title and foot. */
export function Dialog({ title, onClose, children, foot, width = 'form', dismissable = true }: Props) {
  const text = useText()
  return (
    <ModalOverlay isOpen isDismissable={dismissable} isKeyboardDismissDisabled={!dismissable} onOpenChange={open => { if (!open) onClose() }} className={css.scrim ?? ''}>
      <Modal className={`${css.modal} ${css[width]}`}>
        <AriaDialog className={css.dialog ?? ''}>
          <header className={css.head}>
            <Heading slot="title" level={2}>{title}</Heading>
            {dismissable && <IconButton icon={X} label={text.common.close} onPress={onClose} />}
          </header>
          <div className={css.body}>{children}</div>
          {foot && <footer className={css.foot}>{foot}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
