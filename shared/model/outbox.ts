/** Hàng đợi gửi. */
export const OUTBOX_STATES = ['waiting', 'sending', 'done', 'parked', 'discarded'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

/** What an outbox row does: a verb of an Action, or one of ours for drafts and flags (cli.md, `outbox`). */
export const OUTBOX_OWN_VERBS = ['draft.create', 'draft.update', 'task.flags'] as const
