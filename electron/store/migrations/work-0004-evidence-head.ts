/**
 * Where the chain of evidence ends, kept beside it: rows cut off its end leave a chain that holds. `evidence_gap`: rows that
 * were there once and were missing when the next was added (`evidence-head.ts`).
 */
export const workEvidenceHead = `
create table evidence_head (id integer primary key check (id = 1), rows integer not null, hash text not null) strict;
insert into evidence_head select 1, coalesce(max(seq), 0), coalesce((select hash from evidence order by seq desc limit 1), '') from evidence;
create table evidence_gap (id integer primary key, at integer not null, rows integer not null, hash text not null, found integer not null) strict;
create trigger evidence_gap_stays before update on evidence_gap begin select raise(abort, 'evidence is only added'); end;
create trigger evidence_gap_remains before delete on evidence_gap begin select raise(abort, 'evidence is only added'); end;
`
