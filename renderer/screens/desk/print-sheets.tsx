import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useImageUrl } from '../../parts/use-image-url.ts'
import { useDesk, useText } from '../../state/context.tsx'
import type { PrintSheet } from '../../state/printer.ts'
import css from './print-sheets.module.css'

/** A short document is ready before a dialog about it could be read. */
const WORTH_TELLING = 4

/** The pages as they go to paper, out of sight on the screen and alone on the sheet; before that, how far it is. */
export function PrintSheets() {
  const { printer } = useDesk()
  const { print: text, common } = useText()
  const { preparing, sheets } = useStore(printer.store)
  if (preparing && preparing.of >= WORTH_TELLING) {
    return <Dialog title={text.preparing} onClose={printer.cancel} foot={<Button onPress={printer.cancel}>{common.cancel}</Button>}><p role="status">{text.page(preparing.done, preparing.of)}</p><progress className={css.progress} value={preparing.done} max={preparing.of} /></Dialog>
  }
  return sheets && createPortal(<Sheets sheets={sheets} />, document.body)
}

function Sheets({ sheets }: { sheets: readonly PrintSheet[] }) {
  const { printer } = useDesk()
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const shown = { here: true }
    const images = [...root.current?.querySelectorAll('img') ?? []]
    void Promise.all(images.map(image => image.decode())).then(() => { if (shown.here) void printer.print() })
    return () => { shown.here = false }
  }, [printer, sheets])
  return <div ref={root} className={css.sheets} data-print>{sheets.map((sheet, index) => <Sheet key={index} sheet={sheet} />)}</div>
}

function Sheet({ sheet: { width, height, png } }: { sheet: PrintSheet }) {
  const url = useImageUrl(png)
  return url && <div className={width > height ? css.wide : css.tall}><img src={url} alt="" style={{ width: `${width}pt`, height: `${height}pt` }} /></div>
}
