/**
 * Đã ký, chờ dấu thời gian: `waiting` is below the wanted level; `sending` has risen after the document was sent, its
 * evidence is on the way; `ended` cannot or need not rise any more (taken back, replaced, overtaken by a later signature).
 */
export const UPGRADE_STATES = ['waiting', 'sending', 'done', 'ended'] as const
export type UpgradeState = (typeof UPGRADE_STATES)[number]
