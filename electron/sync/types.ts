import type { Action, Agency, CaseFile, EdocTypeName, Officer, OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { readObjects } from '../../shared/protocol/edoc.ts'
import { putActions, removeActions } from '../store/actions.ts'
import { putCaseFiles, removeCaseFiles } from '../store/case-files.ts'
import type { Database } from '../store/database.ts'
import { putAgencies, putOfficers, removeAgencies, removeOfficers } from '../store/directory.ts'
import { putDocuments, removeDocuments } from '../store/documents.ts'
import { putTasks, removeTasks } from '../store/tasks.ts'
import type { Accounts } from './accounts.ts'

/** One synchronised type as a row: where it is asked, how it is ordered, where it is kept. */
export interface SyncedType {
  readonly name: EdocTypeName, readonly view: 'personal' | 'directory', readonly newestFirst: string | null
  /** Keeps what can be read of a `/get`'s list; answers how many, and the documents they speak of. */
  put(db: Database, account: string, list: readonly unknown[]): { readonly count: number, readonly documentIds: readonly string[] }
  remove(db: Database, account: string, ids: readonly string[]): void
}

interface Row<N extends EdocTypeName, T> {
  readonly name: N, readonly view: SyncedType['view'], readonly newestFirst?: string
  readonly put: (db: Database, account: string, objects: readonly T[]) => void, readonly remove: SyncedType['remove']
  readonly documentOf?: (object: T) => string | null
}

function row<N extends EdocTypeName, T>({ name, view, newestFirst, put, remove, documentOf = () => null }: Row<N, T>): SyncedType {
  return {
    name, view, newestFirst: newestFirst ?? null, remove,
    put: (db, account, list) => {
      // readObjects is typed by the name; the table below is where name and type are said to belong together.
      const objects = readObjects(name, list).objects as readonly unknown[] as readonly T[]
      put(db, account, objects)
      return { count: objects.length, documentIds: objects.map(documentOf).filter(id => id !== null) }
    },
  }
}

/** In the order of the first sync: what the inbox needs comes first. */
export const SYNCED_TYPES: readonly SyncedType[] = [
  row<'Task', Task>({ name: 'Task', view: 'personal', newestFirst: 'assignedAt', put: putTasks, remove: removeTasks, documentOf: task => task.documentId }),
  row<'OfficialDocument', OfficialDocument>({ name: 'OfficialDocument', view: 'personal', newestFirst: 'receivedAt', put: putDocuments, remove: removeDocuments, documentOf: doc => doc.id }),
  row<'Agency', Agency>({ name: 'Agency', view: 'directory', put: putAgencies, remove: removeAgencies }),
  row<'Officer', Officer>({ name: 'Officer', view: 'directory', put: putOfficers, remove: removeOfficers }),
  row<'Action', Action>({ name: 'Action', view: 'personal', newestFirst: 'at', put: putActions, remove: removeActions, documentOf: action => action.documentId }),
  row<'CaseFile', CaseFile>({ name: 'CaseFile', view: 'personal', put: putCaseFiles, remove: removeCaseFiles }),
]

export function typeNamed(name: EdocTypeName): SyncedType {
  const found = SYNCED_TYPES.find(type => type.name === name)
  if (found === undefined) throw new Error(`type ${name} is not synchronised`)
  return found
}

/** The account a type is asked from; null when the server has none. */
export function remoteAccount(accounts: Accounts, type: SyncedType): string | null {
  return type.view === 'personal' ? accounts.account : accounts.directory
}

