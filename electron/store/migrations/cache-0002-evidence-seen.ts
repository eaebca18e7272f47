/** Where the chain of evidence in `work.db` ended when it was last seen: an older `work.db` put in its place does not know. */
export const cacheEvidenceSeen = `
create table evidence_seen (id integer primary key check (id = 1), rows integer not null, hash text not null) strict;
`
