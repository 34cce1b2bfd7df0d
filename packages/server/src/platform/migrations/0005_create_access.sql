-- Who may sign in, what each may see, and what two persons decided; and the rules by which the database itself holds back rows.

drop table session;
drop table sign_in;

create table account (
  id text primary key,
  login_mac bytea not null unique,
  sealed bytea not null,
  employee_mac bytea,
  oidc_mac bytea unique,
  external_mac bytea unique,
  state text not null check (state in ('invited', 'active', 'disabled')),
  made_at int8 not null,
  password text,
  totp bytea,
  totp_step int8 not null default 0,
  handle bytea not null unique
);
comment on table account is 'A person who may sign in. Name, login and employee number are sealed; keyed digests find them.';
comment on column account.totp is 'The shared secret, sealed. totp_step is the last time step that was accepted: none is taken twice.';

create table passkey (
  id text primary key,
  account_id text not null references account,
  public_key bytea not null,
  counter int8 not null,
  transports text not null,
  sealed bytea not null,
  made_at int8 not null,
  used_at int8
);
create index passkey_by_account on passkey (account_id);
create table recovery_code (
  account_id text not null references account,
  digest bytea not null,
  used_at int8,
  primary key (account_id, digest)
);
create table provisioner (
  name text primary key check (name ~ '^[a-z0-9-]{1,40}$'),
  key_digest bytea not null unique,
  made_at int8 not null
);
comment on table provisioner is 'A directory service that keeps accounts through SCIM; of its key only the digest is kept.';

create table invitation (
  token_digest bytea primary key,
  account_id text not null references account,
  gives text not null check (gives in ('session', 'enrolment')),
  expires_at int8 not null,
  used_at int8
);
create table session (
  token_digest bytea primary key,
  id text not null unique,
  account_id text not null references account,
  level text not null check (level in ('full', 'enrolment')),
  method text not null,
  made_at int8 not null,
  seen_at int8 not null,
  fresh_at int8 not null,
  expires_at int8 not null,
  sealed bytea not null
);
create index session_by_account on session (account_id);
comment on column session.level is 'A session of level enrolment may do nothing but enrol a second factor.';
comment on column session.fresh_at is 'When its person last proved who they are; sealed things ask for a recent proof.';
create table device (
  digest bytea primary key,
  account_id text not null references account,
  made_at int8 not null
);
create table try (
  channel_mac bytea primary key,
  failed int4 not null,
  last int8 not null
);
comment on table try is 'Failed attempts to sign in, by where they came from: a stranger who guesses slows down strangers only.';
create table challenge (
  digest bytea primary key,
  account_id text,
  purpose text not null,
  sealed bytea not null,
  expires_at int8 not null
);
comment on table challenge is 'What was asked and not answered yet: a passkey challenge, a shared secret being enrolled, a sign-in at another provider.';

-- From here on derived: made from `act` entries by the follower access and from nothing else.

create table role_grant (
  id text primary key,
  account_id text not null,
  role text not null,
  scoped boolean not null,
  sealed bytea not null,
  sources text[],
  from_at int8,
  to_at int8,
  since int8 not null,
  until int8,
  ended_at int8,
  log_id int2 not null,
  index int8 not null
);
create index role_grant_by_account on role_grant (account_id);
comment on column role_grant.sealed is 'The scope in words: employers, departments, cases. Where it is limited to persons, scope_person lists them.';
create table scope_person (
  grant_id text not null,
  party_mac bytea not null,
  primary key (grant_id, party_mac)
);
create table wall (
  account_id text not null,
  party_mac bytea not null,
  person_mac bytea not null,
  why text not null,
  primary key (account_id, party_mac)
);
comment on table wall is 'Whose matters an account never sees: its own person, managers, declared kin and their companies, and walls set by hand.';
create table wall_set (
  id text primary key,
  account_id text not null,
  sealed bytea not null,
  ended_at int8,
  log_id int2 not null,
  index int8 not null
);
create table matrix_cell (
  role text not null,
  permission text not null,
  allowed boolean not null,
  log_id int2 not null,
  index int8 not null,
  primary key (role, permission)
);
comment on table matrix_cell is 'Where the permission matrix of this installation differs from the template.';
create table proposal (
  id text primary key,
  kind text not null,
  state text not null,
  proposer text not null,
  proposer_role text not null,
  at int8 not null,
  expires_at int8 not null,
  log_id int2 not null,
  index int8 not null,
  decider text,
  decider_role text,
  decided_at int8,
  decided_index int8,
  done_index int8
);
comment on table proposal is 'Acts that need two persons: the first decision that may be made decides, whatever is appended behind it.';
create table unmasking (
  id text primary key,
  person_mac bytea not null,
  account_id text not null,
  since int8 not null,
  until int8 not null
);
create index unmasking_by_account on unmasking (account_id);
create table hold (
  id text primary key,
  placed_at int8 not null,
  released_at int8,
  log_id int2 not null,
  index int8 not null
);
comment on table hold is 'What must not be destroyed; the exact query stands in the act entry.';
create table case_file (
  id text primary key,
  state text not null,
  opened_at int8 not null,
  closed_at int8,
  log_id int2 not null,
  index int8 not null
);
create table case_member (
  case_id text not null,
  account_id text not null,
  primary key (case_id, account_id)
);
create table case_person (
  case_id text not null,
  party_mac bytea not null,
  primary key (case_id, party_mac)
);
create table rule_state (
  rule text not null,
  version int4 not null,
  live boolean not null,
  log_id int2 not null,
  index int8 not null,
  primary key (rule, version)
);
create table reading (
  log_id int2 not null,
  index int8 not null,
  actor text not null,
  act text not null,
  ground text not null,
  outcome text not null,
  items int4 not null,
  about bytea[] not null,
  at int8 not null,
  primary key (log_id, index)
);
create index reading_by_actor on reading (actor, at);
create index reading_by_time on reading (at, index);
create table watch_alert (
  id text primary key,
  kind text not null,
  actor text not null,
  at int8 not null,
  first_index int8 not null,
  last_index int8 not null,
  items int4 not null
);
create table watch_review (
  alert_id text primary key,
  account_id text not null,
  at int8 not null,
  log_id int2 not null,
  index int8 not null
);

-- The matrix in force, so that the database can ask it too: the template of this version with the cells that differ.
create table permission (
  role text not null,
  permission text not null,
  primary key (role, permission)
);

-- What was derived so far lacks these columns: it is made again from the first entry.
truncate follower, follower_failure, mention, finding, chain, chain_key, shown, package;
alter table finding add column about_mac bytea;
comment on column finding.about_mac is 'A keyed digest of the employee, or of the account where no person is known behind it.';
alter table chain add column about_mac bytea;
alter table chain add column party_macs bytea[] not null default '{}';
alter table chain add column sources text[] not null default '{}';
alter table chain add column from_at int8 not null default 0;
alter table chain add column to_at int8 not null default 0;
comment on column chain.party_macs is 'Keyed digests of everyone the story is about: the employee with their accounts, and the companies outside.';
create table package_subject (
  id text primary key,
  chain_id text not null
);
comment on table package_subject is 'The chain a package was made of, out of the reading that made it.';

alter table follower add column dirty boolean not null default false;
comment on column follower.dirty is 'Something was passed that what is derived at the head rests on, and it was not derived since.';

-- The person a transaction acts for, and as of when. Set by the server at the start of every transaction.
create function zl_account() returns text language sql stable as $$
  select case when current_setting('zl.actor', true) like 'account:%' then substr(current_setting('zl.actor', true), 9) end
$$;
create function zl_now() returns int8 language sql stable as $$
  select nullif(current_setting('zl.now', true), '')::int8
$$;

-- The grants that this person has now, a row for each permission they bring. `whole` says that nothing limits them.
create view grant_now as
  select p.permission, g.id as grant_id, not g.scoped and g.sources is null and g.from_at is null and g.to_at is null as whole,
         g.scoped, g.sources, g.from_at, g.to_at
  from role_grant g join permission p on p.role = g.role join account a on a.id = g.account_id
  where g.account_id = zl_account() and a.state = 'active'
    and g.ended_at is null and g.since <= zl_now() and (g.until is null or g.until > zl_now());
-- The same for these permissions, for the policies: zl_person reads neither the view nor what is behind it.
create function zl_access(wanted text[])
returns table (grant_id text, whole boolean, scoped boolean, sources text[], from_at int8, to_at int8)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct grant_id, whole, scoped, sources, from_at, to_at from grant_now where permission = any(wanted)
$$;
create function zl_walls() returns bytea[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(party_mac), '{}') from wall where account_id = zl_account()
$$;
-- What is open whole to this person now, with no wall in between: names of tables with bars around them. Worked out once, at
-- the beginning of a transaction, and asked by the policies first; only where it does not answer they look row by row.
create function zl_open() returns text
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if exists (select from wall where account_id = zl_account()) then return '|'; end if;
  return (
    select '|' || coalesce(string_agg(distinct opens, '|') || '|', '')
    from grant_now a join (values
        ('body', 'entry.read'), ('body', 'chain.read'), ('body', 'finding.read'), ('body', 'delivery.read'),
        ('finding', 'finding.list'), ('finding', 'finding.read'), ('finding', 'chain.read'),
        ('chain', 'chain.read'), ('chain', 'package.read')) as n (opens, permission) using (permission)
    where a.whole);
end $$;
create function zl_scope_has(id text, macs bytea[]) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
  select exists (select from scope_person where grant_id = id and party_mac = any(macs))
$$;

-- Whether one of these permissions reaches an entry: by its source, its time and whom it names, with no wall in between. Policies
-- ask it for every row: it is in PL/pgSQL, whose plans are kept for the session.
create function zl_sees_entry(wanted text[], of_log int2, of_index int8) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if exists (
    select from mention m join wall w on w.party_mac = m.party_mac and w.account_id = zl_account()
    where m.log_id = of_log and m.index = of_index) then return false; end if;
  return exists (
    select from grant_now a where a.permission = any(wanted) and (a.whole or (
      (a.sources is null or exists (
        select from entry e join delivery d on d.log_id = e.log_id and d.index = e.delivery join source s using (source_id)
        where e.log_id = of_log and e.index = of_index and s.name = any(a.sources)))
      and (a.from_at is null and a.to_at is null or exists (
        select from mention m where m.log_id = of_log and m.index = of_index
          and (a.from_at is null or m.at >= a.from_at) and (a.to_at is null or m.at < a.to_at)))
      and (not a.scoped or exists (
        select from mention m join scope_person p on p.grant_id = a.grant_id and p.party_mac = m.party_mac
        where m.log_id = of_log and m.index = of_index)))));
end $$;
create index mention_by_entry on mention (log_id, index);

-- zl_person: the role a transaction for an account takes on. It reads, and only what these policies let it see.
grant select on log, entry, seen, tile, checkpoint, epoch, delivery, mapping, mention, follower, data_key, body, slice, quarantine,
  finding, chain, chain_key, shown, package, package_subject, import, rule_state to zl_person;
grant select (source_id, name, log_id, basis) on source to zl_person;

-- What the product itself recorded names persons without a mention: acts are read through the pages of acts alone, and what was
-- shown or packed by whoever may see what it was made of; it runs as zl_person, so that the policies of those tables hold in it.
create function zl_sees_body(of_log int2, of_index int8) returns boolean
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  is_audit boolean;
  kind text;
begin
  select l.name = 'audit', e.type into is_audit, kind
  from entry e join log l using (log_id) where e.log_id = of_log and e.index = of_index;
  if is_audit then return exists (select from zl_access(array['watch.read'])); end if;
  -- A question within a branch is asked only where the branch is taken.
  case kind
    when 'act' then return false;
    when 'reconstruction' then
      if not exists (select from shown s join chain c using (id) where s.log_id = of_log and s.index = of_index)
      then return false; end if;
    when 'finding' then
      if not exists (select from shown s join finding f using (id) where s.log_id = of_log and s.index = of_index)
      then return false; end if;
    when 'package' then
      if not exists (select from package p where p.log_id = of_log and p.index = of_index) then return false; end if;
    else null;
  end case;
  if current_setting('zl.open', true) like '%|body|%' then return true; end if;
  return zl_sees_entry(array['entry.read', 'chain.read', 'finding.read', 'delivery.read'], of_log, of_index);
end $$;
alter table body enable row level security;
create policy seen on body for select to zl_person using (zl_sees_body(log_id, index));

alter table finding enable row level security;
create policy seen on finding for select to zl_person using (
  current_setting('zl.open', true) like '%|finding|%'
  or zl_sees_entry(array['finding.list', 'finding.read', 'chain.read'], log_id, index));

alter table chain enable row level security;
create policy seen on chain for select to zl_person using (
  current_setting('zl.open', true) like '%|chain|%' or exists (
    select from zl_access(array['chain.read', 'package.read']) a
    where a.whole or ((a.sources is null or chain.sources <@ a.sources)
      and (a.from_at is null or chain.from_at >= a.from_at) and (a.to_at is null or chain.to_at < a.to_at)
      and (not a.scoped or zl_scope_has(a.grant_id, chain.party_macs))))
  and not (party_macs && (select zl_walls())::bytea[]));

alter table package enable row level security;
create policy seen on package for select to zl_person using (
  exists (select from zl_access(array['package.read']))
  and (exists (select from package_subject s join chain c on c.id = s.chain_id where s.id = package.id)
    or (cardinality((select zl_walls())) = 0 and exists (select from zl_access(array['package.read']) a where a.whole))));

alter table delivery enable row level security;
create policy seen on delivery for select to zl_person using (
  exists (
    select from zl_access(array['delivery.read', 'entry.read', 'chain.read', 'finding.read']) a
    where a.sources is null or exists (
      select from source s where s.source_id = delivery.source_id and s.name = any(a.sources))));

alter table slice enable row level security;
create policy seen on slice for select to zl_person using (
  exists (
    select from zl_access(array['delivery.read']) a
    where not a.scoped and a.from_at is null and a.to_at is null and (a.sources is null or exists (
      select from delivery d join source s using (source_id)
      where d.log_id = slice.log_id and d.index = slice.delivery and s.name = any(a.sources)))));

alter table quarantine enable row level security;
create policy seen on quarantine for select to zl_person using (
  exists (
    select from zl_access(array['delivery.read']) a
    where not a.scoped and a.from_at is null and a.to_at is null and (a.sources is null or exists (
      select from delivery d join source s using (source_id)
      where d.log_id = quarantine.log_id and d.index = quarantine.delivery and s.name = any(a.sources)))));

alter table import enable row level security;
create policy seen on import for select to zl_person using (exists (select from zl_access(array['import.make'])));

grant select, insert, update, delete on account, passkey, recovery_code, provisioner, invitation, session, device, try, challenge,
  role_grant, scope_person, wall, wall_set, matrix_cell, proposal, unmasking, hold, case_file, case_member, case_person,
  rule_state, reading, watch_alert, watch_review, permission, package_subject to zl_app;
revoke all on function zl_access, zl_walls, zl_open, zl_scope_has, zl_sees_entry, zl_sees_body from public;
grant execute on function zl_access, zl_walls, zl_open, zl_scope_has, zl_sees_entry, zl_sees_body to zl_person, zl_app;
