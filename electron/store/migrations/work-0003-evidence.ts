/**
 * Bằng chứng kiểm tra: what was found about which bytes, when, by which clock, under which policy, and on what it rested.
 * Rows are only added; each carries the hash of the one before (`evidence.ts`). The DER lies among the work blobs.
 * `recheck`: files whose certificates nobody could be asked about yet, and when that was last tried.
 */
export const workEvidence = `
create table evidence_item (sha256 text primary key, kind text not null, about text not null, kept_at integer not null) strict, without rowid;
create index evidence_item_by_about on evidence_item (about, kept_at);
create table evidence (
  seq integer primary key, sha256 text not null, at integer not null, clock text not null, verdict text not null,
  report text not null, policy text not null, items text not null, previous text not null, hash text not null
) strict;
create index evidence_by_file on evidence (sha256, seq);
create trigger evidence_stays before update on evidence begin select raise(abort, 'evidence is only added'); end;
create trigger evidence_remains before delete on evidence begin select raise(abort, 'evidence is only added'); end;
create trigger evidence_item_stays before update on evidence_item begin select raise(abort, 'evidence is only added'); end;
create trigger evidence_item_remains before delete on evidence_item begin select raise(abort, 'evidence is only added'); end;
create table recheck (sha256 text primary key, account text not null, document_id text not null, asked_at integer not null) strict, without rowid;
create index recheck_by_time on recheck (account, asked_at);
`
