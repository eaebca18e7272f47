import { expect, test } from 'vitest'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

test('a document that is signed twice at the same moment, in one batch or from two windows, is signed and sent once', async () => {
  const office = await makeOffice()
  const ids = await office.submit(['Thứ nhất', 'Thứ hai'].map(subject => ({ subject, pdf: makePdf() })))
  const desk = await office.openCore()
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  const sign = async (...documentIds: readonly (string | undefined)[]) => {
    const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
    const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
    const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'approve', items: documentIds.map((id = '') => ({ documentId: id, placement: null })) })
    return results.map(({ problem }) => problem?.code ?? 'signed')
  }
  const [first, second] = ids
  expect((await sign(first, first)).toSorted()).toEqual(['signed', 'signing.already-signed'])
  expect((await Promise.all([sign(second), sign(second)])).flat().toSorted()).toEqual(['signed', 'signing.already-signed'])
  expect((await desk.session.sync.pass()).pushed).toEqual({ accepted: 2, refused: 0, waiting: 0 })
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('approved')
})
