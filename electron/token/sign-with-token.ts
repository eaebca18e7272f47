import { ProblemError } from '../../shared/problem.ts'
import type { SignatureAlgorithm, Signer } from '../../shared/model/signer.ts'
import { askPin } from './ask-pin.ts'
import type { PinSource } from './ask-pin.ts'
import { chainAbove } from './certificate/chain.ts'
import { chooseCertificate } from './certificate/choose-certificate.ts'
import type { JudgedCertificate, Wanted } from './certificate/choose-certificate.ts'
import { outputVerifier } from './certificate/verify-output.ts'
import type { Connection } from './connection.ts'
import type { Deadlines } from './deadlines.ts'
import type { KeyUse, TokenState } from './key-source.ts'
import type { Presences } from './presence.ts'
import { certificatesOf, decideToken, seeTokens } from './see-tokens.ts'
import type { TokenSeen } from './see-tokens.ts'

export interface SignerRequest extends Wanted {
  /** `moduleName`: a driver's library or a PKCS#12 file. */
  readonly module: string
  readonly pin: PinSource
  /** How many signatures will be asked for; told to the user where each wants its PIN. Default 1. */
  readonly signatures?: number
}

/** What the signer is made of, for those who choose an algorithm or report it. */
export interface SigningKey {
  readonly tokenId: string
  readonly tokenLabel: string
  readonly certificate: JudgedCertificate
  readonly algorithms: readonly SignatureAlgorithm[]
  readonly alwaysAuthenticate: boolean
  /** Aborts with `token.removed` when the token is pulled out: what is at work may end, nothing more is begun. */
  readonly removed: AbortSignal
}

export interface SigningInputs {
  readonly at: number
  readonly deadlines: Deadlines
  readonly requestId: () => string
  readonly onRemoval: Presences['onRemoval']
}

type Act<T> = (signer: Signer, key: SigningKey) => Promise<T>

/** One login, one act or batch, one logout. The signer is of no use afterwards. */
export async function signWithToken<T>(connection: Connection, request: SignerRequest, inputs: SigningInputs, act: Act<T>): Promise<T> {
  const { deadlines } = inputs
  const see = { module: request.module, at: inputs.at, deadlineMs: deadlines.ask }
  const seen = await seeTokens(connection, see)
  const { chosen, certificate } = decideToken(seen, request)
  const { token, tokenId } = chosen
  const removal = new AbortController()
  const stopWatching = inputs.onRemoval(token.slot, () => removal.abort(new ProblemError('token.removed', { token: token.label })))
  try {
    await askPin(connection, {
      source: request.pin, token, tokenId, requestId: inputs.requestId(), promptsToCome: 1, purpose: 'login', deadlineMs: deadlines.pin, signal: removal.signal,
    })
    await connection.request('login', { slot: token.slot }, deadlines.login)
    const certificates = await certificatesOf(connection, token, see) ?? []
    const picked = certificate ?? chooseCertificate([{ token, certificates }], request).certificate
    const use = await connection.request('use-key', { certificateSha256: picked.sha256 }, deadlines.ask)
    const batch = openBatch(connection, { request, inputs, chosen, certificate: picked, use, pool: certificates.map(({ der }) => der), removed: removal.signal })
    try {
      return await act(batch.signer, batch.key)
    } finally {
      batch.end()
    }
  } finally {
    stopWatching()
    await logOut(connection, deadlines.ask)
  }
}

/** A token that cannot be logged out of is not left to the next person: its process is ended. */
async function logOut(connection: Connection, deadlineMs: number): Promise<void> {
  if (!connection.isOpen()) return
  await connection.request('logout', {}, deadlineMs).catch(() => connection.end())
}

interface BatchInputs {
  readonly request: SignerRequest
  readonly inputs: SigningInputs
  readonly chosen: TokenSeen
  readonly certificate: JudgedCertificate
  readonly use: KeyUse
  readonly pool: readonly Uint8Array[]
  readonly removed: AbortSignal
}

function openBatch(connection: Connection, batch: BatchInputs): { signer: Signer; key: SigningKey; end: () => void } {
  const { certificate, use, chosen: { tokenId, token } } = batch
  let left = batch.request.signatures ?? 1
  const verifyOutput = outputVerifier(certificate.der)
  let ended = false
  let last: Promise<unknown> = Promise.resolve()

  async function signOne(data: Uint8Array, algorithm: SignatureAlgorithm): Promise<Uint8Array> {
    if (ended) throw new ProblemError('token.session-lost')
    batch.removed.throwIfAborted()
    if (!use.algorithms.includes(algorithm)) throw new ProblemError('token.mechanism-unsupported', { algorithm })
    if (use.alwaysAuthenticate) await askAgain(connection, batch, Math.max(1, left))
    const signature = await connection.request('sign', { data, algorithm }, batch.inputs.deadlines.sign).catch(rethrowAsRemoved)
    verifyOutput({ data, algorithm, signature })
    left -= 1
    return signature
  }

  return {
    signer: {
      certificate: certificate.der,
      chain: chainAbove(certificate.der, batch.pool),
      sign: (data, algorithm) => {
        // The token process takes one after the other and finds the next one waiting; but a PIN belongs to one signature.
        if (!use.alwaysAuthenticate) return signOne(data, algorithm)
        const result = last.then(() => signOne(data, algorithm))
        last = result.catch(() => undefined)
        return result
      },
    },
    key: { tokenId, tokenLabel: token.label, certificate, algorithms: use.algorithms, alwaysAuthenticate: use.alwaysAuthenticate, removed: batch.removed },
    end: () => { ended = true },
  }
}

/** CKA_ALWAYS_AUTHENTICATE: the PIN at each signature, and the token's own word on its tries before each prompt. */
async function askAgain(connection: Connection, { request, inputs, chosen, removed }: BatchInputs, promptsToCome: number): Promise<void> {
  const token = await tokenNow(connection, chosen.token, inputs.deadlines.ask)
  const { tokenId } = chosen
  await askPin(connection, {
    source: request.pin, token, tokenId, requestId: inputs.requestId(), promptsToCome, purpose: 'signature', deadlineMs: inputs.deadlines.pin, signal: removed,
  })
}

async function tokenNow(connection: Connection, { slot, serial, label }: TokenState, deadlineMs: number): Promise<TokenState> {
  const token = (await connection.request('tokens', {}, deadlineMs)).find(each => each.slot === slot && each.serial === serial)
  if (token === undefined) throw new ProblemError('token.removed', { token: label })
  return token
}

/** A token that is absent in a batch has been pulled out: it was there when the batch began. */
function rethrowAsRemoved(error: unknown): never {
  if (error instanceof ProblemError && error.code === 'token.absent') throw new ProblemError('token.removed', error.facts, { cause: error })
  throw error
}
