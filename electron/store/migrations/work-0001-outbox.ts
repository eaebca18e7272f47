/** What cannot be fetched again: what the officer wrote, signed and decided. Commits here are FULL-sync. */
export const workOutbox = `
create table outbox (
  seq integer primary key,
  id text not null unique, account text not null, verb text not null, document_id text, order_key text not null, group_id text,
  arguments text not null, effects text not null, depends_on text not null,
  state text not null, attempts integer not null, kills integer not null, problem text,
  not_before_at integer not null, next_try_at integer not null, created_at integer not null, done_at integer, server_id text
) strict;
create index outbox_open on outbox (seq) where state in ('waiting', 'sending', 'parked');
create index outbox_by_document on outbox (account, document_id, seq);

create table alias (
  account text not null, local_id text not null, server_id text not null, primary key (account, local_id)
) strict, without rowid;
create index alias_by_server_id on alias (account, server_id);

create table overlay_document (
  account text not null, id text not null, born integer not null,
  direction text, kind text, subject text, summary text, urgency text, due_on text, due_at integer, state text,
  attachment_count integer, addressee_count integer, main_sha256 text, sort_at integer, pending_verb text, patch text not null,
  primary key (account, id)
) strict, without rowid;
create table overlay_task (
  account text not null, id text not null, document_id text not null, seen integer, flagged integer, to_sign integer, state text, patch text not null,
  primary key (account, id)
) strict, without rowid;
create index overlay_task_by_document on overlay_task (account, document_id);

create table work_blob (sha256 text primary key, size integer not null, bytes blob, made_at integer not null) strict;
create table blob_use (sha256 text not null, user text not null, primary key (sha256, user)) strict, without rowid;
create index blob_use_by_user on blob_use (user);

create table verdict (sha256 text primary key, verdict text not null, judged_at integer not null, report text not null) strict, without rowid;
create table secret (name text primary key, value text not null) strict, without rowid;
create table setting (name text primary key, value text not null) strict, without rowid;
create table audit (seq integer primary key, at integer not null, event text not null, facts text not null) strict;
create table profile_request (kind text primary key, at integer not null) strict, without rowid;
`
