import { Action, Agency, CaseFile, Officer, OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import { wireInstant } from '../../../shared/model/vietnam-time.ts'
import { EDOC_CAPABILITY } from '../../../shared/protocol/capability.ts'
import type { FilterTest, ObjectType, TypeTable } from '../jmap/type-table.ts'
import type { Json } from '../store/objects.ts'
import { createCaseFile, destroyCaseFile, updateCaseFile } from './case-files.ts'
import { createDraft, destroyDraft, updateDraft } from './drafts.ts'
import { updateFlags } from './flags.ts'
import { makeMove } from './make-move.ts'

const textOf = (object: Json, name: string): string => typeof object[name] === 'string' ? object[name] : ''
const text = (name: string) => (object: Json): string => textOf(object, name)
const equals = (name: string): FilterTest => value => typeof value === 'string' || value === null ? object => (object[name] ?? null) === value : null
const keyword = (wanted: boolean): FilterTest => value => typeof value !== 'string' ? null : object => ((object['keywords'] as Record<string, boolean>)[value] === true) === wanted

/** `after` includes its instant, `before` does not, as in RFC 8621 §4.4.1. What has no date is in neither. */
function dated(of: (object: Json) => unknown, isIn: (at: number, limit: number) => boolean): FilterTest {
  return value => {
    const limit = typeof value === 'string' ? wireInstant(value) : null
    if (limit === null) return null
    return object => {
      const date = of(object)
      const at = typeof date === 'string' ? wireInstant(date) : null
      return at !== null && isIn(at, limit)
    }
  }
}
const after = (of: (object: Json) => unknown) => dated(of, (at, limit) => at >= limit)
const before = (of: (object: Json) => unknown) => dated(of, (at, limit) => at < limit)

/** Search without marks: đ is d, and letters lose what stands over and under them. */
function fold(value: string): string {
  return value.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()
}
const searched: FilterTest = value => {
  if (typeof value !== 'string') return null
  const words = fold(value).split(/\s+/).filter(word => word !== '')
  return object => {
    const all = fold(['number', 'notation', 'subject', 'summary', 'issuerName'].map(name => textOf(object, name)).join(' '))
    return words.every(word => all.includes(word))
  }
}
const contains = (name: string): FilterTest => value => typeof value !== 'string' ? null : object => fold(textOf(object, name)).includes(fold(value))

const documentDate = (object: Json): unknown => object['receivedAt'] ?? object['issuedAt']
const taskDate = (object: Json): unknown => object['assignedAt']
const READ_ONLY = { references: [], create: null, update: null, destroy: null } as const

function row(name: string, shape: object, views: ObjectType['views'], more: Partial<ObjectType>): ObjectType {
  return { name, capability: EDOC_CAPABILITY, views, properties: Object.keys(shape), sortable: {}, filterable: {}, ...READ_ONLY, ...more }
}

/** The types of the capability; all else is generic. */
export const EDOC_TYPE_TABLE: TypeTable = {
  Agency: row('Agency', Agency.shape, ['directory'], {
    sortable: { name: text('name'), code: text('code') }, filterable: { name: contains('name'), code: equals('code'), parentId: equals('parentId'), level: equals('level') },
  }),
  Officer: row('Officer', Officer.shape, ['directory'], {
    sortable: { name: text('name') }, filterable: { name: contains('name'), agencyId: equals('agencyId') },
  }),
  OfficialDocument: row('OfficialDocument', OfficialDocument.shape, ['personal', 'agency'], {
    sortable: { receivedAt: text('receivedAt'), issuedAt: text('issuedAt') },
    filterable: {
      direction: equals('direction'), state: equals('state'), kind: equals('kind'), issuerId: equals('issuerId'), after: after(documentDate), before: before(documentDate), text: searched,
      clientRef: equals('clientRef'),
    },
    references: ['relatedIds'], create: createDraft, update: updateDraft, destroy: destroyDraft,
  }),
  Task: row('Task', Task.shape, ['personal'], {
    sortable: { assignedAt: text('assignedAt') },
    filterable: {
      state: equals('state'), role: equals('role'), hasKeyword: keyword(true), notKeyword: keyword(false), after: after(taskDate), before: before(taskDate), documentId: equals('documentId'),
    },
    update: updateFlags,
  }),
  Action: row('Action', Action.shape, ['personal', 'agency'], {
    sortable: { at: text('at') }, filterable: { documentId: equals('documentId'), verb: equals('verb'), by: equals('by'), clientRef: equals('clientRef'), after: after(object => object['at']), before: before(object => object['at']) },
    references: ['documentId', 'taskId'], create: makeMove,
  }),
  CaseFile: row('CaseFile', { ...CaseFile.shape, clientRef: null }, ['personal'], {
    sortable: { openedAt: text('openedAt'), title: text('title') }, filterable: { year: value => typeof value !== 'number' ? null : object => object['year'] === value, clientRef: equals('clientRef') },
    references: ['documentIds'], create: createCaseFile, update: updateCaseFile, destroy: destroyCaseFile,
  }),
}
