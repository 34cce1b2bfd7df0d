-- The ledger and what stands directly beside it. Entries and bodies are only ever inserted.

create table installation (
  one boolean primary key default true check (one),
  id text not null,
  created_at int8 not null
);
comment on table installation is 'One row: the name every log origin of this installation begins with.';

create table secret (
  name text primary key,
  sealed bytea not null,
  public bytea
);
comment on table secret is 'Signing keys and MAC keys, each sealed under the master key.';

create table log (
  log_id int2 primary key generated always as identity,
  name text not null unique check (name ~ '^[a-z0-9-]{1,40}$'),
  size int8 not null default 0,
  last_recorded_at int8 not null default 0,
  range_sha256 bytea not null default '',
  range_sm3 bytea not null default ''
);
comment on table log is 'The head of each log: its size and the right frontier of both trees, 32 bytes a subtree.';

create table entry (
  log_id int2 not null,
  index int8 not null,
  recorded_at int8 not null,
  type text not null,
  delivery int8,
  prior int8,
  commitment_sha256 bytea not null,
  commitment_sm3 bytea not null,
  leaf_sha256 bytea not null,
  leaf_sm3 bytea not null,
  primary key (log_id, index)
) partition by range (log_id, index);
comment on table entry is 'Each column is a member of the canonical entry; fsck encodes it again and compares the leaves.';

create table body (
  log_id int2 not null,
  index int8 not null,
  key_id int8 not null,
  sealed bytea not null,
  primary key (log_id, index)
) partition by range (log_id, index);
comment on table body is 'iv(12) ‖ AES-256-GCM(salt ‖ length ‖ canonical body ‖ the source''s own bytes) ‖ tag(16).';

create table seen (
  log_id int2 not null,
  key_mac bytea not null,
  content_mac bytea,
  index int8 not null,
  unique (log_id, key_mac, content_mac)
);
comment on constraint seen_log_id_key_mac_content_mac_key on seen is
  'This is the guarantee that the same content is recorded once; code only asks first.';

create table tile (
  log_id int2 not null,
  level int2 not null,
  n int8 not null,
  sha256 bytea not null,
  sm3 bytea not null,
  primary key (log_id, level, n)
);
comment on table tile is 'Roots of full subtrees of 256^level leaves, so that a proof reads hundreds of rows, not millions.';

create table data_key (
  key_id int8 primary key generated always as identity,
  log_id int2 not null references log,
  holder_mac bytea not null,
  class text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  wrapped bytea,
  held boolean not null default false,
  destroyed_by int8,
  check ((wrapped is null) = (destroyed_by is not null))
);
create unique index data_key_in_use on data_key (log_id, holder_mac, class, month) where wrapped is not null;
comment on index data_key_in_use is 'One live key each; what arrives late for a destroyed month is sealed under a new one.';
create table data_key_source (
  key_id int8 not null references data_key,
  source_key_id int8 not null references data_key,
  primary key (source_key_id, key_id)
);
comment on table data_key_source is 'What was derived from bodies under source_key_id is sealed under key_id and is destroyed with it.';

create table source (
  source_id int4 primary key generated always as identity,
  name text not null unique check (name ~ '^[a-z0-9-]{1,40}$'),
  log_id int2 not null references log,
  basis text,
  key_digest bytea not null unique
);
comment on table source is 'A source belongs to one log for good: there is no update of log_id.';

create table delivery (
  log_id int2 not null,
  index int8 not null,
  source_id int4 not null references source,
  file_mac bytea,
  done_bytes int8 not null default 0,
  finished boolean not null default false,
  accepted int8 not null default 0,
  repeated int8 not null default 0,
  changed int8 not null default 0,
  quarantined int8 not null default 0,
  primary key (log_id, index)
);
create index delivery_by_file on delivery (source_id, file_mac);

create table slice (
  log_id int2 not null,
  delivery int8 not null,
  seq int8 not null,
  layout boolean not null,
  key_id int8 not null,
  sealed bytea not null,
  primary key (log_id, delivery, seq)
);
comment on table slice is 'The original of a delivery in order: a layout under the source''s key names runs of entries, bytes of its own, and other slices.';

create table quarantine (
  log_id int2 not null,
  delivery int8 not null,
  line int8 not null,
  code text not null,
  primary key (log_id, delivery, line)
);

create table checkpoint (
  log_id int2 not null,
  size int8 not null,
  at int8 not null,
  note text not null,
  primary key (log_id, size)
);

create table epoch (
  epoch int8 primary key,
  at int8 not null,
  note text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'ZL001';
end $$;

create trigger append_only before update or delete on entry for each row execute function refuse_change();
create trigger append_only before update or delete on body for each row execute function refuse_change();
create trigger append_only before update or delete on checkpoint for each row execute function refuse_change();
create trigger append_only before update or delete on epoch for each row execute function refuse_change();
create trigger append_only before update or delete on tile for each row execute function refuse_change();
create trigger no_truncate before truncate on entry execute function refuse_change();
create trigger no_truncate before truncate on body execute function refuse_change();
create trigger no_truncate before truncate on checkpoint execute function refuse_change();
create trigger no_truncate before truncate on epoch execute function refuse_change();
create trigger no_truncate before truncate on tile execute function refuse_change();

-- Only this function, running as the owner, can make a partition: the server's role cannot create tables.
create function add_partition(log int2, block int8) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  part text;
  parent text;
begin
  foreach parent in array array['entry', 'body'] loop
    part := format('%s_%s_%s', parent, log, block);
    execute format(
      'create table if not exists %I partition of %I for values from (%s, %s) to (%s, %s)',
      part, parent, log, block << 24, log, (block + 1) << 24);
    execute format(
      'create or replace trigger no_truncate before truncate on %I execute function refuse_change()', part);
  end loop;
end $$;
revoke all on function add_partition from public;
grant execute on function add_partition to zl_app;

grant select, insert on installation, secret, log, entry, body, seen, tile, data_key, data_key_source, source,
  delivery, slice, quarantine, checkpoint, epoch to zl_app;
grant update (sealed) on secret to zl_app;
grant update (size, last_recorded_at, range_sha256, range_sm3) on log to zl_app;
grant update (content_mac) on seen to zl_app;
grant update (wrapped, held, destroyed_by) on data_key to zl_app;
grant update (key_digest) on source to zl_app;
grant update (done_bytes, finished, accepted, repeated, changed, quarantined) on delivery to zl_app;
grant usage on sequence data_key_key_id_seq to zl_app;
grant select on installation, log, entry, tile, delivery, quarantine, checkpoint, epoch to zl_read;
