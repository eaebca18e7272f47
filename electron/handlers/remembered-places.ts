import { z } from 'zod'
import type { Placement } from '../../shared/contract/signing.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'

/** How far an officer moved what was proposed, in points of the page as displayed. */
const Shift = z.object({ dx: z.number(), dy: z.number() })
export type Shift = z.infer<typeof Shift>

/** Beyond this it was one odd paper, not a habit. */
const FARTHEST = 300

const nameOf = (act: SigningAct, kind: string): string => `place ${act} ${kind}`

/** Keeps for this act and kind of document how far the proposal was moved; a move back to it forgets. */
export function rememberShift(db: Database, { act, kind }: { readonly act: SigningAct; readonly kind: string }, shift: Shift): void {
  if (Math.hypot(shift.dx, shift.dy) <= FARTHEST) setSetting(db, nameOf(act, kind), shift)
}

/** The proposal moved as this officer moved the last one of its kind, kept on its page. */
export function proposeAsBefore(db: Database, { act, kind, width, height }: { readonly act: SigningAct; readonly kind: string; readonly width: number; readonly height: number }, { page, rect: [left, bottom, right, top] }: Placement): Placement {
  const { dx, dy } = getSetting(db, nameOf(act, kind), Shift) ?? { dx: 0, dy: 0 }
  const x = Math.min(Math.max(0, left + dx), Math.max(0, width - (right - left)))
  const y = Math.min(Math.max(0, bottom + dy), Math.max(0, height - (top - bottom)))
  return { page, rect: [x, y, x + right - left, y + top - bottom] }
}
