import { appendToFile, type FilePlan } from './append-to-file.ts'
import { type LeveledTail, type LevelInputs, signAtLevel } from './sign-at-level.ts'
import { upgradeDocument, type UpgradedTail, type UpgradeInputs } from './upgrade-document.ts'

export interface SignFileInputs extends Omit<LevelInputs, 'source'>, FilePlan {}

/** Signs a plain file into another, as `appendToFile` promises. */
export function signFile({ from, to, existing, ...inputs }: SignFileInputs): Promise<LeveledTail> {
  return appendToFile({ from, to, existing }, source => signAtLevel({ ...inputs, source }))
}

export interface UpgradeFileInputs extends Omit<UpgradeInputs, 'source'>, FilePlan {}

/** Raises the signatures of a plain file into another; where nothing could be raised the other is a copy. */
export function upgradeFile({ from, to, existing, ...inputs }: UpgradeFileInputs): Promise<UpgradedTail> {
  return appendToFile({ from, to, existing }, source => upgradeDocument({ ...inputs, source }))
}
