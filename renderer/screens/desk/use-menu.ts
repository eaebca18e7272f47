import { useEffect } from 'react'
import type { MenuItem } from '../../../shared/contract/shell.ts'
import { useDesk } from '../../state/context.tsx'
import type { Command } from '../../state/keys.ts'
import { runCommand } from './run-command.ts'

const COMMANDS: Record<Exclude<MenuItem, 'sync' | 'diagnostics'>, Exclude<Command, 'await-box'>> = {
  'new-draft': 'compose', search: 'search', print: 'print', settings: 'settings', help: 'help', back: 'back', forward: 'forward',
  'go-incoming': 'go-inbox', 'go-to-sign': 'go-to-sign', 'go-drafts': 'go-drafts', 'go-outgoing': 'go-outgoing', 'go-outbox': 'go-outbox',
}

/** What the system's menu chose means what the key beside it means. */
export function useMenu(): void {
  const desk = useDesk()
  useEffect(() => desk.api.on('shell.menu-chosen', ({ item }) => {
    if (item === 'sync') desk.status.syncNow()
    else if (item === 'diagnostics') desk.place.show({ kind: 'settings', page: 'diagnostics' })
    else runCommand(desk, COMMANDS[item])
  }), [desk])
}
