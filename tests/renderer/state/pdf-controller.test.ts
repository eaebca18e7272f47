import { expect, test } from 'vitest'
import { createPdfController, type PdfSource } from '../../../renderer/parts/pdf-controller.ts'

const source = (key: string): PdfSource => ({ key, title: key, size: 1, read: () => Promise.resolve(new Uint8Array(1)), password: () => Promise.resolve(null) })

test('the pages of one file are gone before the next one is fetched, and those of the same one stay', () => {
  const controller = createPdfController()
  controller.open(source('a'))
  controller.makeWayFor('a')
  const same = controller.store.getState().status
  controller.makeWayFor('b')
  const next = controller.store.getState().status
  controller.open(source('b'))
  expect([same, next, controller.store.getState().status]).toEqual(['opening', 'closed', 'opening'])
})
