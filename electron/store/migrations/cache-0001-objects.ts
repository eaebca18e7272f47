/**
 * Everything that can be fetched again. A document's `row` is sort_at · 1024 + a counter, so that row ids run by time:
 * full-text results come newest first straight from the index. Columns hold what lists show and filter; `json` is the
 * whole object and is only read one at a time.
 */
export const cacheObjects = `
create table document (
  row integer primary key,
  account text not null, id text not null,
  direction text not null, kind text not null, number text, notation text, subject text not null, summary text,
  issuer_id text, issuer_name text, issued_on text, received_at integer, sort_at integer not null, due_on text, due_at integer, urgency text not null, state text not null,
  attachment_count integer not null, addressee_count integer not null, main_sha256 text, client_ref text, rev integer not null, json text not null,
  unique (account, id)
) strict;
create index document_by_direction on document (account, direction, sort_at desc, id desc);
create index document_by_client_ref on document (account, client_ref) where client_ref is not null;

create virtual table document_text using fts5 (code, subject, summary, issuer, exact,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');

create table task (
  account text not null, id text not null, document_id text not null,
  role text not null, state text not null, assigned_at integer, own_due_on text, due_on text, due_at integer, sort_at integer not null,
  seen integer not null, flagged integer not null, to_sign integer not null, rev integer not null, json text not null,
  primary key (account, id)
) strict, without rowid;
create index task_inbox on task (account, sort_at desc, id desc);
create index task_unread on task (account, sort_at desc, id desc) where seen = 0;
create index task_flagged on task (account, sort_at desc, id desc) where flagged = 1;
create index task_to_sign on task (account, sort_at desc, id desc) where to_sign = 1;
create index task_due on task (account, sort_at desc, id desc) where state = 'open' and due_at is not null;
create index task_lead on task (account, sort_at desc, id desc) where state = 'open' and role = 'lead';
create index task_by_document on task (account, document_id);

create table action (
  account text not null, id text not null, document_id text, at integer, client_ref text, json text not null,
  primary key (account, id)
) strict, without rowid;
create index action_by_document on action (account, document_id, at);
create index action_by_client_ref on action (account, client_ref) where client_ref is not null;

create table agency (
  account text not null, id text not null, code text not null, name text not null, folded text not null, is_active integer not null, json text not null,
  primary key (account, id)
) strict, without rowid;
create table officer (
  account text not null, id text not null, agency_id text not null, name text not null, folded text not null, is_active integer not null, json text not null,
  primary key (account, id)
) strict, without rowid;
create index officer_by_agency on officer (account, agency_id);
create table case_file (
  account text not null, id text not null, json text not null, primary key (account, id)
) strict, without rowid;

create table sync_state (
  account text not null, type text not null, state text not null, synced_at integer not null, primary key (account, type)
) strict, without rowid;
create table fill (
  account text not null, type text not null, page integer not null, fresh integer not null, ids text not null, primary key (account, type, page)
) strict, without rowid;

create table cached_blob (
  sha256 text primary key, size integer not null, bytes blob, used_at integer not null
) strict;
create index cached_blob_by_use on cached_blob (used_at);
`
