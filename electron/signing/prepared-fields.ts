/** The fields that `prepare` makes before the leader signs; the clerk's are open to the leader's lock (Exclude). */
export const PREPARED = { number: 'IssueNumber', date: 'IssueDate', signature: 'LeaderSignature', seal: 'IssueSeal' } as const
