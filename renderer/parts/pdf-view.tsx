import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useDesk, useText } from '../state/context.tsx'
import type { PdfController } from './pdf-controller.ts'
import css from './pdf-view.module.css'

/**
 * The PDF frame: a page of another origin that holds only pdf.js (security.md). It gets one port and bytes through it;
 * its script can reach neither this document nor the core.
 */
export function PdfView({ controller }: { controller: PdfController }) {
  const { pdfFrame, session } = useDesk()
  const text = useText().pdf
  const frame = useRef<HTMLIFrameElement>(null)
  const { theme, language } = useStore(session.store, state => state.settings)
  useEffect(() => controller.setLook(theme, language), [controller, theme, language])
  useEffect(() => controller.stop, [controller])
  function connect(): void {
    const channel = new MessageChannel()
    controller.connect(channel.port1)
    frame.current?.contentWindow?.postMessage({ type: 'connect' }, new URL(pdfFrame).protocol === 'app:' ? '*' : new URL(pdfFrame).origin, [channel.port2])
  }
  return (
    <iframe
      ref={frame} className={css.frame} src={pdfFrame} title={text.frame} sandbox="allow-scripts allow-same-origin" referrerPolicy="no-referrer"
      onLoad={connect}
    />
  )
}
