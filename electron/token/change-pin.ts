import { askPin } from './ask-pin.ts'
import type { PinSource } from './ask-pin.ts'
import type { Connection } from './connection.ts'
import type { Deadlines } from './deadlines.ts'
import { ProblemError } from '../../shared/problem.ts'
import { tokenIdOf } from './see-tokens.ts'

export interface ChangePinRequest {
  /** `moduleName`. A PKCS#12 file's password is not changed here: `token.pin-change-unsupported`. */
  readonly module: string
  readonly tokenId: string
  /** Asked twice: for the PIN as it is and for the new one. */
  readonly pin: PinSource
}

/** Đổi mã PIN, by the token itself. The old one stays where anything fails. */
export async function changePin(connection: Connection, request: ChangePinRequest, inputs: { readonly deadlines: Deadlines; readonly requestId: () => string }): Promise<void> {
  const { deadlines, requestId } = inputs
  const token = (await connection.request('tokens', {}, deadlines.ask)).find(each => tokenIdOf(request.module, each) === request.tokenId)
  if (token === undefined) throw new ProblemError('token.absent')
  const question = { source: request.pin, token, tokenId: request.tokenId, deadlineMs: deadlines.pin }
  await askPin(connection, { ...question, requestId: requestId(), promptsToCome: token.pinPad ? 1 : 2, purpose: 'old-pin' })
  if (!token.pinPad) await askPin(connection, { ...question, requestId: requestId(), promptsToCome: 1, purpose: 'new-pin' })
  await connection.request('change-pin', { slot: token.slot }, deadlines.login)
}
