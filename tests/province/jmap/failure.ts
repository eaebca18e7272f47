import type { MethodErrorType } from '../../../shared/protocol/invocation.ts'
import type { SetErrorType } from '../../../shared/protocol/methods.ts'

/** A method-level error (RFC 8620 §3.6.2): the call is answered by `error`, the next calls go on. */
export class MethodFailure extends Error {
  readonly type: MethodErrorType

  constructor(type: MethodErrorType, description?: string) {
    super(description ?? type)
    this.type = type
  }
}

export interface SetFacts { readonly properties?: readonly string[], readonly existingId?: string, readonly rev?: number, readonly notFound?: readonly string[] }

/** The refusal of one create, update or destroy (RFC 8620 §5.3): the others of the same /set go on. */
export class SetFailure extends Error {
  readonly type: SetErrorType
  readonly facts: SetFacts

  constructor(type: SetErrorType, description: string, facts: SetFacts = {}) {
    super(description)
    this.type = type
    this.facts = facts
  }

  toWire(): Record<string, unknown> {
    return { type: this.type, description: this.message, ...this.facts }
  }
}
