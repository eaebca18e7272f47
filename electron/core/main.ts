/** Entry of the core process: real clock, network and randomness, and the shell at the other end of the parent port. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CoreOptions } from '../../shared/contract/core-process.ts'
import { uuidV7 } from '../../shared/model/ids.ts'
import { toProblem } from '../../shared/problem.ts'
import { readPolicy, WITHOUT_POLICY } from '../policy/read-policy.ts'
import { recoverKey, type KeySource } from '../store/key.ts'
import { profileFiles } from '../store/profile.ts'
import { superviseTokens } from '../token/supervisor.ts'
import { createJudge } from '../validation/judge.ts'
import { createRepair } from '../pdf/run-repair.ts'
import { spawnNodeWorker } from '../validation/spawn-worker.ts'
import { openCore, type Core } from './core.ts'
import { readDemo } from './demo.ts'
import { findEntries } from './entries.ts'
import { openLog, silentLog } from './log.ts'
import { adoptPort, isForeignPort, type Port } from './port.ts'
import { createListeners, createOpener, servePort, type Served } from './serve.ts'
import { keptAuthorities, readAuthorities, trustServerAuthorities } from './server-trust.ts'
import { openShellLink, type ShellLink } from './shell-link.ts'
import { createTokenRoad } from './shell-tokens.ts'
import { policyProxy, readPolicyAuthorities } from './policy-network.ts'
import { systemFetch } from './system-fetch.ts'

// Ctrl+C reaches every process of the terminal: the shell alone says when to stop, after the last commit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const listeners = createListeners()
const started = Promise.withResolvers<CoreOptions>()
const opener = createOpener(() => started.promise.then(open))
// A core that cannot open its store still answers: each request says why, and the window's "try again" opens it anew.
opener.get().catch(() => undefined)

const control: unknown = (process as { parentPort?: unknown }).parentPort
if (!isForeignPort(control)) throw new Error('the core process is started by the shell')
const link: ShellLink = openShellLink(adoptPort(control), {
  start: options => started.resolve(options),
  window: (windowId, port) => serveWindow(windowId, port),
  windowGone: windowId => listeners.remove(windowId),
  tokenExited: (tokenProcess, exitCode) => tokenRoad.exited(tokenProcess, exitCode),
  woke: () => void opener.current()?.then(core => core.signedIn()?.sync.poke(), () => undefined),
  stop: () => void Promise.resolve(opener.current()).then(core => core?.close()).catch(() => undefined).finally(() => process.exit(0)),
})
const tokenRoad = createTokenRoad(link)

async function open(options: CoreOptions): Promise<Core> {
  const now = (): number => Date.now()
  const policy = options.policyFile === undefined ? WITHOUT_POLICY : await readPolicy(options.policyFile)
  const authorities = [...options.serverCa === undefined ? [] : readAuthorities(options.serverCa), ...readPolicyAuthorities(policy.policy)]
  const entries = findEntries()
  const log = openLog(join(options.profileDir, 'logs'), now)
  const demo = options.demoFile === undefined ? null : readDemo(readFileSync(options.demoFile, 'utf8'), options.demoDesk ?? 'officer')
  const core = await openCore({
    profileDir: options.profileDir, create: true, now, log, demo, undoMs: null, policy, trustDirs: [...options.trustDirs, ...policy.policy.trust?.folders ?? []],
    keySource: keySourceOf(options),
    fetch: systemFetch(link, policyProxy(policy.policy)), newId: () => uuidV7(Date.now(), randomBytes(10)), random: () => Math.random(),
    // Being woken is no failure: whoever sleeps looks at why it woke.
    sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    tokens: superviseTokens({ spawnToken: tokenRoad.spawnToken, now, requestId: () => randomBytes(16).toString('base64url'), onChanged: () => listeners.emit('tokens.changed', {}) }),
    judge: createJudge({ spawnWorker: spawnNodeWorker(entries.worker, { isBehind: true }), onLost: error => log.failure('judge', toProblem(error), error) }),
    repair: createRepair(entries.repair),
    grants: { readable: resolveGrant, writable: resolveGrant },
    emit: listeners.emit,
  })
  trustServerAuthorities([...authorities, ...keptAuthorities(core.store.db)])
  // The demo's first minute shows a signed-in officer, not a form; its province has another port at each start.
  if (demo !== null && core.signedIn()?.login.url !== demo.login.url) await core.connect(demo.login).catch((error: unknown) => log.failure('demo', toProblem(error), error))
  core.signedIn()?.run()
  link.send({ type: 'ready' })
  core.tend()
  return core
}

function keySourceOf({ keyFile, keychain }: CoreOptions): KeySource {
  return { ...(keyFile === undefined ? {} : { keyFile }), ...(keychain ? { keychain: { wrap: wrapKey, unwrap: unwrapKey } } : {}) }
}

/** A profile whose key is lost here: its recovery code gives the key back to this machine, then it opens as ever. */
async function openByCode(code: string): Promise<void> {
  const options = await started.promise
  await recoverKey(profileFiles(options.profileDir), code, keySourceOf(options))
  await opener.get()
}

async function wrapKey(key: Uint8Array): Promise<Uint8Array> {
  return (await link.ask<'wrap-key'>({ name: 'wrap-key', key: new Uint8Array(key) })).value.wrapped
}

async function unwrapKey(wrapped: Uint8Array): Promise<Uint8Array> {
  return (await link.ask<'unwrap-key'>({ name: 'unwrap-key', wrapped: new Uint8Array(wrapped) })).value.key
}

async function resolveGrant(grant: string): Promise<string> {
  return (await link.ask<'resolve-grant'>({ name: 'resolve-grant', grant })).value.path
}

function serveWindow(windowId: number, port: Port): void {
  const held: { served: Served | null } = { served: null }
  servePort(port, async () => {
    const core = await opener.get()
    if (held.served !== null) return held.served
    listeners.add(windowId, port)
    const pin = { kind: 'dialog' as const, ask: tokenRoad.askIn(windowId, listeners.emit) }
    return held.served = { handlers: core.handlers(pin), log: openLog(core.store.files.logs, Date.now) }
  }, {
    log: silentLog,
    handlers: { 'recovery.open': async ({ code }) => {
      await openByCode(code)
      return {}
    } },
  })
}
