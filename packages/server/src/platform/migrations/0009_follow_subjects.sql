-- Chains are made anew for whom something new concerns, and for nobody else.

alter table finding add column n int8 generated always as identity;
create unique index finding_by_n on finding (n);
comment on column finding.n is 'Grows with every finding that is written: by it the chains know which came since they last looked.';

create index chain_by_about on chain (about_mac);

create table chain_subject (
  about_mac bytea primary key,
  party bytea not null
);
comment on table chain_subject is 'Whom chains can be about: a keyed digest of the employee, or of the account where no person is known behind it; the party itself is sealed.';

create table chain_watch (
  about_mac bytea not null,
  party_mac bytea not null,
  events boolean not null,
  primary key (about_mac, party_mac)
);
create index chain_watch_by_party on chain_watch (party_mac);
comment on table chain_watch is 'An entry that names this party is a reason to make the chains about that subject anew; without events only one that says who somebody is.';

create table chain_state (
  name text primary key,
  value text not null
);
comment on table chain_state is 'How far the chains have looked, and under which version and rules they were made.';

grant select, insert, update, delete on chain_subject, chain_watch, chain_state to zl_app;

-- What was noted so far lacks the holders of accounts and the numbers of hand-overs: it is made again from the first entry.
truncate mention, chain, chain_key, shown, package;
delete from follower where name in ('people', 'chain');
delete from follower_failure where name in ('people', 'chain');

-- The messages next to one of a long conversation are found without sorting all of it.
create index mention_by_time on mention (party_mac, at, log_id, index) where kind = 'chat';
