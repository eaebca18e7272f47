import { expect, test } from 'vitest'
import { makeOffice } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

test('a large batch is prepared in its order, a few files at a time: the province is not asked for all of them at once', async () => {
  const office = await makeOffice()
  const ids = await office.submit(Array.from({ length: 10 }, (_, index) => ({ subject: `Văn bản ${index}`, pdf: makePdf({ contents: [`BT /F 20 Tf 72 700 Td (${index}) Tj ET`] }) })))
  const held = { now: 0, most: 0 }
  const desk = await office.openCore({
    async fetch(request) {
      held.now += 1
      if (request.url.includes('/download/')) held.most = Math.max(held.most, held.now)
      await new Promise(setImmediate)
      return office.province.fetch(request).finally(() => { held.now -= 1 })
    },
  })
  await desk.session.sync.pass()
  const { items } = await desk.handlers()['signing.prepare']({ documentIds: ids })
  expect(items.map(({ documentId, subject, problem }) => [documentId, subject, problem])).toEqual(ids.map((id, index) => [id, `Văn bản ${index}`, null]))
  expect(held.most).toBeLessThanOrEqual(4)
})
