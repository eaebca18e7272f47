import { BLOB_CAPABILITY, CORE_CAPABILITY } from '../../../shared/protocol/capability.ts'
import { type Invocation, type JmapRequest, ResultReference } from '../../../shared/protocol/invocation.ts'
import type { Caller, CallerAccount } from '../caller.ts'
import type { Json } from '../store/objects.ts'
import { blobCopy, blobGet, blobUpload } from './blob-methods.ts'
import { changes } from './changes.ts'
import { copy } from './copy.ts'
import type { QueryCache } from './evaluate-query.ts'
import { MethodFailure } from './failure.ts'
import { get } from './get.ts'
import type { Limits } from './limits.ts'
import { evaluatePointer } from './pointer.ts'
import { query, queryChanges } from './query.ts'
import { type CreatedIds, set } from './set.ts'
import type { Inputs, ObjectType, TypeTable } from './type-table.ts'

export interface Engine { readonly inputs: Inputs, readonly types: TypeTable, readonly limits: Limits, readonly cache: QueryCache }
export interface Answer { readonly methodResponses: Invocation[], readonly createdIds?: Record<string, string> }

/** Answers the calls of a request in order (RFC 8620 §3.3, §3.4). A failed call does not stop the next. */
export function answerRequest(engine: Engine, caller: Caller, request: JmapRequest): Answer {
  const createdIds: CreatedIds = new Map(Object.entries(request.createdIds ?? {}))
  const methodResponses: Invocation[] = []
  for (const [name, args, callId] of request.methodCalls) {
    try {
      methodResponses.push([name, answerCall(engine, caller, request.using, createdIds, name, resolveReferences(args, methodResponses)), callId])
    } catch (error) {
      if (!(error instanceof MethodFailure)) throw error
      methodResponses.push(['error', { type: error.type, description: error.message }, callId])
    }
  }
  return { methodResponses, ...(request.createdIds === undefined ? {} : { createdIds: Object.fromEntries(createdIds) }) }
}

function answerCall(engine: Engine, caller: Caller, using: readonly string[], createdIds: CreatedIds, name: string, args: Json): Json {
  const { inputs, limits, cache } = engine
  const [typeName = '', method = ''] = name.split('/')
  const type = Object.hasOwn(engine.types, typeName) ? engine.types[typeName] : undefined
  const capability = type?.capability ?? (name === 'Core/echo' || name === 'Blob/copy' ? CORE_CAPABILITY : BLOB_CAPABILITY)
  if (!using.includes(capability)) throw new MethodFailure('unknownMethod', name)
  if (name === 'Core/echo') return args
  const accountId = args['accountId']
  if (type === undefined) {
    findAccount(caller, accountId)
    switch (name) {
      case 'Blob/upload': return blobUpload(inputs, limits, args)
      case 'Blob/get': return blobGet(inputs, args)
      case 'Blob/copy':
        findFromAccount(caller, args['fromAccountId'])
        return blobCopy(inputs, args)
      default: throw new MethodFailure('unknownMethod', name)
    }
  }
  const context = () => ({ ...inputs, caller, accountId: String(accountId) })
  switch (method) {
    case 'get': return reading(() => get(inputs, type, limits, args))
    case 'changes': return reading(() => changes(inputs, type, limits, args))
    case 'query': return reading(() => query(inputs, cache, type, limits, args))
    case 'queryChanges': return reading(() => queryChanges(inputs, cache, type, args))
    case 'set': return writing(() => set(context(), type, limits, createdIds, args))
    case 'copy':
      findFromAccount(caller, args['fromAccountId'])
      return writing(() => copy(context(), type, createdIds, args))
    default: throw new MethodFailure('unknownMethod', name)
  }

  function reading(act: () => Json): Json {
    requireType(findAccount(caller, accountId), type)
    return act()
  }

  function writing(act: () => Json): Json {
    const account = findAccount(caller, accountId)
    requireType(account, type)
    if (account.view === 'directory') throw new MethodFailure('accountReadOnly')
    return act()
  }
}

function findAccount(caller: Caller, accountId: unknown): CallerAccount {
  if (typeof accountId !== 'string') throw new MethodFailure('invalidArguments', 'accountId')
  const account = caller.accounts.find(({ id }) => id === accountId)
  if (account === undefined) throw new MethodFailure('accountNotFound')
  return account
}

function findFromAccount(caller: Caller, accountId: unknown): void {
  if (typeof accountId !== 'string') throw new MethodFailure('invalidArguments', 'fromAccountId')
  if (!caller.accounts.some(({ id }) => id === accountId)) throw new MethodFailure('fromAccountNotFound')
}

function requireType(account: CallerAccount, type: ObjectType | undefined): void {
  if (type?.views.includes(account.view) !== true) throw new MethodFailure('accountNotSupportedByMethod')
}

/** Arguments named `#x` take their value from an earlier answer (RFC 8620 §3.7). */
function resolveReferences(args: Json, answers: readonly Invocation[]): Json {
  const result: Json = {}
  for (const [name, value] of Object.entries(args)) {
    if (!name.startsWith('#')) {
      result[name] = value
      continue
    }
    const plain = name.slice(1)
    if (Object.hasOwn(args, plain)) throw new MethodFailure('invalidArguments', name)
    const reference = ResultReference.safeParse(value)
    const answer = reference.success ? answers.find(([, , callId]) => callId === reference.data.resultOf) : undefined
    if (!reference.success || answer === undefined || answer[0] !== reference.data.name) throw new MethodFailure('invalidResultReference', name)
    result[plain] = evaluatePointer(answer[1], reference.data.path)
  }
  return result
}
