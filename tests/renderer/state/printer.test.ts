import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createPrinter, type PageSource, type PrintSheet } from '../../../renderer/state/printer.ts'
import { createToastStore } from '../../../renderer/state/toasts.ts'
import { createDemoApi } from '../demo-api.ts'
import { NOW } from '../demo/documents.ts'

const SHEET: PrintSheet = { width: 595, height: 842, png: new Uint8Array([1]) }
function makePrinter(pages: number, sheet: PageSource['sheet']) {
  const toasts = createToastStore(() => NOW)
  const printer = createPrinter(createDemoApi(), toasts)
  const withdraw = printer.offer({ store: createStore(() => ({ pages })), sheet })
  return { printer, toasts, withdraw }
}

test('every page is laid out before the system is asked, and let go after', async () => {
  const { printer } = makePrinter(3, () => Promise.resolve(SHEET))
  await printer.prepare()
  expect(printer.store.getState().sheets?.length).toBe(3)
  await printer.print()
  expect(printer.store.getState()).toMatchObject({ sheets: null, preparing: null, pages: 3 })
})

test('a page that cannot be drawn prints nothing and says so: half a document on paper looks whole', async () => {
  const { printer, toasts } = makePrinter(2, page => Promise.resolve(page === 1 ? SHEET : null))
  await printer.prepare()
  expect([printer.store.getState().sheets, toasts.store.getState().notes[0]?.what.kind]).toEqual([null, 'not-printed'])
})

test('cancelling, or closing the document, ends the laying out without a word', async () => {
  const cancelled = makePrinter(2, () => { cancelled.printer.cancel(); return Promise.resolve(SHEET) })
  await cancelled.printer.prepare()
  const closed = makePrinter(2, () => { closed.withdraw(); return Promise.resolve(null) })
  await closed.printer.prepare()
  expect([cancelled, closed].map(({ printer, toasts }) => [printer.store.getState().sheets, toasts.store.getState().notes.length])).toEqual([[null, 0], [null, 0]])
})

test('nothing is printed where nothing is open', async () => {
  const { printer, withdraw } = makePrinter(2, () => Promise.resolve(SHEET))
  withdraw()
  await printer.prepare()
  expect(printer.store.getState()).toEqual({ pages: 0, preparing: null, sheets: null })
})
