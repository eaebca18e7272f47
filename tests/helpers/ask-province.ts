/** Asks a running province as its first account, over the wire: what is in effect there, whatever a client believes. */
export interface Line { readonly url: string; readonly session: string; readonly accounts: readonly { readonly user: string; readonly password: string; readonly officerId: string }[]; readonly tokens: readonly { readonly p12: string; readonly pin: string; readonly officerId: string }[]; readonly trust: string }

const EDOC = 'https://lienthong.example/ns/jmap/edoc'

export async function askProvince(line: Line, calls: readonly (readonly [string, object])[]): Promise<readonly Record<string, unknown>[]> {
  const [account] = line.accounts
  const authorization = `Basic ${Buffer.from(`${account?.user ?? ''}:${account?.password ?? ''}`).toString('base64')}`
  const session = await (await fetch(line.session, { headers: { authorization } })).json() as { apiUrl: string; primaryAccounts: Record<string, string> }
  const accountId = session.primaryAccounts[EDOC]
  const answer = await fetch(new URL(session.apiUrl, line.url), {
    method: 'POST', headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ using: ['urn:ietf:params:jmap:core', EDOC], methodCalls: calls.map(([name, args], place) => [name, { accountId, ...args }, String(place)]) }),
  })
  return ((await answer.json()) as { methodResponses: [string, Record<string, unknown>, string][] }).methodResponses.map(([, value]) => value)
}

export interface ProvinceDocument { readonly state: string; readonly number: string | null; readonly statuses: readonly { readonly code: string; readonly agencyId: string }[]; readonly verbs: readonly string[] }

/** A document as the province has it, with the verbs of its moves in order. */
export async function documentAt(line: Line, id: string): Promise<ProvinceDocument> {
  const [got, found] = await askProvince(line, [['OfficialDocument/get', { ids: [id] }], ['Action/query', { filter: { documentId: id }, sort: [{ property: 'at', isAscending: true }] }]])
  const [moves] = await askProvince(line, [['Action/get', { ids: (found?.['ids'] as string[] | undefined) ?? [] }]])
  const doc = (got?.['list'] as ProvinceDocument[] | undefined)?.[0]
  return { state: doc?.state ?? 'absent', number: doc?.number ?? null, statuses: doc?.statuses ?? [], verbs: ((moves?.['list'] as { verb: string }[] | undefined) ?? []).map(move => move.verb) }
}

export async function setNetwork(line: Line, down: boolean): Promise<void> {
  await fetch(new URL('/demo/network', line.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ down }) })
}

/** The first line that a province printed, read. */
export function lineOf({ line }: { readonly line: string }): Line {
  return JSON.parse(line) as Line
}
