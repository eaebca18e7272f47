import { createHash } from 'node:crypto'
import { ProblemError } from '../../../shared/problem.ts'
import type { SignatureAlgorithm } from '../../../shared/model/signer.ts'
import { CKA, CKF, CKO } from '../constants/pkcs11.ts'
import { derSignature } from '../ecdsa-signature.ts'
import type { FoundCertificate, KeySource, KeyUse, Slot } from '../key-source.ts'
import { checkPin } from '../pin/check-pin.ts'
import { findCertificates } from './certificates.ts'
import type { CertificateObject } from './certificates.ts'
import { loadLibrary } from './library.ts'
import type { Library } from './library.ts'
import { signingInput, signingPlans } from './mechanism.ts'
import type { SigningPlan } from './mechanism.ts'
import { readUlong } from './memory.ts'
import type { Ulong } from './memory.ts'
import { changePin } from './change-pin.ts'
import { initialize, mechanisms, tokenInfo } from './module.ts'
import { attributes, findObjects } from './objects.ts'
import { closeSession, login, loginForOneSignature, logout, openSession } from './session.ts'
import { finishSigning, startSigning } from './sign.ts'
import { listReaders, listTokens, presence, stateOf } from './slots.ts'

interface Key { readonly handle: Ulong; readonly plans: Partial<Record<SignatureAlgorithm, SigningPlan>>; readonly alwaysAuthenticate: boolean }
interface Login { readonly slot: Slot; session: Ulong; key: Key | null }
interface Driver { readonly library: Library; login: Login | null }

/** A PKCS#11 module, loaded and initialised; its file has been checked before (module-file.ts). */
export async function openPkcs11(path: string): Promise<KeySource> {
  const driver: Driver = { library: loadLibrary(path), login: null }
  await initialize(driver.library)
  return {
    tokens: () => listTokens(driver.library),
    readers: () => listReaders(driver.library),
    presence: events => presence(driver.library, events),
    certificates: slot => listCertificates(driver, slot),
    login: (slot, pin) => logIn(driver, slot, pin),
    useKey: certificateSha256 => useKey(driver, certificateSha256),
    sign: (data, algorithm, pin) => sign(driver, { data, algorithm, pin }),
    changePin: async (slot, pins) => {
      if (driver.login) throw new ProblemError('token.busy')
      await changePin(driver.library, slot, pins).catch(async (error: unknown) => { throw await withTokensWord(driver, slot, error) })
    },
    release: async () => {
      await logOut(driver)
      await driver.library.call('C_Finalize', [null])
    },
    logout: () => logOut(driver),
  }
}

async function listCertificates(driver: Driver, slot: Slot): Promise<FoundCertificate[]> {
  const { library, login: open } = driver
  if (open?.slot === slot) return withoutIds(await findCertificates(library, open.session, 'absent'))
  const session = await openSession(library, slot)
  try {
    const hidden = ((await tokenInfo(library, slot)).flags & CKF.LOGIN_REQUIRED) !== 0
    return withoutIds(await findCertificates(library, session, hidden ? 'unknown' : 'absent'))
  } finally {
    await closeSession(library, session)
  }
}

function withoutIds(certificates: readonly CertificateObject[]): FoundCertificate[] {
  return certificates.map(({ der, key }) => ({ der, key }))
}

async function logIn(driver: Driver, slot: Slot, pin: Uint8Array | null): Promise<void> {
  const { library } = driver
  if (driver.login) throw new ProblemError('token.busy')
  checkPin(stateOf(slot, await tokenInfo(library, slot)), pin)
  const session = await openSession(library, slot)
  try {
    await login(library, session, pin)
    driver.login = { slot, session, key: null }
  } catch (error) {
    await closeQuietly(library, session)
    throw await withTokensWord(driver, slot, error)
  }
}

/** After a rejected PIN the token is asked how near it is to its end; the PIN itself is never tried again. */
async function withTokensWord({ library }: Driver, slot: Slot, error: unknown): Promise<unknown> {
  if (!(error instanceof ProblemError) || !['token.pin-incorrect', 'token.pin-length'].includes(error.code)) return error
  const info = await tokenInfo(library, slot).catch(() => null)
  if (info === null) return error
  const { label, finalTry, locked, lowCount, minPin, maxPin } = stateOf(slot, info)
  return new ProblemError(error.code, { ...error.facts, token: label, finalTry, locked, lowCount, min: minPin, max: maxPin }, { cause: error })
}

async function useKey(driver: Driver, certificateSha256: string): Promise<KeyUse> {
  const { library } = driver
  const open = loggedIn(driver)
  const certificates: CertificateObject[] = await findCertificates(library, open.session, 'absent')
  const certificate = certificates.find(({ der }) => createHash('sha256').update(der).digest('hex') === certificateSha256)
  if (!certificate) throw new ProblemError('token.no-certificate', { certificate: certificateSha256 })
  const criteria = [{ type: CKA.CLASS, value: CKO.PRIVATE_KEY }, { type: CKA.ID, value: certificate.id }]
  const [handle] = certificate.id.length > 0 ? await findObjects(library, open.session, criteria) : []
  if (handle === undefined) throw new ProblemError('token.key-missing', { certificate: certificateSha256 })
  const [keyType, always] = await attributes(library, open.session, handle, [CKA.KEY_TYPE, CKA.ALWAYS_AUTHENTICATE])
  if (keyType === undefined) throw new ProblemError('token.key-missing', { certificate: certificateSha256 })
  const plans = signingPlans(Number(readUlong(keyType)), await mechanisms(library, open.slot))
  open.key = { handle, plans, alwaysAuthenticate: always?.[0] === 1 }
  return { algorithms: Object.keys(plans) as SignatureAlgorithm[], alwaysAuthenticate: open.key.alwaysAuthenticate }
}

interface SignCall { readonly data: Uint8Array; readonly algorithm: SignatureAlgorithm; readonly pin: Uint8Array | null }

async function sign(driver: Driver, { data, algorithm, pin }: SignCall): Promise<Uint8Array> {
  const { library } = driver
  const open = loggedIn(driver)
  const plan = open.key?.plans[algorithm]
  if (!open.key) throw new ProblemError('token.key-missing')
  if (!plan) throw new ProblemError('token.mechanism-unsupported', { algorithm })
  if (open.key.alwaysAuthenticate) checkPin(stateOf(open.slot, await tokenInfo(library, open.slot)), pin)
  try {
    await startSigning(library, open.session, { handle: open.key.handle, plan })
    if (open.key.alwaysAuthenticate) await loginForOneSignature(library, open.session, pin)
    const value = await finishSigning(library, open.session, signingInput(plan, data))
    return algorithm === 'ecdsa' ? derSignature(value) : value
  } catch (error) {
    await renewSession(library, open)
    throw error
  }
}

/**
 * After a failure drivers keep the operation open (CKR_OPERATION_ACTIVE at the next one). The new session is opened
 * before the old one is closed: closing the last session would log out and cost the batch its PIN.
 */
async function renewSession(library: Library, open: Login): Promise<void> {
  const failed = open.session
  try {
    open.session = await openSession(library, open.slot)
  } catch {
    return // the token has gone: the first failure says more, and the next call fails by itself
  }
  await closeQuietly(library, failed)
}

async function logOut(driver: Driver): Promise<void> {
  const { library, login: open } = driver
  if (open === null) return
  driver.login = null
  try {
    await logout(library, open.session)
  } catch (error) {
    if (!(error instanceof ProblemError) || !['token.session-lost', 'token.absent', 'token.removed'].includes(error.code)) throw error
  } finally {
    await closeQuietly(library, open.session)
  }
}

/** A session that cannot be closed has gone with its token, and what is told is why it was to be closed. */
async function closeQuietly(library: Library, session: Ulong): Promise<void> {
  await closeSession(library, session).catch(() => undefined)
}

function loggedIn(driver: Driver): Login {
  if (driver.login === null) throw new ProblemError('token.session-lost')
  return driver.login
}
