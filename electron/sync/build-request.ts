import type { BlobRef } from '../../shared/model/edoc.ts'
import { keywordPatch, type WireBlobRef } from '../../shared/protocol/edoc.ts'
import type { JsonObject } from '../../shared/protocol/methods.ts'
import type { Call } from '../province/request.ts'
import type { DraftContent, OutboxRow } from '../store/outbox.ts'

export interface RequestFacts {
  /** The server's id for a local one; a server's id as it is. */
  readonly serverId: (id: string) => string
  /** Ids that the server gave to files by their hash, where they differ from what was foreseen. */
  readonly uploaded: ReadonlyMap<string, string>
  /** The draft's revision in the cache; what an update behind a row of ours is based on. */
  readonly currentRev: number | null
}

/** The call that puts a row into effect: `created`/`updated` is answered under the key of `keyOf`. */
export function buildRequest(row: OutboxRow, accountId: string, facts: RequestFacts): Call {
  const { args } = row
  const documentId = row.documentId === null ? null : facts.serverId(row.documentId)
  switch (args.does) {
    case 'draft.create':
      return ['OfficialDocument/set', { accountId, create: { [keyOf(row, facts)]: { clientRef: row.id, direction: 'draft', ...wireDraft(args.draft, facts) } } }, 'set']
    case 'draft.update': {
      const expectRev = args.expectRev ?? facts.currentRev
      return ['OfficialDocument/set', { accountId, update: { [keyOf(row, facts)]: { ...wireDraft(args.draft, facts), ...(expectRev === null ? {} : { expectRev }) } } }, 'set']
    }
    case 'task.flags': {
      const patch = Object.assign({}, ...Object.entries(args.keywords).map(([keyword, value]) => keywordPatch(keyword, value))) as JsonObject
      return ['Task/set', { accountId, update: { [keyOf(row, facts)]: patch } }, 'set']
    }
    case 'action': {
      const { does: _, expectRev, attachments, taskId, text, dueAt, ...lists } = args
      const given = { ...(expectRev === null ? {} : { expectRev }), ...(taskId === null ? {} : { taskId }), ...(text === null ? {} : { text }), ...(dueAt === null ? {} : { dueAt }) }
      const filled = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
      const files = attachments.length === 0 ? {} : { attachments: attachments.map(file => wireFile(file, facts)) }
      return ['Action/set', { accountId, create: { [keyOf(row, facts)]: { clientRef: row.id, verb: row.verb, documentId, ...given, ...filled, ...files } } }, 'set']
    }
  }
}

/** Under which key the answer speaks of the row. */
export function keyOf(row: OutboxRow, facts: Pick<RequestFacts, 'serverId'>): string {
  if (row.args.does === 'task.flags') return row.args.taskId
  return row.args.does === 'draft.update' && row.documentId !== null ? facts.serverId(row.documentId) : 'new'
}

function wireDraft(draft: DraftContent, facts: RequestFacts): JsonObject {
  return { ...draft, relatedIds: draft.relatedIds.map(facts.serverId), attachments: draft.attachments.map(file => wireFile(file, facts)) }
}

function wireFile(file: BlobRef, { uploaded }: RequestFacts): WireBlobRef {
  return { ...file, blobId: uploaded.get(file.sha256) ?? file.blobId }
}
