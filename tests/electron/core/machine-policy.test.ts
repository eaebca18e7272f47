import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MachinePolicy } from '../../../shared/model/machine-policy.ts'
import { keptSpending } from '../../../electron/core/tsa-spending.ts'
import { policyProxy } from '../../../electron/core/policy-network.ts'
import { recoverKey } from '../../../electron/store/key.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { createTsaLedger } from '../../../electron/trust-services/tsa-ledger.ts'
import { makeLevelOffice } from '../../helpers/make-level-office.ts'
import { makeOffice } from '../../helpers/make-office.ts'
import { runCommand } from '../../helpers/run-command.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import { makeFolder, makeStore, NOW } from '../../helpers/make-store.ts'

const found = (policy: Omit<MachinePolicy, 'version'>) => ({ policy: { version: 1 as const, ...policy }, problem: null, file: '/etc/lien-thong/policy.json' })
const DAY_MS = 86_400_000

test('what the administrator has set is in effect, is told as locked, and is not changed by the officer; the rest is', async () => {
  const office = await makeOffice()
  const policy = found({ timestamps: { servers: [{ url: 'http://tsa.example', quota: { requests: 5, perHours: 24 } }], sendBefore: false }, network: { hostMap: ['a.example=b.example'] }, signService: false, server: { url: 'http://other.example' } })
  const desk = await office.openCore({ policy })
  const h = desk.handlers()
  expect(await h['policy.get']({})).toEqual({ locked: ['tsaUrls', 'tsaQuotas', 'sendBeforeTimestamp', 'hostMap', 'signService'], serverUrl: 'http://other.example', problem: null })
  const imposed = { tsaUrls: ['http://tsa.example'], tsaQuotas: [{ url: 'http://tsa.example', requests: 5, perHours: 24 }], sendBeforeTimestamp: false, hostMap: ['a.example=b.example'], signService: false }
  expect(await h['settings.get']({})).toMatchObject({ ...imposed, signatureLevel: 'B-LTA' })
  expect(await h['settings.set']({ tsaUrls: ['http://mine.example'], sendBeforeTimestamp: true, hostMap: [], signatureLevel: 'B-T' })).toMatchObject({ ...imposed, signatureLevel: 'B-T' })
  expect(await h['settings.use-sign-service']({ on: true })).toMatchObject(imposed)
  // There is no way to another server: what was typed is not asked, the policy's is.
  await expect(h['profile.connect']({ serverUrl: 'http://127.0.0.1:1', userName: 'x', password: 'y' })).rejects.toMatchObject({ code: 'province.bad-address' })
  expect((await h['diagnostics.get']({})).lines).toContainEqual({ key: 'policy', value: '/etc/lien-thong/policy.json', ok: true })

  // Lifted again, the officer's own are there as they were left.
  await desk.core.close()
  const later = (await office.openCore({ folder: desk.folder })).handlers()
  expect([await later['policy.get']({}), await later['settings.get']({})]).toMatchObject([{ locked: [], serverUrl: null }, { tsaUrls: [], signatureLevel: 'B-T', sendBeforeTimestamp: true }])
})

test('a quota that is used up keeps a signature waiting, and the rest that it leaves is kept over a change of network', async () => {
  const office = await makeLevelOffice()
  const h = office.desk.handlers()
  const [url = ''] = (await h['settings.get']({})).tsaUrls
  await h['settings.set']({ tsaQuotas: [{ url, requests: 2, perHours: 24 }] })
  const first = await office.submit('Trong hạn mức')
  await office.sign(first)
  await office.desk.session.upgrading.once()
  const second = await office.submit('Quá hạn mức')
  await office.sign(second)
  await h['sync.now']({})
  await office.desk.session.upgrading.once()
  const waiting = async () => (await h['outbox.list']({})).upgrades.map(({ documentId, problem }) => [documentId, problem?.code])
  expect([await waiting(), office.authority.services.asked.tsa]).toEqual([[[second, 'timestamp.quota']], 2])
  office.clock.at += DAY_MS + 3_600_000
  await h['sync.now']({})
  await office.desk.session.upgrading.once()
  expect([await waiting(), office.authority.services.asked.tsa]).toEqual([[], 4])
})

test('what was asked is never counted short, whoever counts, and what is too old is forgotten', () => {
  const { db } = makeStore()
  const clock = { at: NOW }
  const tsa = { url: 'http://tsa.example', quota: { requests: 3, perMs: DAY_MS } }
  const ledger = () => createTsaLedger([tsa], () => clock.at, keptSpending(db))
  for (let round = 0; round < 3; round += 1, clock.at += 7 * 60_000) {
    expect(ledger().obstacle(tsa)).toBeNull()
    ledger().spend(tsa)
  }
  expect(ledger().obstacle(tsa)).toMatchObject({ code: 'timestamp.quota' })
  clock.at = NOW + DAY_MS - 1
  expect(ledger().obstacle(tsa)).not.toBeNull()
  clock.at = NOW + DAY_MS + 6 * 60_000
  expect(ledger().obstacle(tsa)).toBeNull()
  ledger().spend(tsa)
  expect(keptSpending(db).since(tsa.url, 0)).toBe(3)
})

test('the proxy of policy: for every address but this machine and the exceptions; "direct" is none, silence leaves it to the system', () => {
  const ask = (network: MachinePolicy['network'], url: string) => policyProxy({ version: 1, ...(network && { network }) })(new URL(url))
  const network = { proxy: 'http://proxy.tinh.local:3128/', noProxy: ['*.tinh.local'] }
  expect([ask(network, 'https://tsa.ca.gov.vn/'), ask(network, 'http://127.0.0.1:8080/'), ask(network, 'http://vb.tinh.local/'), ask({ proxy: 'direct' }, 'http://far.example/'), ask({}, 'http://far.example/'), ask(undefined, 'http://far.example/')])
    .toEqual(['proxy.tinh.local:3128', null, null, null, undefined, undefined])
})

test('a recovery certificate of policy: the profile is opened for the agency, whose staff make a code for the officer', async () => {
  const office = await makeOffice()
  const folder = makeFolder()
  const { certificate, privateKey } = await makeCertificate({ subject: 'CN=Khóa khôi phục của Sở' })
  writeFileSync(join(folder, 'recovery.der'), certificate)
  writeFileSync(join(folder, 'recovery.key'), privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'mở khóa' }))
  const desk = await office.openCore({ policy: found({ recovery: { certificate: join(folder, 'recovery.der') } }) })
  expect(await desk.handlers()['recovery.get']({})).toEqual({ madeAt: null, byAgency: true })
  const recover = ['recover', '--profile', join(desk.folder, 'profile'), '--recovery-key', 'recovery.key', '--password-file', '-', '--json']
  expect((await runCommand(folder, recover, 'mở khoá')).lines[0]?.['problem']).toMatchObject({ code: 'store.recovery-key-wrong' })
  const ran = await runCommand(folder, recover, 'mở khóa')
  expect([ran.code, ran.lines[0]?.['code']]).toEqual([0, expect.stringMatching(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/)])
  expect((await recoverKey(profileFiles(join(desk.folder, 'profile')), String(ran.lines[0]?.['code']), { keyFile: join(folder, 'key') })).bytes).toEqual(desk.core.store.key.bytes)

  const without = await office.openCore({ policy: found({ recovery: { certificate: join(folder, 'recovery.key') } }) })
  expect(await without.handlers()['recovery.get']({})).toEqual({ madeAt: null, byAgency: false })
})
