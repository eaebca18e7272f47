import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ProblemError } from '../../shared/problem.ts'
import { readTrustHosts } from '../core/trust.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { parseHostRule } from '../trust-services/network.ts'
import { createProxiedFetch, proxyFromEnvironment } from '../trust-services/proxy.ts'
import { createTrustServices, type TrustServicesInputs } from '../trust-services/trust-services.ts'
import type { Invocation } from './command.ts'

/** Services over the real network, as `--host-map`, the trust folders and the environment's proxy prescribe. */
export async function openTrustServices({ options, around }: Pick<Invocation, 'options' | 'around'>, wish: Pick<TrustServicesInputs, 'tsas' | 'anchors' | 'timeoutMs'>): Promise<TrustServices> {
  const given = options.all('host-map').map(text => parseHostRule(text) ?? refuse(text))
  const ofFolders = await readTrustHosts(options.all('trust').map(folder => resolve(around.cwd, folder)))
  return createTrustServices({
    fetch: createProxiedFetch(request => fetch(request)), proxyFor: proxyFromEnvironment(around.env), now: around.now, random: size => randomBytes(size), wait: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }),
    ...wish, hostMap: [...given, ...ofFolders.flatMap(text => parseHostRule(text) ?? [])],
  })
}

function refuse(rule: string): never {
  throw new ProblemError('command.bad-argument', { argument: `--host-map ${rule}` })
}
