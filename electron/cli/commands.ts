import type { NamedCommand } from './command.ts'

/** Every command of the contract, in the order of --help. Each is loaded when it is wanted: all together take longer than most run. */
export const COMMANDS: readonly NamedCommand[] = [
  { name: 'demo', load: async () => (await import('./commands/demo.ts')).demo },
  { name: 'province', load: async () => (await import('./commands/province.ts')).province },
  { name: 'connect', load: async () => (await import('./commands/connect.ts')).connect },
  { name: 'sync', load: async () => (await import('./commands/sync.ts')).sync },
  { name: 'list', load: async () => (await import('./commands/list.ts')).list },
  { name: 'show', load: async () => (await import('./commands/show.ts')).show },
  { name: 'export', load: async () => (await import('./commands/export.ts')).exportFiles },
  { name: 'draft', load: async () => (await import('./commands/draft.ts')).draft },
  { name: 'move', load: async () => (await import('./commands/move.ts')).move },
  { name: 'outbox', load: async () => (await import('./commands/outbox.ts')).outbox },
  { name: 'token', load: async () => (await import('./commands/token.ts')).token },
  { name: 'prepare', load: async () => (await import('./commands/prepare.ts')).prepare },
  { name: 'sign', load: async () => (await import('./commands/sign.ts')).sign },
  { name: 'upgrade', load: async () => (await import('./commands/upgrade.ts')).upgrade },
  { name: 'verify', load: async () => (await import('./commands/verify.ts')).verify },
  { name: 'recover', load: async () => (await import('./commands/recover.ts')).recover },
  { name: 'doctor', load: async () => (await import('./commands/doctor.ts')).doctor },
]
