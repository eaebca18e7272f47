import { randomBytes, sign } from 'node:crypto'
import type { TrustServices } from '../../electron/pki/evidence.ts'
import { createTrustServices } from '../../electron/trust-services/trust-services.ts'
import type { Signer } from '../../shared/model/signer.ts'
import type { Identity } from '../province/authority/certificate.ts'
import type { AuthorityServer } from './authority-server.ts'
import { NOW } from './make-store.ts'

/** The product's own services over the test authority, waiting for nobody. */
export function makeTrust(server: AuthorityServer, now: () => number = () => NOW): TrustServices {
  return createTrustServices({
    fetch: request => fetch(request), now, random: size => randomBytes(size), wait: () => Promise.resolve(), hostMap: server.hostMap,
    tsas: [{ url: server.tsaUrl }], anchors: [server.anchor], timeoutMs: 5_000, timestampTimeoutMs: 5_000,
  })
}

/** A key in this process with its chain. */
export function signerOf({ certificate, chain, privateKey }: Identity): Signer {
  return { certificate, chain, sign: attributes => Promise.resolve(sign('sha256', attributes, privateKey)) }
}
