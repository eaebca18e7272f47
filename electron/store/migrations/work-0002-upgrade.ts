/** Hàng đợi nâng mức chữ ký: what was signed below the wanted level, until it has risen. `next_try_at` null: nothing is left to do. */
export const workUpgrade = `
create table upgrade (
  id text primary key, account text not null, document_id text not null, outbox_id text not null, evidence_id text, sha256 text not null, file text not null, signed text not null,
  level text not null, wanted text not null, holds integer not null, state text not null, problem text, attempts integer not null,
  next_try_at integer, renew_at integer, made_at integer not null, done_at integer
) strict;
create index upgrade_due on upgrade (account, next_try_at) where next_try_at is not null;
create index upgrade_by_document on upgrade (account, document_id);
create index upgrade_by_outbox on upgrade (outbox_id);
`
