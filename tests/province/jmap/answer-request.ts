import { BLOB_CAPABILITY, CORE_CAPABILITY } from '../../../shared/protocol/capability.ts'
import { type Invocation, type JmapRequest, ResultReference } from '../../../shared/protocol/invocation.ts'
import type { Caller, CallerAccount } from '../caller.ts'
import type { Json } from '../store/objects.ts'
import { blobCopy, blobGet, blobUpload } from './blob-methods.ts'
import { changes } from './changes.ts'
import { copy } from './copy.ts'
import type { Engine } from './engine.ts'
import { MethodFailure } from './failure.ts'
import { get } from './get.ts'
import { evaluatePointer } from './pointer.ts'
import { query, queryChanges } from './query.ts'
import { set } from './set.ts'
import type { CreatedIds, ObjectType } from './type-table.ts'

export interface Answer { readonly methodResponses: Invocation[], readonly createdIds?: Record<string, string> }

/** A request under way: who asks, by which capabilities, and what it has made so far. */
interface Asking { readonly caller: Caller, readonly using: readonly string[], readonly createdIds: CreatedIds }

/** Answers the calls of a request in order (RFC 8620 §3.3, §3.4). A failed call does not stop the next. */
export function answerRequest(engine: Engine, caller: Caller, request: JmapRequest): Answer {
  const asking: Asking = { caller, using: request.using, createdIds: new Map(Object.entries(request.createdIds ?? {})) }
  const methodResponses: Invocation[] = []
  for (const [name, args, callId] of request.methodCalls) {
    try {
      methodResponses.push([name, answerCall(engine, asking, name, resolveReferences(args, methodResponses)), callId])
    } catch (error) {
      if (!(error instanceof MethodFailure)) throw error
      methodResponses.push(['error', { type: error.type, description: error.message }, callId])
    }
  }
  return { methodResponses, ...(request.createdIds === undefined ? {} : { createdIds: Object.fromEntries(asking.createdIds) }) }
}

function answerCall(engine: Engine, asking: Asking, name: string, args: Json): Json {
  const [typeName = '', method = ''] = name.split('/')
  const type = Object.hasOwn(engine.types, typeName) ? engine.types[typeName] : undefined
  const capability = type?.capability ?? (name === 'Core/echo' || name === 'Blob/copy' ? CORE_CAPABILITY : BLOB_CAPABILITY)
  if (!asking.using.includes(capability)) throw new MethodFailure('unknownMethod', name)
  if (name === 'Core/echo') return args
  return type === undefined ? answerBlobs(engine, asking.caller, name, args) : answerType(engine, asking, type, { method, args })
}

function answerBlobs({ inputs, limits }: Engine, caller: Caller, name: string, args: Json): Json {
  switch (name) {
    case 'Blob/get':
      findAccount(caller, args['accountId'])
      return blobGet(inputs, args)
    case 'Blob/upload':
      requireWritable(findAccount(caller, args['accountId']))
      return blobUpload(inputs, limits, args)
    case 'Blob/copy':
      requireWritable(findAccount(caller, args['accountId']))
      findFromAccount(caller, args['fromAccountId'])
      return blobCopy(inputs, args)
    default: throw new MethodFailure('unknownMethod', name)
  }
}

function answerType(engine: Engine, { caller, createdIds }: Asking, type: ObjectType, { method, args }: { method: string, args: Json }): Json {
  if (!['get', 'changes', 'query', 'queryChanges', 'set', 'copy'].includes(method)) throw new MethodFailure('unknownMethod', `${type.name}/${method}`)
  const { inputs, limits } = engine
  const account = findAccount(caller, args['accountId'])
  if (!type.views.includes(account.view)) throw new MethodFailure('accountNotSupportedByMethod')
  switch (method) {
    case 'get': return get(inputs, type, limits, args)
    case 'changes': return changes(inputs, type, limits, args)
    case 'query': return query(engine, type, args)
    case 'queryChanges': return queryChanges(engine, type, args)
    default: break
  }
  requireWritable(account)
  const context = { ...inputs, caller, createdIds, accountId: account.id }
  if (method === 'set') return set(context, type, limits, args)
  findFromAccount(caller, args['fromAccountId'])
  return copy(context, type, args)
}

function requireWritable({ view }: CallerAccount): void {
  if (view === 'directory') throw new MethodFailure('accountReadOnly')
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
