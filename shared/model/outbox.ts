/** Hàng đợi gửi. */
export const OUTBOX_STATES = ['waiting', 'sending', 'done', 'parked', 'discarded'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]
