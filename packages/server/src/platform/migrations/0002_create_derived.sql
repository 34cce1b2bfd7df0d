-- Everything here can be dropped and made again from the ledger. Rows carry their data key and no words.

create table follower (
  name text not null,
  log_id int2 not null references log,
  next int8 not null default 0,
  primary key (name, log_id)
);
create table follower_failure (
  name text not null,
  log_id int2 not null,
  index int8 not null,
  code text not null,
  primary key (name, log_id, index)
);

create table mention (
  party_mac bytea not null,
  log_id int2 not null,
  index int8 not null,
  key_id int8 not null,
  kind text not null,
  at int8 not null,
  primary key (party_mac, log_id, index)
);
create index mention_by_key on mention (key_id);
create index mention_by_kind on mention (kind, log_id, index);
comment on table mention is 'Which entries name a party (a keyed digest of its handle), a conversation or a kind of record.';

create table finding (
  id text primary key,
  rule text not null,
  version int4 not null,
  kind text not null,
  severity text not null,
  log_id int2 not null,
  index int8 not null,
  key_id int8 not null,
  field text not null,
  start_at int4 not null,
  end_at int4 not null,
  at int8 not null,
  reads bytea not null
);
create index finding_by_entry on finding (log_id, index);
create index finding_by_key on finding (key_id);
comment on column finding.reads is 'Sealed under the cache key: values a rule read from the words.';

create table chain (
  id text primary key,
  strength text not null,
  digest text not null,
  sealed bytea not null
);
create table chain_key (
  chain_id text not null references chain on delete cascade,
  key_id int8 not null,
  primary key (chain_id, key_id)
);
create index chain_key_by_key on chain_key (key_id);

create table shown (
  id text not null,
  digest text not null,
  log_id int2 not null,
  index int8 not null,
  primary key (id, log_id, index)
);
comment on table shown is 'The finding and reconstruction entries by the id of what was shown, latest digest last.';

create table package (
  id text primary key,
  log_id int2 not null,
  index int8 not null,
  at int8 not null
);

create table sign_in (
  token_digest bytea primary key,
  actor text not null,
  role text not null,
  expires_at int8 not null,
  used_at int8
);
create table session (
  token_digest bytea primary key,
  actor text not null,
  role text not null,
  expires_at int8 not null
);

grant select, insert, update, delete on follower, follower_failure, mention, finding, chain, chain_key,
  shown, package, sign_in, session to zl_app;
grant select on follower, follower_failure to zl_read;
