import { expect, test } from 'vitest'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { signIn } from '../../province/make-province.ts'

/** The leader's desk with two papers that wait for a signature. */
async function makeDesk() {
  const office = await makeOffice()
  const ids = await office.submit(['Thứ nhất', 'Thứ hai'].map(subject => ({ subject, pdf: makePdf() })))
  const held: { act: () => Promise<void> } = { act: async () => {} }
  const desk = await office.openCore({
    async fetch(request) {
      const { act } = held
      if (request.url.includes('/download/')) {
        held.act = async () => {}
        await act()
      }
      return office.province.fetch(request)
    },
  })
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  return {
    office, desk, ids,
    /** Is done once, while the next file is fetched to be signed. */
    whileFetching(act: () => Promise<void>) { held.act = act },
    /** What became of each. */
    async sign(...items: readonly { readonly documentId: string | undefined; readonly blobId?: string | null }[]) {
      const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
      const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
      const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'approve', items: items.map(({ documentId = '', ...item }) => ({ documentId, placement: null, ...item })) })
      return results.map(({ problem }) => problem?.code ?? 'signed')
    },
    /** The leader sends it back from elsewhere, and another version comes. */
    async submitAnew(id = '') {
      await signIn(office.province, 'lanh-dao@snv').move('return', id, { text: 'Sửa lại' })
      await office.author.move('submit', id, { attachments: [{ blobId: await office.author.upload(makePdf({ contents: ['BT /F 20 Tf 72 700 Td (Ban hai) Tj ET'] })), name: 'Thứ nhất.pdf', role: 'main' }] })
      await desk.session.sync.pass()
    },
  }
}

test('a document that is signed twice at the same moment, in one batch or from two windows, is signed and sent once', async () => {
  const { office, desk, ids, sign } = await makeDesk()
  const [first, second] = ids.map(documentId => ({ documentId }))
  expect((await sign(first!, first!)).toSorted()).toEqual(['signed', 'signing.already-signed'])
  expect((await Promise.all([sign(second!), sign(second!)])).flat().toSorted()).toEqual(['signed', 'signing.already-signed'])
  expect((await desk.session.sync.pass()).pushed).toEqual({ accepted: 2, refused: 0, waiting: 0 })
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('approved')
})

test('a version that came after the dialog had shown another one is not signed unseen', async () => {
  const { desk, ids: [id], sign, submitAnew } = await makeDesk()
  const shown = async () => (await desk.handlers()['signing.prepare']({ documentIds: [id ?? ''] })).items[0]?.blobId ?? null
  const before = await shown()
  await submitAnew(id)
  expect(await sign({ documentId: id, blobId: before })).toEqual(['signing.document-changed'])
  expect((await desk.handlers()['outbox.list']({})).items).toEqual([])
  const after = { documentId: id, blobId: await shown() }
  // Who never heard of the signature asks again for what was shown: that it is signed says more than that it changed by it.
  expect([await sign(after), await sign(after)]).toEqual([['signed'], ['signing.already-signed']])
})

test('a version that comes while the one before is being signed is not replaced by it', async () => {
  const { office, desk, ids: [id], sign, submitAnew, whileFetching } = await makeDesk()
  whileFetching(() => submitAnew(id))
  expect(await sign({ documentId: id })).toEqual(['signing.document-changed'])
  await desk.session.sync.pass()
  expect((await office.author.read('OfficialDocument', id ?? ''))?.['state']).toBe('submitted')
})
