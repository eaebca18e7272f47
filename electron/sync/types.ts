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

function row<N extends EdocTypeName, T>(
  name: N, view: SyncedType['view'], newestFirst: string | null, put: (db: Database, account: string, objects: readonly T[]) => void,
  remove: SyncedType['remove'], documentOf: (object: T) => string | null,
): SyncedType {
  return {
    name, view, newestFirst, remove,
    put: (db, account, list) => {
      // readObjects is typed by the name; the table below is where name and type are said to belong together.
      const objects = readObjects(name, list).objects as readonly unknown[] as readonly T[]
      put(db, account, objects)
      return { count: objects.length, documentIds: objects.map(documentOf).filter(id => id !== null) }
    },
  }
}

const nothing = (): null => null

/** In the order of the first sync: what the inbox needs comes first. */
export const SYNCED_TYPES: readonly SyncedType[] = [
  row<'Task', Task>('Task', 'personal', 'assignedAt', putTasks, removeTasks, task => task.documentId),
  row<'OfficialDocument', OfficialDocument>('OfficialDocument', 'personal', 'receivedAt', putDocuments, removeDocuments, doc => doc.id),
  row<'Agency', Agency>('Agency', 'directory', null, putAgencies, removeAgencies, nothing),
  row<'Officer', Officer>('Officer', 'directory', null, putOfficers, removeOfficers, nothing),
  row<'Action', Action>('Action', 'personal', 'at', putActions, removeActions, action => action.documentId),
  row<'CaseFile', CaseFile>('CaseFile', 'personal', null, putCaseFiles, removeCaseFiles, nothing),
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

