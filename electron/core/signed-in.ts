import type { Handlers } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { asNotHere, attachmentHandlers } from '../handlers/attachments.ts'
import { demoHandlers } from '../handlers/demo.ts'
import type { Desk } from '../handlers/desk.ts'
import { documentHandlers } from '../handlers/documents.ts'
import { moveHandlers } from '../handlers/moves.ts'
import { directoryHandlers } from '../handlers/profile.ts'
import { readSettings, readSignatureImage } from '../handlers/settings.ts'
import { chosenSignService, rememberSignService } from '../handlers/sign-service.ts'
import { createPaperPasswords, type PaperPasswords } from '../handlers/paper-passwords.ts'
import { createRepairs } from '../handlers/repairs.ts'
import { signingHandlers } from '../handlers/signing.ts'
import { unlockHandlers } from '../handlers/unlock.ts'
import { SIGN_SERVICE_PORT } from '../sign-service/sign-service.ts'
import { makeProvinceClient, type Province, type ServerLogin } from '../province/province.ts'
import type { Source } from '../pdf/source.ts'
import type { Store } from '../store/open.ts'
import type { Accounts } from '../sync/accounts.ts'
import { discard } from '../sync/discard.ts'
import { createFetcher } from '../sync/fetcher.ts'
import { createSync, type Sync } from '../sync/loop.ts'
import type { Moment } from '../sync/moment.ts'
import type { PinSource } from '../token/ask-pin.ts'
import { findModules } from '../token/modules/find-modules.ts'
import { hostMachine } from '../token/modules/host-machine.ts'
import { moduleName } from '../token/module-name.ts'
import type { CoreInputs } from './core.ts'
import { createDeskTrust } from './desk-trust.ts'
import { createJudging, type Judging } from './judging.ts'
import { createLevels, type Levels } from './levels.ts'
import { rulesOf } from './machine-policy.ts'
import type { TrustLists } from './trust-list.ts'
import type { Upgrading } from './upgrading.ts'

export interface SignInInputs extends CoreInputs { readonly store: Store; readonly login: ServerLogin; readonly accounts: Accounts; readonly onSynced: () => void }

type DeskNames = Exclude<keyof Handlers, `settings.${string}` | `profile.${string}` | `recovery.${string}` | 'policy.get' | 'diagnostics.get'>

/** Everything of one officer at one province: their desk, their sync, what is judged behind it. */
export interface SignedIn {
  readonly desk: Desk
  readonly accounts: Accounts
  readonly login: ServerLogin
  readonly sync: Sync
  readonly province: Province
  readonly moment: () => Moment
  /** What opens encrypted papers, while the desk is open. */
  readonly passwords: PaperPasswords
  /** Signed files on their way to their level. */
  readonly upgrading: Upgrading
  /** Verdicts on what arrives, and what of them waits for the network. */
  readonly judging: Judging
  /** The province's signed list of roots. */
  readonly trustLists: TrustLists
  /** The settings are others now. */
  policyChanged(): void
  handlers(pin: PinSource): Pick<Handlers, DeskNames>
  /** Syncs and judges until stopped; the command line makes single passes instead. */
  run(): void
  stop(): Promise<void>
}

export function signIn(inputs: SignInInputs): SignedIn {
  const { store, login, accounts, now, emit, log } = inputs
  const province = makeProvinceClient({ fetch: inputs.fetch, now }, login)
  const desk: Desk = { store, account: accounts.account, officerId: accounts.officerId, agencyId: accounts.agencyId, now, emit }
  const trust = createDeskTrust({ ...inputs, url: login.url })
  const files = createFetcher({ store, province, account: accounts.account, now })
  const passwords = createPaperPasswords()
  const judging = createJudging({ ...inputs, ...trust, desk, passwords, fetchBlob: files.fetch, serverNow: province.serverNow, hostMap: () => levels.policy().hostMap })
  const held: { isRunning: boolean; running: Promise<void> } = { isRunning: false, running: Promise.resolve() }
  const sync = createSync({ store, province, now, random: inputs.random, newId: inputs.newId, sleep: inputs.sleep, beforePush: () => levels.beforePush() }, {
    onState: state => {
      emit('sync.changed', state)
      levels.onSyncState(state)
      judging.onSyncState(state)
      if (held.isRunning && state.kind === 'idle') void trust.lists.refresh().then(isNew => { if (isNew && store.db.open) for (const each of [judging, levels]) each.onAnchors() })
    },
    onChange: ids => {
      emit('documents.changed', { ids: ids === null ? null : [...ids] })
      emit('outbox.changed', {})
      inputs.onSynced()
      // Single passes of the command line fetch no files (architecture.md).
      if (held.isRunning) judging.arrivals.look()
      levels.upgrading.look()
    },
  })
  const moment = (): Moment => ({ now: now(), newId: inputs.newId, undoMs: inputs.undoMs ?? readSettings(store.db).undoMs })
  const levels = createLevels({ ...inputs, ...trust, desk, passwords, fetchBlob: files.fetch, moment, poke: () => sync.poke() })
  const services = servicesOf({ inputs, desk, province, files, levels, judging, passwords, moment, anchors: trust.anchors })
  return {
    desk, accounts, login, sync, province, moment, passwords, upgrading: levels.upgrading, judging, trustLists: trust.lists, policyChanged: levels.policyChanged,
    handlers: pin => ({
      ...documentHandlers(desk, { store, failed: judging.arrivals.failed }), ...attachmentHandlers(desk, services), ...unlockHandlers(desk, services), ...moveHandlers(desk, services), ...signingHandlers(desk, { ...services, pin }),
      ...directoryHandlers(desk), ...demoHandlers({ fetch: inputs.fetch, url: login.url, pin: inputs.demo?.pin ?? null, isDemo: accounts.isDemo, poke: sync.poke }),
      ...syncHandlers(sync, levels),
    }),
    run() {
      held.isRunning = true
      levels.policyChanged()
      sync.setFocus(true)
      held.running = sync.run().catch((error: unknown) => log.failure('sync', { code: 'process.unexpected', facts: {} }, error))
      judging.run()
      levels.upgrading.run()
    },
    async stop() {
      await judging.stop()
      await levels.upgrading.stop()
      await sync.stop()
      await held.running
      await files.stop()
      passwords.forget()
    },
  }
}

interface ServiceInputs {
  readonly inputs: SignInInputs
  readonly desk: Desk
  readonly province: Province
  readonly files: Pick<ReturnType<typeof createFetcher>, 'fetch'>
  readonly levels: Levels
  readonly judging: Judging
  readonly passwords: PaperPasswords
  readonly moment: () => Moment
  readonly anchors: () => Promise<readonly Uint8Array[]>
}

/** What the handlers of a desk work with. */
function servicesOf({ inputs, desk, province, files, levels, judging, passwords, moment, anchors }: ServiceInputs) {
  const { store, now, log } = inputs
  const fetchBlob = (ref: BlobRef) => files.fetch(ref).catch((error: unknown) => { throw asNotHere(error, ref.name) })
  return {
    ...levels, passwords, unlocked: levels.upgrading.unlocked, grants: inputs.grants, moment, outboxChanged: levels.afterSigning, tokens: inputs.tokens,
    discard: (id: string) => discard(store, province, id, now),
    fetchBlob, repairs: createRepairs(desk, { fetchBlob, repair: inputs.repair }),
    judge: judging.judge,
    failed: (where: string, error: unknown) => log.failure(where, toProblem(error), error),
    modules: () => findKeyPlaces(inputs),
    signatureImage: () => readSignatureImage(store.db),
    ...signServiceOf(inputs),
    judgeOwn: async (source: Source, password: Uint8Array | undefined): Promise<SignatureReport> => inputs.judge({ document: { kind: 'source', source }, trust: await anchors(), at: now(), password }),
  }
}

/** Where the administrator wants VGCA Sign Service, the first that is seen running is the one that is trusted from then on; where they forbid it there is none. */
function signServiceOf({ store, policy, emit, log, signServicePort: port = SIGN_SERVICE_PORT }: SignInInputs) {
  const wanted = rulesOf(policy).signService
  const signService = () => wanted === false ? null : chosenSignService(store.db, port)
  const held = { isLooking: false }
  async function look(): Promise<void> {
    held.isLooking = true
    try {
      await rememberSignService(store.db, port)
      emit('tokens.changed', {})
    } catch (error) {
      // It does not run now: it is looked for again with the tokens.
      if (!(error instanceof ProblemError)) log.failure('sign service', toProblem(error), error)
    } finally {
      held.isLooking = false
    }
  }
  return { signService, lookForSignService: () => { if (wanted === true && signService() === null && !held.isLooking) void look() } }
}

function syncHandlers(sync: Sync, levels: Levels): Pick<Handlers, 'sync.get' | 'sync.now'> {
  return {
    'sync.get': async () => sync.state(),
    'sync.now': async () => {
      levels.tryNow()
      sync.tryNow()
      return {}
    },
  }
}

/** Drivers of the system and of the settings, those of 32 bits only so that they are told, and files given as tokens; a demo's own token files first. */
async function findKeyPlaces({ store, demo }: SignInInputs): Promise<string[]> {
  const given = readSettings(store.db).tokenModules
  const files = given.filter(place => place.startsWith('p12:'))
  const found = await findModules({ given: given.filter(place => !place.startsWith('p12:')), ...hostMachine(process.env) })
  const demoFiles = [demo?.p12, demo?.seal].flatMap(path => path == null ? [] : [moduleName({ kind: 'p12', path })])
  return [...new Set([...demoFiles, ...files, ...found.filter(({ problem, from }) => problem === null || from === 'given' || problem.code === 'token.module-32-bit').map(module => module.path)])]
}
