import type { Command } from '../../state/keys.ts'
import type { AttachmentView } from '../../../shared/contract/documents.ts'
import type { Desk } from '../../state/desk.ts'
import { NEW_COMPOSING, type PlaceBox } from '../../state/place.ts'
import { panelOfPicked, takesBatch } from '../../state/batch-act.ts'
import { needsAsking } from '../../state/caution.ts'
import { quoteFor } from '../../state/refusal.ts'
import { makeFormat } from '../../text/format.ts'
import { catalogueOf } from '../../text/index.ts'
import { chooseActions, type ActId } from '../../state/choose-actions.ts'
import { decideVerdictLine, isTrusted } from '../../state/verdict-line.ts'
import { stepFrom } from '../../state/walk.ts'
import { idsOf } from '../../state/windows.ts'
import { walkPanes } from './walk-panes.ts'

/** While a draft is written, acts of the document behind it are not meant. */
const WHILE_WRITING: ReadonlySet<string> = new Set<Command>(['leave', 'search', 'settings', 'help', 'panes', 'panes-back', 'back', 'forward', 'go-inbox', 'go-to-sign', 'go-drafts', 'go-outgoing', 'go-outbox'])

/** Does what a key, a menu or the palette asks for. An act that is not allowed now does nothing. */
export function runCommand(desk: Desk, command: Exclude<Command, 'await-box'>): void {
  const { place } = desk
  if (place.store.getState().composing && !WHILE_WRITING.has(command)) return
  if (command.startsWith('go-')) return place.go(command.slice(3) as PlaceBox)
  switch (command as Exclude<Command, `go-${PlaceBox}` | 'await-box'>) {
    case 'next': return step(desk, 1)
    case 'previous': return step(desk, -1)
    case 'widen': return place.widen(true)
    case 'leave': return place.store.getState().composing ? place.leaveCompose() : place.widen(false)
    case 'search': return place.show({ kind: 'search' })
    case 'compose': return place.compose(NEW_COMPOSING)
    case 'settings': return place.show({ kind: 'settings', page: 'general' })
    case 'help': return place.show({ kind: 'help' })
    case 'panes': return walkPanes(1)
    case 'panes-back': return walkPanes(-1)
    case 'back': return place.back()
    case 'forward': return place.forward()
    case 'sign': return sign(desk)
    case 'reply': return startIfAllowed(desk, 'reply')
    case 'assign': return startIfAllowed(desk, 'assign')
    case 'complete': return startIfAllowed(desk, 'complete')
    case 'follow': return toggleFlag(desk, '$flagged')
    case 'unread': return toggleFlag(desk, '$seen')
    // Never the text of the whole window: what is not chosen from here stays as it is.
    case 'pick-all': return takesBatch(place.store.getState().box) ? desk.list.pickAll() : undefined
    case 'find': return desk.document.find(true)
    case 'print': return void desk.printer.prepare()
  }
}

/** Begins an act of the open document: its form, the signing dialog, or a draft; asked about first where its signature is not valid. */
export function startAct(desk: Desk, act: ActId, documentId: string): void {
  const detail = openDetail(desk)
  const attachments = detail?.row.documentId === documentId ? detail.attachments : []
  if (needsAsking(act, attachments)) return desk.place.show({ kind: 'ask-invalid', act, documentId })
  // Everything is in order and nothing is to be written: one press, with its undo.
  if (act === 'receive' && decideVerdictLine(attachments).kind === 'valid') return void receive(desk, documentId, attachments)
  beginAct(desk, act, documentId)
}

async function receive({ acts, toasts, session, clock }: Desk, documentId: string, attachments: readonly AttachmentView[]): Promise<void> {
  const { language } = session.store.getState().settings
  const text = quoteFor('receive', attachments, makeFormat(language, catalogueOf(language), clock()), language)
  const problem = await acts.move({ verb: 'receive', documentId, ...(text === '' ? {} : { text }) })
  if (problem) toasts.tell({ kind: 'problem', problem })
}

/** The same for who has been asked. */
export function beginAct(desk: Desk, act: ActId, documentId: string): void {
  switch (act) {
    case 'sign-document': case 'sign-and-send': return desk.place.show({ kind: 'sign', documentIds: [documentId] })
    case 'seal-and-dispatch': return desk.place.show({ kind: 'sign', documentIds: [documentId], act: 'issue' })
    case 'stamp-incoming': return desk.place.show({ kind: 'sign', documentIds: [documentId], act: 'incoming' })
    case 'sign-comment': return desk.place.show({ kind: 'sign', documentIds: [documentId], act: 'comment' })
    case 'sign-copy': return desk.place.show({ kind: 'sign', documentIds: [documentId], act: 'copy' })
    case 'reply': return desk.place.compose({ documentId: null, replyTo: documentId })
    case 'edit': return desk.place.compose({ documentId, replyTo: null })
    default: return desk.place.show({ kind: 'move', verb: act, documentId })
  }
}

function openDetail(desk: Desk) {
  const { detail } = desk.document.store.getState()
  return detail.kind === 'ready' ? detail.value : null
}

function step(desk: Desk, by: number): void {
  const { box, documentId } = desk.place.store.getState()
  const { windows, left } = desk.list.store.getState()
  if (box !== 'outbox') desk.place.open(stepFrom(idsOf(windows), documentId, by, left))
}

function startIfAllowed(desk: Desk, act: ActId): void {
  const detail = openDetail(desk)
  if (!detail) return
  const { shown, more } = chooseActions({ ...detail, trusted: isTrusted(decideVerdictLine(detail.attachments)) })
  if ([...shown, ...more].includes(act)) startAct(desk, act, detail.row.documentId)
}

/** The batch when one is chosen, else the open document. */
function sign(desk: Desk): void {
  const { picked, windows } = desk.list.store.getState()
  if (picked.size > 0) return desk.place.show(panelOfPicked(windows, picked))
  startIfAllowed(desk, 'sign-and-send')
  startIfAllowed(desk, 'sign-document')
  startIfAllowed(desk, 'seal-and-dispatch')
}

function toggleFlag(desk: Desk, keyword: '$seen' | '$flagged'): void {
  const row = openDetail(desk)?.row
  if (!row?.taskId) return
  void desk.acts.flag([row.taskId], keyword, keyword === '$seen' ? row.unread : !row.flagged)
}
