import type { Command } from './command.ts'
import { connect } from './commands/connect.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { draft } from './commands/draft.ts'
import { exportFiles } from './commands/export.ts'
import { list } from './commands/list.ts'
import { move } from './commands/move.ts'
import { notBuilt } from './commands/not-built.ts'
import { outbox } from './commands/outbox.ts'
import { province } from './commands/province.ts'
import { show } from './commands/show.ts'
import { sign } from './commands/sign.ts'
import { sync } from './commands/sync.ts'
import { token } from './commands/token.ts'
import { verify } from './commands/verify.ts'

/** Every command of the contract, in the order of --help. */
export const COMMANDS: readonly Command[] = [demo, province, connect, sync, list, show, exportFiles, draft, move, outbox, token, sign, verify, doctor, ...notBuilt]
