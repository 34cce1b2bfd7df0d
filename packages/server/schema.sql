-- Written by scripts/schema.ts from the catalogue; a test compares.

table body
  log_id smallint not null
  index bigint not null
  key_id bigint not null
  sealed bytea not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.body FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.body FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX body_pkey ON ONLY public.body USING btree (log_id, index)
  constraint body_pkey PRIMARY KEY (log_id, index)
  grant INSERT to zl_app
  grant SELECT to zl_app
  partition by RANGE (log_id, index)

table chain
  id text not null
  strength text not null
  digest text not null
  sealed bytea not null
  CREATE UNIQUE INDEX chain_pkey ON public.chain USING btree (id)
  constraint chain_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table chain_key
  chain_id text not null
  key_id bigint not null
  CREATE INDEX chain_key_by_key ON public.chain_key USING btree (key_id)
  CREATE UNIQUE INDEX chain_key_pkey ON public.chain_key USING btree (chain_id, key_id)
  constraint chain_key_chain_id_fkey FOREIGN KEY (chain_id) REFERENCES chain(id) ON DELETE CASCADE
  constraint chain_key_pkey PRIMARY KEY (chain_id, key_id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table checkpoint
  log_id smallint not null
  size bigint not null
  at bigint not null
  note text not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX checkpoint_pkey ON public.checkpoint USING btree (log_id, size)
  constraint checkpoint_pkey PRIMARY KEY (log_id, size)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table data_key
  key_id bigint not null identity
  log_id smallint not null
  holder_mac bytea not null
  class text not null
  month text not null
  wrapped bytea
  held boolean not null default false
  destroyed_by bigint
  CREATE UNIQUE INDEX data_key_in_use ON public.data_key USING btree (log_id, holder_mac, class, month) WHERE (wrapped IS NOT NULL)
  CREATE UNIQUE INDEX data_key_pkey ON public.data_key USING btree (key_id)
  constraint data_key_check CHECK (((wrapped IS NULL) = (destroyed_by IS NOT NULL)))
  constraint data_key_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(log_id)
  constraint data_key_month_check CHECK ((month ~ '^[0-9]{4}-[0-9]{2}$'::text))
  constraint data_key_pkey PRIMARY KEY (key_id)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE (destroyed_by) to zl_app
  grant UPDATE (held) to zl_app
  grant UPDATE (wrapped) to zl_app

table data_key_source
  key_id bigint not null
  source_key_id bigint not null
  CREATE UNIQUE INDEX data_key_source_pkey ON public.data_key_source USING btree (source_key_id, key_id)
  constraint data_key_source_key_id_fkey FOREIGN KEY (key_id) REFERENCES data_key(key_id)
  constraint data_key_source_pkey PRIMARY KEY (source_key_id, key_id)
  constraint data_key_source_source_key_id_fkey FOREIGN KEY (source_key_id) REFERENCES data_key(key_id)
  grant INSERT to zl_app
  grant SELECT to zl_app

table delivery
  log_id smallint not null
  index bigint not null
  source_id integer not null
  file_mac bytea
  done_bytes bigint not null default 0
  finished boolean not null default false
  accepted bigint not null default 0
  repeated bigint not null default 0
  changed bigint not null default 0
  quarantined bigint not null default 0
  retracted bigint
  CREATE INDEX delivery_by_file ON public.delivery USING btree (source_id, file_mac)
  CREATE UNIQUE INDEX delivery_pkey ON public.delivery USING btree (log_id, index)
  constraint delivery_pkey PRIMARY KEY (log_id, index)
  constraint delivery_retracted_check CHECK (((retracted IS NULL) OR (file_mac IS NULL)))
  constraint delivery_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(source_id)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  grant UPDATE (accepted) to zl_app
  grant UPDATE (changed) to zl_app
  grant UPDATE (done_bytes) to zl_app
  grant UPDATE (file_mac) to zl_app
  grant UPDATE (finished) to zl_app
  grant UPDATE (quarantined) to zl_app
  grant UPDATE (repeated) to zl_app
  grant UPDATE (retracted) to zl_app

table entry
  log_id smallint not null
  index bigint not null
  recorded_at bigint not null
  type text not null
  delivery bigint
  prior bigint
  commitment_sha256 bytea not null
  commitment_sm3 bytea not null
  leaf_sha256 bytea not null
  leaf_sm3 bytea not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX entry_pkey ON ONLY public.entry USING btree (log_id, index)
  constraint entry_pkey PRIMARY KEY (log_id, index)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  partition by RANGE (log_id, index)

table epoch
  epoch bigint not null
  at bigint not null
  note text not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.epoch FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.epoch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX epoch_pkey ON public.epoch USING btree (epoch)
  constraint epoch_pkey PRIMARY KEY (epoch)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table finding
  id text not null
  rule text not null
  version integer not null
  kind text not null
  severity text not null
  log_id smallint not null
  index bigint not null
  key_id bigint not null
  field text not null
  start_at integer not null
  end_at integer not null
  at bigint not null
  reads bytea not null
  CREATE INDEX finding_by_entry ON public.finding USING btree (log_id, index)
  CREATE INDEX finding_by_key ON public.finding USING btree (key_id)
  CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (id)
  constraint finding_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table follower
  name text not null
  log_id smallint not null
  next bigint not null default 0
  CREATE UNIQUE INDEX follower_pkey ON public.follower USING btree (name, log_id)
  constraint follower_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(log_id)
  constraint follower_pkey PRIMARY KEY (name, log_id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  grant UPDATE to zl_app

table follower_failure
  name text not null
  log_id smallint not null
  index bigint not null
  code text not null
  CREATE UNIQUE INDEX follower_failure_pkey ON public.follower_failure USING btree (name, log_id, index)
  constraint follower_failure_pkey PRIMARY KEY (name, log_id, index)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  grant UPDATE to zl_app

table import
  id text not null
  actor text not null
  at bigint not null
  state text not null
  sealed bytea not null
  CREATE UNIQUE INDEX import_pkey ON public.import USING btree (id)
  constraint import_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table installation
  one boolean not null default true
  id text not null
  created_at bigint not null
  CREATE UNIQUE INDEX installation_pkey ON public.installation USING btree (one)
  constraint installation_one_check CHECK (one)
  constraint installation_pkey PRIMARY KEY (one)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table log
  log_id smallint not null identity
  name text not null
  size bigint not null default 0
  last_recorded_at bigint not null default 0
  range_sha256 bytea not null default '\x'::bytea
  range_sm3 bytea not null default '\x'::bytea
  CREATE UNIQUE INDEX log_name_key ON public.log USING btree (name)
  CREATE UNIQUE INDEX log_pkey ON public.log USING btree (log_id)
  constraint log_name_check CHECK ((name ~ '^[a-z0-9-]{1,40}$'::text))
  constraint log_name_key UNIQUE (name)
  constraint log_pkey PRIMARY KEY (log_id)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  grant UPDATE (last_recorded_at) to zl_app
  grant UPDATE (range_sha256) to zl_app
  grant UPDATE (range_sm3) to zl_app
  grant UPDATE (size) to zl_app

table mapping
  name text not null
  version integer not null
  digest text not null
  text text not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX mapping_digest_key ON public.mapping USING btree (digest)
  CREATE UNIQUE INDEX mapping_pkey ON public.mapping USING btree (name, version)
  constraint mapping_digest_key UNIQUE (digest)
  constraint mapping_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(log_id)
  constraint mapping_name_check CHECK ((name ~ '^[a-z0-9-]{1,40}$'::text))
  constraint mapping_pkey PRIMARY KEY (name, version)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table mention
  party_mac bytea not null
  log_id smallint not null
  index bigint not null
  key_id bigint not null
  kind text not null
  at bigint not null
  CREATE INDEX mention_by_key ON public.mention USING btree (key_id)
  CREATE INDEX mention_by_kind ON public.mention USING btree (kind, log_id, index)
  CREATE UNIQUE INDEX mention_pkey ON public.mention USING btree (party_mac, log_id, index)
  constraint mention_pkey PRIMARY KEY (party_mac, log_id, index)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table migration
  number integer not null
  name text not null
  breaking boolean not null
  applied_at timestamp with time zone not null default now()
  CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (number)
  constraint migration_pkey PRIMARY KEY (number)
  grant SELECT to zl_app
  grant SELECT to zl_read

table package
  id text not null
  log_id smallint not null
  index bigint not null
  at bigint not null
  CREATE UNIQUE INDEX package_pkey ON public.package USING btree (id)
  constraint package_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table quarantine
  log_id smallint not null
  delivery bigint not null
  line bigint not null
  code text not null
  taken_by bigint
  CREATE UNIQUE INDEX quarantine_pkey ON public.quarantine USING btree (log_id, delivery, line)
  constraint quarantine_pkey PRIMARY KEY (log_id, delivery, line)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read
  grant UPDATE (taken_by) to zl_app

table secret
  name text not null
  sealed bytea not null
  public bytea
  CREATE UNIQUE INDEX secret_pkey ON public.secret USING btree (name)
  constraint secret_pkey PRIMARY KEY (name)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE (sealed) to zl_app

table seen
  log_id smallint not null
  key_mac bytea not null
  content_mac bytea
  index bigint not null
  CREATE UNIQUE INDEX seen_log_id_key_mac_content_mac_key ON public.seen USING btree (log_id, key_mac, content_mac)
  constraint seen_content_mac_check CHECK (((octet_length(content_mac) = 16) OR (content_mac = int8send(index))))
  constraint seen_log_id_key_mac_content_mac_key UNIQUE (log_id, key_mac, content_mac)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE (content_mac) to zl_app

table session
  token_digest bytea not null
  actor text not null
  role text not null
  expires_at bigint not null
  CREATE UNIQUE INDEX session_pkey ON public.session USING btree (token_digest)
  constraint session_pkey PRIMARY KEY (token_digest)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table shown
  id text not null
  digest text not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX shown_pkey ON public.shown USING btree (id, log_id, index)
  constraint shown_pkey PRIMARY KEY (id, log_id, index)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table sign_in
  token_digest bytea not null
  actor text not null
  role text not null
  expires_at bigint not null
  used_at bigint
  CREATE UNIQUE INDEX sign_in_pkey ON public.sign_in USING btree (token_digest)
  constraint sign_in_pkey PRIMARY KEY (token_digest)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table slice
  log_id smallint not null
  delivery bigint not null
  seq bigint not null
  layout boolean not null
  key_id bigint not null
  sealed bytea not null
  CREATE UNIQUE INDEX slice_pkey ON public.slice USING btree (log_id, delivery, seq)
  constraint slice_pkey PRIMARY KEY (log_id, delivery, seq)
  grant INSERT to zl_app
  grant SELECT to zl_app

table source
  source_id integer not null identity
  name text not null
  log_id smallint not null
  basis text
  key_digest bytea not null
  CREATE UNIQUE INDEX source_key_digest_key ON public.source USING btree (key_digest)
  CREATE UNIQUE INDEX source_name_key ON public.source USING btree (name)
  CREATE UNIQUE INDEX source_pkey ON public.source USING btree (source_id)
  constraint source_key_digest_key UNIQUE (key_digest)
  constraint source_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(log_id)
  constraint source_name_check CHECK ((name ~ '^[a-z0-9-]{1,40}$'::text))
  constraint source_name_key UNIQUE (name)
  constraint source_pkey PRIMARY KEY (source_id)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE (key_digest) to zl_app

table tile
  log_id smallint not null
  level smallint not null
  n bigint not null
  sha256 bytea not null
  sm3 bytea not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.tile FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.tile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX tile_pkey ON public.tile USING btree (log_id, level, n)
  constraint tile_pkey PRIMARY KEY (log_id, level, n)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

CREATE OR REPLACE FUNCTION public.add_partition(log smallint, block bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'ZL001';
end $function$
