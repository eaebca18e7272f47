/**
 * `object` holds what is; `view` holds who sees it: a row per account, whose `modseq` moves with every change of the
 * object and whose `dead` marks a tombstone. Losing access and being destroyed look the same to a client, so revocation
 * reaches its cache. `first_born` outlives a tombstone: an object that was lost and seen again must not be told as new
 * and gone in one breath to a client that never heard of the loss.
 * `blob.head` names bytes that stand before a blob's own: the seed's thousands of PDFs begin with the same fonts.
 */
export const SCHEMA = `
create table meta(key text primary key, value any) strict, without rowid;
create table object(type text, id text, rev integer not null, json text not null, primary key(type, id)) strict, without rowid;
create index object_officer_agency on object(json_extract(json, '$.agencyId')) where type = 'Officer';
create table account(id text primary key, modseq integer not null, floor integer not null) strict, without rowid;
create table view(account text, type text, id text, modseq integer not null, first_born integer not null, born integer not null,
  dead integer, died_at integer, primary key(account, type, id)) strict, without rowid;
create index view_modseq on view(account, type, modseq);
create index view_object on view(type, id);
create table client_ref(account text, type text, ref text, id text not null, primary key(account, type, ref)) strict, without rowid;
create table document(id text primary key, agency text not null, source text) strict, without rowid;
create index document_agency on document(agency);
create index document_source on document(source) where source is not null;
create table task(document text, officer text, id text not null, primary key(document, officer)) strict, without rowid;
create table action(document text, id text, primary key(document, id)) strict, without rowid;
create table register(agency text, year integer, book text, number integer, document text not null, primary key(agency, year, book, number)) strict, without rowid;
create table blob(id text primary key, type text not null, head integer, bytes blob not null) strict;
create table blob_head(id integer primary key, bytes blob not null unique) strict;
create table blob_use(blob text, type text, id text, primary key(blob, type, id)) strict, without rowid;
create table upload(account text, blob text, primary key(account, blob)) strict, without rowid;
create table issuer(der blob primary key) strict, without rowid;
create table arrival(place integer primary key, json text not null) strict;
create table token(place integer primary key, officer text not null, pin text not null, p12 blob not null) strict;
create table kept_file(name text primary key, bytes blob not null) strict, without rowid;
create table login(user text primary key, password text not null, role text not null, officer text not null, agency text not null, place integer not null) strict, without rowid;
`
