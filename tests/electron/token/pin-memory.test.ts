import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moduleName } from '../../../electron/token/module-name.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'
import type { Identity } from '../../helpers/certificates.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import { followersInMemory, mayScanMemory } from '../../helpers/scan-memory.ts'
import type { SigningDone, SigningTask } from '../../helpers/signing-process.ts'
import { makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'

const CORE = fileURLToPath(new URL('../../helpers/signing-process.ts', import.meta.url))

/** What all secrets of a test begin with: so long that it stands nowhere by chance, and one search finds each of them. */
const makeMark = () => randomBytes(9).toString('base64url')

describe.skipIf(!mayScanMemory(process.pid))('after an act the PIN is nowhere in memory', () => {
  let dir: string
  let officer: Identity
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pin-memory-'))
    officer = await makeCertificate({ subject: 'CN=Nguyễn Thị Hồng Ánh', key: 'p-256' })
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string, text: string | Uint8Array) => {
    writeFileSync(join(dir, name), text, { mode: 0o600 })
    return join(dir, name)
  }

  /** What was found of the mark in the memory of the core and of its token process: what is no secret, in their environment, and what is. */
  const signAndScan = (task: SigningTask, env: NodeJS.ProcessEnv, mark: string) => new Promise<unknown>((resolve, reject) => {
    const core = fork(CORE, [JSON.stringify(task)], { env: { ...process.env, ...env, SEEN: `${mark}~seen` }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    core.once('error', reject)
    core.once('exit', code => reject(new Error(`the core ended with ${code}`)))
    core.once('message', message => {
      const { tokenProcess, outcomes } = message as SigningDone
      const [ofCore, ofToken] = [core.pid!, tokenProcess].map(pid => {
        const found = followersInMemory(pid, mark)
        return { isSeen: found.some(each => each.startsWith('~seen')), secrets: found.filter(each => !each.startsWith('~seen')) }
      })
      core.disconnect()
      resolve({ outcomes, core: ofCore, token: ofToken })
    })
  })
  const CLEAN = { isSeen: true, secrets: [] }

  test.skipIf(softHsmModule() === null)('a card: of the core and of the token process, after signing, a wrong PIN and a change of it', async () => {
    const mark = makeMark()
    const hsm = makeSoftHsm([officer], { pin: `${mark}-pin` })
    try {
      const task = { module: hsm.module, pinFile: hsm.pinFile, wrongPinFile: file('wrong', `${mark}-wrong`), newPinFile: file('next', `${mark}-next`) }
      expect(await signAndScan(task, hsm.env, mark)).toEqual({ outcomes: ['done', 'token.pin-incorrect', 'done', 'done'], core: CLEAN, token: CLEAN })
    } finally {
      hsm.remove()
    }
  })

  test('a certificate file: of the core and of the token process, its password in every form', async () => {
    const mark = makeMark()
    const whole = { commonName: '', certificate: Buffer.from(officer.certificate), chain: [], privateKey: officer.privateKey, serial: '', issuerAndSerial: Buffer.alloc(0) }
    const module = moduleName({ kind: 'p12', path: file('officer.p12', makePkcs12(whole, `${mark}-pin`, randomBytes)) })
    const task = { module, pinFile: file('pin', `${mark}-pin`), wrongPinFile: file('wrong', `${mark}-wrong`), newPinFile: null }
    expect(await signAndScan(task, {}, mark)).toEqual({ outcomes: ['done', 'token.p12-password', 'done'], core: CLEAN, token: CLEAN })
  })
})
