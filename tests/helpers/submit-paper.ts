import { createHash } from 'node:crypto'
import { askProvince, lineOf, type Line } from './ask-province.ts'

/** A colleague of the leader, as the province's first account. */
export function colleagueOf(province: Parameters<typeof lineOf>[0]): Line {
  const line = lineOf(province)
  return { ...line, accounts: line.accounts.toSorted((a, b) => Number(b.user === 'thuhoa') - Number(a.user === 'thuhoa')) }
}

/** A paper that the line's first account drafts and submits to their leader; its id. */
export async function submitPaper(line: Line, { subject, pdf }: { readonly subject: string; readonly pdf: Uint8Array }): Promise<string> {
  const attachments = [await uploadMain(line, pdf)]
  const [made] = await askProvince(line, [['OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject, attachments } } }]])
  const id = (made?.['created'] as { d: { id: string } } | undefined)?.d.id ?? ''
  await move(line, { verb: 'submit', documentId: id })
  return id
}

/** The line's first account, a leader, sends a paper back. */
export function sendBack(line: Line, documentId: string): Promise<void> {
  return move(line, { verb: 'return', documentId, text: 'Sửa lại' })
}

/** Another version of a paper that was sent back to the line's first account. */
export async function submitAgain(line: Line, documentId: string, pdf: Uint8Array): Promise<void> {
  await move(line, { verb: 'submit', documentId, attachments: [await uploadMain(line, pdf)] })
}

async function uploadMain(line: Line, pdf: Uint8Array) {
  const [account] = line.accounts
  const authorization = `Basic ${Buffer.from(`${account?.user ?? ''}:${account?.password ?? ''}`).toString('base64')}`
  const { uploadUrl, primaryAccounts } = await (await fetch(line.session, { headers: { authorization } })).json() as { uploadUrl: string; primaryAccounts: Record<string, string> }
  const to = new URL(uploadUrl.replace('{accountId}', Object.values(primaryAccounts)[0] ?? ''), line.url)
  const { blobId } = await (await fetch(to, { method: 'POST', headers: { authorization, 'content-type': 'application/pdf' }, body: Buffer.from(pdf) })).json() as { blobId: string }
  return { blobId, name: 'cong-van.pdf', role: 'main', sha256: createHash('sha256').update(pdf).digest('hex') }
}

async function move(line: Line, action: { readonly verb: string; readonly documentId: string; readonly [more: string]: unknown }): Promise<void> {
  const [moved] = await askProvince(line, [['Action/set', { create: { it: action } }]])
  if (JSON.stringify(moved?.['created'] ?? {}) === '{}') throw new Error(`${action.verb} was not taken: ${JSON.stringify(moved)}`)
}
