-- Written by scripts/schema.ts from the catalogue; a test compares.

table account
  id text not null
  login_mac bytea not null
  sealed bytea not null
  employee_mac bytea
  oidc_mac bytea
  external_mac bytea
  state text not null
  made_at bigint not null
  password text
  totp bytea
  totp_step bigint not null default 0
  handle bytea not null
  CREATE UNIQUE INDEX account_external_mac_key ON public.account USING btree (external_mac)
  CREATE UNIQUE INDEX account_handle_key ON public.account USING btree (handle)
  CREATE UNIQUE INDEX account_login_mac_key ON public.account USING btree (login_mac)
  CREATE UNIQUE INDEX account_oidc_mac_key ON public.account USING btree (oidc_mac)
  CREATE UNIQUE INDEX account_pkey ON public.account USING btree (id)
  constraint account_external_mac_key UNIQUE (external_mac)
  constraint account_handle_key UNIQUE (handle)
  constraint account_login_mac_key UNIQUE (login_mac)
  constraint account_oidc_mac_key UNIQUE (oidc_mac)
  constraint account_pkey PRIMARY KEY (id)
  constraint account_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'disabled'::text])))
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
  partition by RANGE (log_id, index)
  policy seen for SELECT to zl_person using zl_sees_body(log_id, index)
  row level security

table case_file
  id text not null
  state text not null
  opened_at bigint not null
  closed_at bigint
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX case_file_pkey ON public.case_file USING btree (id)
  constraint case_file_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table case_member
  case_id text not null
  account_id text not null
  CREATE UNIQUE INDEX case_member_pkey ON public.case_member USING btree (case_id, account_id)
  constraint case_member_pkey PRIMARY KEY (case_id, account_id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table case_person
  case_id text not null
  party_mac bytea not null
  CREATE UNIQUE INDEX case_person_pkey ON public.case_person USING btree (case_id, party_mac)
  constraint case_person_pkey PRIMARY KEY (case_id, party_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table chain
  id text not null
  strength text not null
  digest text not null
  sealed bytea not null
  about_mac bytea
  party_macs bytea[] not null default '{}'::bytea[]
  sources text[] not null default '{}'::text[]
  from_at bigint not null default 0
  to_at bigint not null default 0
  CREATE INDEX chain_by_about ON public.chain USING btree (about_mac)
  CREATE UNIQUE INDEX chain_pkey ON public.chain USING btree (id)
  constraint chain_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
  grant UPDATE to zl_app
  policy seen for SELECT to zl_person using ((current_setting('zl.open'::text, true) ~~ '%|chain|%'::text) OR ((EXISTS ( SELECT
   FROM zl_access(ARRAY['chain.read'::text, 'package.read'::text]) a(grant_id, whole, scoped, sources, from_at, to_at)
  WHERE (a.whole OR (((a.sources IS NULL) OR (chain.sources <@ a.sources)) AND ((a.from_at IS NULL) OR (chain.from_at >= a.from_at)) AND ((a.to_at IS NULL) OR (chain.to_at < a.to_at)) AND ((NOT a.scoped) OR zl_scope_has(a.grant_id, chain.party_macs)))))) AND (NOT (party_macs && ( SELECT zl_walls() AS zl_walls)))))
  row level security

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
  grant SELECT to zl_person
  grant UPDATE to zl_app

table chain_state
  name text not null
  value text not null
  CREATE UNIQUE INDEX chain_state_pkey ON public.chain_state USING btree (name)
  constraint chain_state_pkey PRIMARY KEY (name)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table chain_subject
  about_mac bytea not null
  party bytea not null
  CREATE UNIQUE INDEX chain_subject_pkey ON public.chain_subject USING btree (about_mac)
  constraint chain_subject_pkey PRIMARY KEY (about_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table chain_watch
  about_mac bytea not null
  party_mac bytea not null
  events boolean not null
  CREATE INDEX chain_watch_by_party ON public.chain_watch USING btree (party_mac)
  CREATE UNIQUE INDEX chain_watch_pkey ON public.chain_watch USING btree (about_mac, party_mac)
  constraint chain_watch_pkey PRIMARY KEY (about_mac, party_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table challenge
  digest bytea not null
  account_id text
  purpose text not null
  sealed bytea not null
  expires_at bigint not null
  CREATE UNIQUE INDEX challenge_pkey ON public.challenge USING btree (digest)
  constraint challenge_pkey PRIMARY KEY (digest)
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
  grant SELECT to zl_person
  grant SELECT to zl_read

table custodian_state
  custodian text not null
  failures integer not null
  next_at bigint not null
  error text
  document_failures integer not null default 0
  document_next_at bigint not null default 0
  document_error text
  CREATE UNIQUE INDEX custodian_state_pkey ON public.custodian_state USING btree (custodian)
  constraint custodian_state_pkey PRIMARY KEY (custodian)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
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
  grant SELECT to zl_person
  grant SELECT to zl_read
  grant UPDATE (accepted) to zl_app
  grant UPDATE (changed) to zl_app
  grant UPDATE (done_bytes) to zl_app
  grant UPDATE (file_mac) to zl_app
  grant UPDATE (finished) to zl_app
  grant UPDATE (quarantined) to zl_app
  grant UPDATE (repeated) to zl_app
  grant UPDATE (retracted) to zl_app
  policy seen for SELECT to zl_person using (EXISTS ( SELECT
   FROM zl_access(ARRAY['delivery.read'::text, 'entry.read'::text, 'chain.read'::text, 'finding.read'::text]) a(grant_id, whole, scoped, sources, from_at, to_at)
  WHERE ((a.sources IS NULL) OR (EXISTS ( SELECT
           FROM source s
          WHERE ((s.source_id = delivery.source_id) AND (s.name = ANY (a.sources))))))))
  row level security

table device
  digest bytea not null
  account_id text not null
  made_at bigint not null
  CREATE UNIQUE INDEX device_pkey ON public.device USING btree (digest)
  constraint device_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint device_pkey PRIMARY KEY (digest)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
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
  grant SELECT to zl_person
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
  about_mac bytea
  n bigint not null identity
  CREATE INDEX finding_by_entry ON public.finding USING btree (log_id, index)
  CREATE INDEX finding_by_key ON public.finding USING btree (key_id)
  CREATE UNIQUE INDEX finding_by_n ON public.finding USING btree (n)
  CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (id)
  constraint finding_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
  grant UPDATE to zl_app
  policy seen for SELECT to zl_person using ((current_setting('zl.open'::text, true) ~~ '%|finding|%'::text) OR zl_sees_entry(ARRAY['finding.list'::text, 'finding.read'::text, 'chain.read'::text], log_id, index))
  row level security

table follower
  name text not null
  log_id smallint not null
  next bigint not null default 0
  dirty boolean not null default false
  CREATE UNIQUE INDEX follower_pkey ON public.follower USING btree (name, log_id)
  constraint follower_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(log_id)
  constraint follower_pkey PRIMARY KEY (name, log_id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
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

table hold
  id text not null
  placed_at bigint not null
  released_at bigint
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX hold_pkey ON public.hold USING btree (id)
  constraint hold_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
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
  grant SELECT to zl_person
  grant UPDATE to zl_app
  policy seen for SELECT to zl_person using (EXISTS ( SELECT
   FROM zl_access(ARRAY['import.make'::text]) zl_access(grant_id, whole, scoped, sources, from_at, to_at)))
  row level security

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

table invitation
  token_digest bytea not null
  account_id text not null
  gives text not null
  expires_at bigint not null
  used_at bigint
  CREATE UNIQUE INDEX invitation_pkey ON public.invitation USING btree (token_digest)
  constraint invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint invitation_gives_check CHECK ((gives = ANY (ARRAY['session'::text, 'enrolment'::text])))
  constraint invitation_pkey PRIMARY KEY (token_digest)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
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
  grant SELECT to zl_person
  grant SELECT to zl_read

table matrix_cell
  role text not null
  permission text not null
  allowed boolean not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX matrix_cell_pkey ON public.matrix_cell USING btree (role, permission)
  constraint matrix_cell_pkey PRIMARY KEY (role, permission)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table mention
  party_mac bytea not null
  log_id smallint not null
  index bigint not null
  key_id bigint not null
  kind text not null
  at bigint not null
  CREATE INDEX mention_by_entry ON public.mention USING btree (log_id, index)
  CREATE INDEX mention_by_key ON public.mention USING btree (key_id)
  CREATE INDEX mention_by_kind ON public.mention USING btree (kind, log_id, index)
  CREATE INDEX mention_by_time ON public.mention USING btree (party_mac, at, log_id, index) WHERE (kind = 'chat'::text)
  CREATE UNIQUE INDEX mention_pkey ON public.mention USING btree (party_mac, kind, log_id, index)
  constraint mention_pkey PRIMARY KEY (party_mac, kind, log_id, index)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
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
  grant SELECT to zl_person
  grant UPDATE to zl_app
  policy seen for SELECT to zl_person using ((EXISTS ( SELECT
   FROM zl_access(ARRAY['package.read'::text]) zl_access(grant_id, whole, scoped, sources, from_at, to_at))) AND ((EXISTS ( SELECT
   FROM (package_subject s
     JOIN chain c ON ((c.id = s.chain_id)))
  WHERE (s.id = package.id))) OR ((cardinality(( SELECT zl_walls() AS zl_walls)) = 0) AND (EXISTS ( SELECT
   FROM zl_access(ARRAY['package.read'::text]) a(grant_id, whole, scoped, sources, from_at, to_at)
  WHERE a.whole)))))
  row level security

table package_subject
  id text not null
  chain_id text not null
  CREATE UNIQUE INDEX package_subject_pkey ON public.package_subject USING btree (id)
  constraint package_subject_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
  grant UPDATE to zl_app

table passkey
  id text not null
  account_id text not null
  public_key bytea not null
  counter bigint not null
  transports text not null
  sealed bytea not null
  made_at bigint not null
  used_at bigint
  CREATE INDEX passkey_by_account ON public.passkey USING btree (account_id)
  CREATE UNIQUE INDEX passkey_pkey ON public.passkey USING btree (id)
  constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint passkey_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table permission
  role text not null
  permission text not null
  CREATE UNIQUE INDEX permission_pkey ON public.permission USING btree (role, permission)
  constraint permission_pkey PRIMARY KEY (role, permission)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table proposal
  id text not null
  kind text not null
  state text not null
  proposer text not null
  proposer_role text not null
  at bigint not null
  expires_at bigint not null
  log_id smallint not null
  index bigint not null
  decider text
  decider_role text
  decided_at bigint
  decided_index bigint
  done_index bigint
  CREATE UNIQUE INDEX proposal_pkey ON public.proposal USING btree (id)
  constraint proposal_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table provisioner
  name text not null
  key_digest bytea not null
  made_at bigint not null
  CREATE UNIQUE INDEX provisioner_key_digest_key ON public.provisioner USING btree (key_digest)
  CREATE UNIQUE INDEX provisioner_pkey ON public.provisioner USING btree (name)
  constraint provisioner_key_digest_key UNIQUE (key_digest)
  constraint provisioner_name_check CHECK ((name ~ '^[a-z0-9-]{1,40}$'::text))
  constraint provisioner_pkey PRIMARY KEY (name)
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
  grant SELECT to zl_person
  grant SELECT to zl_read
  grant UPDATE (taken_by) to zl_app
  policy seen for SELECT to zl_person using (EXISTS ( SELECT
   FROM zl_access(ARRAY['delivery.read'::text]) a(grant_id, whole, scoped, sources, from_at, to_at)
  WHERE ((NOT a.scoped) AND (a.from_at IS NULL) AND (a.to_at IS NULL) AND ((a.sources IS NULL) OR (EXISTS ( SELECT
           FROM (delivery d
             JOIN source s USING (source_id))
          WHERE ((d.log_id = quarantine.log_id) AND (d.index = quarantine.delivery) AND (s.name = ANY (a.sources)))))))))
  row level security

table reading
  log_id smallint not null
  index bigint not null
  actor text not null
  act text not null
  ground text not null
  outcome text not null
  items integer not null
  about bytea[] not null
  at bigint not null
  CREATE INDEX reading_by_actor ON public.reading USING btree (actor, at)
  CREATE INDEX reading_by_time ON public.reading USING btree (at, index)
  CREATE UNIQUE INDEX reading_pkey ON public.reading USING btree (log_id, index)
  constraint reading_pkey PRIMARY KEY (log_id, index)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table receipt
  epoch bigint not null
  custodian text not null
  at bigint
  received_at bigint not null
  request bytea not null
  response bytea not null
  certificates bytea[] not null
  format text not null default 'rfc3161'::text
  until bigint
  CREATE INDEX receipt_by_end ON public.receipt USING btree (until) WHERE (format = 'rfc3161'::text)
  CREATE INDEX receipt_by_epoch ON public.receipt USING btree (epoch)
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.receipt FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX receipt_pkey ON public.receipt USING btree (custodian, epoch)
  constraint receipt_epoch_fkey FOREIGN KEY (epoch) REFERENCES epoch(epoch)
  constraint receipt_format_check CHECK ((format = ANY (ARRAY['rfc3161'::text, 'statement'::text])))
  constraint receipt_pkey PRIMARY KEY (custodian, epoch)
  constraint token_names_time CHECK (((format = 'statement'::text) OR (at IS NOT NULL)))
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table receipt_document
  custodian text not null
  epoch bigint not null
  fetched_at bigint not null
  status bytea not null
  document bytea not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.receipt_document FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.receipt_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX receipt_document_pkey ON public.receipt_document USING btree (custodian, epoch)
  constraint receipt_document_custodian_epoch_fkey FOREIGN KEY (custodian, epoch) REFERENCES receipt(custodian, epoch)
  constraint receipt_document_pkey PRIMARY KEY (custodian, epoch)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table recovery_code
  account_id text not null
  digest bytea not null
  used_at bigint
  CREATE UNIQUE INDEX recovery_code_pkey ON public.recovery_code USING btree (account_id, digest)
  constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint recovery_code_pkey PRIMARY KEY (account_id, digest)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table renewal
  renewal bigint not null
  at bigint not null
  custodian text not null
  received_at bigint not null
  until bigint not null
  note bytea not null
  request bytea not null
  response bytea not null
  certificates bytea[] not null
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.renewal FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.renewal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX renewal_pkey ON public.renewal USING btree (renewal)
  constraint renewal_pkey PRIMARY KEY (renewal)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table renewed
  renewal bigint not null
  ordinal integer not null
  epoch bigint
  custodian text
  earlier bigint
  CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.renewed FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.renewed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  CREATE UNIQUE INDEX renewed_pkey ON public.renewed USING btree (renewal, ordinal)
  CREATE UNIQUE INDEX renewed_receipt ON public.renewed USING btree (custodian, epoch)
  CREATE UNIQUE INDEX renewed_renewal ON public.renewed USING btree (earlier)
  constraint renewed_check CHECK ((((earlier IS NULL) = (epoch IS NOT NULL)) AND ((epoch IS NULL) = (custodian IS NULL))))
  constraint renewed_custodian_epoch_fkey FOREIGN KEY (custodian, epoch) REFERENCES receipt(custodian, epoch)
  constraint renewed_earlier_fkey FOREIGN KEY (earlier) REFERENCES renewal(renewal)
  constraint renewed_pkey PRIMARY KEY (renewal, ordinal)
  constraint renewed_renewal_fkey FOREIGN KEY (renewal) REFERENCES renewal(renewal)
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_read

table role_grant
  id text not null
  account_id text not null
  role text not null
  scoped boolean not null
  sealed bytea not null
  sources text[]
  from_at bigint
  to_at bigint
  since bigint not null
  until bigint
  ended_at bigint
  log_id smallint not null
  index bigint not null
  CREATE INDEX role_grant_by_account ON public.role_grant USING btree (account_id)
  CREATE UNIQUE INDEX role_grant_pkey ON public.role_grant USING btree (id)
  constraint role_grant_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table rule_state
  rule text not null
  version integer not null
  live boolean not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX rule_state_pkey ON public.rule_state USING btree (rule, version)
  constraint rule_state_pkey PRIMARY KEY (rule, version)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant SELECT to zl_person
  grant UPDATE to zl_app

table scope_person
  grant_id text not null
  party_mac bytea not null
  CREATE UNIQUE INDEX scope_person_pkey ON public.scope_person USING btree (grant_id, party_mac)
  constraint scope_person_pkey PRIMARY KEY (grant_id, party_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
  grant UPDATE (content_mac) to zl_app

table session
  token_digest bytea not null
  id text not null
  account_id text not null
  level text not null
  method text not null
  made_at bigint not null
  seen_at bigint not null
  fresh_at bigint not null
  expires_at bigint not null
  sealed bytea not null
  CREATE INDEX session_by_account ON public.session USING btree (account_id)
  CREATE UNIQUE INDEX session_id_key ON public.session USING btree (id)
  CREATE UNIQUE INDEX session_pkey ON public.session USING btree (token_digest)
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
  constraint session_id_key UNIQUE (id)
  constraint session_level_check CHECK ((level = ANY (ARRAY['full'::text, 'enrolment'::text])))
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
  grant SELECT to zl_person
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
  grant SELECT to zl_person
  policy seen for SELECT to zl_person using (EXISTS ( SELECT
   FROM zl_access(ARRAY['delivery.read'::text]) a(grant_id, whole, scoped, sources, from_at, to_at)
  WHERE ((NOT a.scoped) AND (a.from_at IS NULL) AND (a.to_at IS NULL) AND ((a.sources IS NULL) OR (EXISTS ( SELECT
           FROM (delivery d
             JOIN source s USING (source_id))
          WHERE ((d.log_id = slice.log_id) AND (d.index = slice.delivery) AND (s.name = ANY (a.sources)))))))))
  row level security

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

table suggestion_refusal
  id text not null
  kind text not null
  actor text not null
  at bigint not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX suggestion_refusal_pkey ON public.suggestion_refusal USING btree (id)
  constraint suggestion_refusal_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

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
  grant SELECT to zl_person
  grant SELECT to zl_read

table try
  channel_mac bytea not null
  failed integer not null
  last bigint not null
  CREATE UNIQUE INDEX try_pkey ON public.try USING btree (channel_mac)
  constraint try_pkey PRIMARY KEY (channel_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table unmasking
  id text not null
  person_mac bytea not null
  account_id text not null
  since bigint not null
  until bigint not null
  CREATE INDEX unmasking_by_account ON public.unmasking USING btree (account_id)
  CREATE UNIQUE INDEX unmasking_pkey ON public.unmasking USING btree (id)
  constraint unmasking_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table wall
  account_id text not null
  party_mac bytea not null
  person_mac bytea not null
  why text not null
  CREATE UNIQUE INDEX wall_pkey ON public.wall USING btree (account_id, party_mac)
  constraint wall_pkey PRIMARY KEY (account_id, party_mac)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table wall_set
  id text not null
  account_id text not null
  sealed bytea not null
  ended_at bigint
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX wall_set_pkey ON public.wall_set USING btree (id)
  constraint wall_set_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table watch_alert
  id text not null
  kind text not null
  actor text not null
  at bigint not null
  first_index bigint not null
  last_index bigint not null
  items integer not null
  CREATE UNIQUE INDEX watch_alert_pkey ON public.watch_alert USING btree (id)
  constraint watch_alert_pkey PRIMARY KEY (id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

table watch_review
  alert_id text not null
  account_id text not null
  at bigint not null
  log_id smallint not null
  index bigint not null
  CREATE UNIQUE INDEX watch_review_pkey ON public.watch_review USING btree (alert_id)
  constraint watch_review_pkey PRIMARY KEY (alert_id)
  grant DELETE to zl_app
  grant INSERT to zl_app
  grant SELECT to zl_app
  grant UPDATE to zl_app

view grant_now
 SELECT p.permission,
    g.id AS grant_id,
    ((NOT g.scoped) AND (g.sources IS NULL) AND (g.from_at IS NULL) AND (g.to_at IS NULL)) AS whole,
    g.scoped,
    g.sources,
    g.from_at,
    g.to_at
   FROM ((role_grant g
     JOIN permission p ON ((p.role = g.role)))
     JOIN account a ON ((a.id = g.account_id)))
  WHERE ((g.account_id = zl_account()) AND (a.state = 'active'::text) AND (g.ended_at IS NULL) AND (g.since <= zl_now()) AND ((g.until IS NULL) OR (g.until > zl_now())));

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

CREATE OR REPLACE FUNCTION public.zl_access(wanted text[])
 RETURNS TABLE(grant_id text, whole boolean, scoped boolean, sources text[], from_at bigint, to_at bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct grant_id, whole, scoped, sources, from_at, to_at from grant_now where permission = any(wanted)
$function$

CREATE OR REPLACE FUNCTION public.zl_account()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case when current_setting('zl.actor', true) like 'account:%' then substr(current_setting('zl.actor', true), 9) end
$function$

CREATE OR REPLACE FUNCTION public.zl_now()
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  select nullif(current_setting('zl.now', true), '')::int8
$function$

CREATE OR REPLACE FUNCTION public.zl_open()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  if exists (select from wall where account_id = zl_account()) then return '|'; end if;
  return (
    select '|' || coalesce(string_agg(distinct opens, '|') || '|', '')
    from grant_now a join (values
        ('body', 'entry.read'), ('body', 'chain.read'), ('body', 'finding.read'), ('body', 'delivery.read'),
        ('finding', 'finding.list'), ('finding', 'finding.read'), ('finding', 'chain.read'),
        ('chain', 'chain.read'), ('chain', 'package.read')) as n (opens, permission) using (permission)
    where a.whole);
end $function$

CREATE OR REPLACE FUNCTION public.zl_scope_has(id text, macs bytea[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from scope_person where grant_id = id and party_mac = any(macs))
$function$

CREATE OR REPLACE FUNCTION public.zl_sees_body(of_log smallint, of_index bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION public.zl_sees_entry(wanted text[], of_log smallint, of_index bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION public.zl_walls()
 RETURNS bytea[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(party_mac), '{}') from wall where account_id = zl_account()
$function$
