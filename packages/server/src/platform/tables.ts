// Written by scripts/schema.ts from the database itself; a test compares. Not to be edited.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number, bigint | number>;

export type Tables = {
  account: {
    id: string;
    login_mac: Buffer;
    sealed: Buffer;
    employee_mac: Buffer | null;
    oidc_mac: Buffer | null;
    external_mac: Buffer | null;
    state: string;
    made_at: Int8;
    password: string | null;
    totp: Buffer | null;
    totp_step: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    handle: Buffer;
  };
  body: {
    log_id: number;
    index: Int8;
    key_id: Int8;
    sealed: Buffer;
  };
  case_file: {
    id: string;
    state: string;
    opened_at: Int8;
    closed_at: Int8 | null;
    log_id: number;
    index: Int8;
  };
  case_member: {
    case_id: string;
    account_id: string;
  };
  case_person: {
    case_id: string;
    party_mac: Buffer;
  };
  chain: {
    id: string;
    strength: string;
    digest: string;
    sealed: Buffer;
    about_mac: Buffer | null;
    party_macs: Generated<Buffer[]>;
    sources: Generated<string[]>;
    from_at: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    to_at: ColumnType<bigint, bigint | number | undefined, bigint | number>;
  };
  chain_key: {
    chain_id: string;
    key_id: Int8;
  };
  chain_state: {
    name: string;
    value: string;
  };
  chain_subject: {
    about_mac: Buffer;
    party: Buffer;
  };
  chain_watch: {
    about_mac: Buffer;
    party_mac: Buffer;
    events: boolean;
  };
  challenge: {
    digest: Buffer;
    account_id: string | null;
    purpose: string;
    sealed: Buffer;
    expires_at: Int8;
  };
  checkpoint: {
    log_id: number;
    size: Int8;
    at: Int8;
    note: string;
  };
  custodian_state: {
    custodian: string;
    failures: number;
    next_at: Int8;
    error: string | null;
    document_failures: Generated<number>;
    document_next_at: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    document_error: string | null;
  };
  data_key: {
    key_id: GeneratedAlways<bigint>;
    log_id: number;
    holder_mac: Buffer;
    class: string;
    month: string;
    wrapped: Buffer | null;
    held: Generated<boolean>;
    destroyed_by: Int8 | null;
  };
  data_key_source: {
    key_id: Int8;
    source_key_id: Int8;
  };
  delivery: {
    log_id: number;
    index: Int8;
    source_id: number;
    file_mac: Buffer | null;
    done_bytes: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    finished: Generated<boolean>;
    accepted: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    repeated: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    changed: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    quarantined: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    retracted: Int8 | null;
  };
  device: {
    digest: Buffer;
    account_id: string;
    made_at: Int8;
  };
  entry: {
    log_id: number;
    index: Int8;
    recorded_at: Int8;
    type: string;
    delivery: Int8 | null;
    prior: Int8 | null;
    commitment_sha256: Buffer;
    commitment_sm3: Buffer;
    leaf_sha256: Buffer;
    leaf_sm3: Buffer;
  };
  epoch: {
    epoch: Int8;
    at: Int8;
    note: string;
  };
  finding: {
    id: string;
    rule: string;
    version: number;
    kind: string;
    severity: string;
    log_id: number;
    index: Int8;
    key_id: Int8;
    field: string;
    start_at: number;
    end_at: number;
    at: Int8;
    reads: Buffer;
    about_mac: Buffer | null;
    n: GeneratedAlways<bigint>;
  };
  follower: {
    name: string;
    log_id: number;
    next: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    dirty: Generated<boolean>;
  };
  follower_failure: {
    name: string;
    log_id: number;
    index: Int8;
    code: string;
  };
  hold: {
    id: string;
    placed_at: Int8;
    released_at: Int8 | null;
    log_id: number;
    index: Int8;
  };
  import: {
    id: string;
    actor: string;
    at: Int8;
    state: string;
    sealed: Buffer;
  };
  installation: {
    one: Generated<boolean>;
    id: string;
    created_at: Int8;
  };
  invitation: {
    token_digest: Buffer;
    account_id: string;
    gives: string;
    expires_at: Int8;
    used_at: Int8 | null;
  };
  log: {
    log_id: GeneratedAlways<number>;
    name: string;
    size: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    last_recorded_at: ColumnType<bigint, bigint | number | undefined, bigint | number>;
    range_sha256: Generated<Buffer>;
    range_sm3: Generated<Buffer>;
  };
  mapping: {
    name: string;
    version: number;
    digest: string;
    text: string;
    log_id: number;
    index: Int8;
  };
  matrix_cell: {
    role: string;
    permission: string;
    allowed: boolean;
    log_id: number;
    index: Int8;
  };
  mention: {
    party_mac: Buffer;
    log_id: number;
    index: Int8;
    key_id: Int8;
    kind: string;
    at: Int8;
  };
  package: {
    id: string;
    log_id: number;
    index: Int8;
    at: Int8;
  };
  package_subject: {
    id: string;
    chain_id: string;
  };
  passkey: {
    id: string;
    account_id: string;
    public_key: Buffer;
    counter: Int8;
    transports: string;
    sealed: Buffer;
    made_at: Int8;
    used_at: Int8 | null;
  };
  permission: {
    role: string;
    permission: string;
  };
  proposal: {
    id: string;
    kind: string;
    state: string;
    proposer: string;
    proposer_role: string;
    at: Int8;
    expires_at: Int8;
    log_id: number;
    index: Int8;
    decider: string | null;
    decider_role: string | null;
    decided_at: Int8 | null;
    decided_index: Int8 | null;
    done_index: Int8 | null;
  };
  provisioner: {
    name: string;
    key_digest: Buffer;
    made_at: Int8;
  };
  quarantine: {
    log_id: number;
    delivery: Int8;
    line: Int8;
    code: string;
    taken_by: Int8 | null;
  };
  reading: {
    log_id: number;
    index: Int8;
    actor: string;
    act: string;
    ground: string;
    outcome: string;
    items: number;
    about: Buffer[];
    at: Int8;
  };
  receipt: {
    epoch: Int8;
    custodian: string;
    at: Int8 | null;
    received_at: Int8;
    request: Buffer;
    response: Buffer;
    certificates: Buffer[];
    format: Generated<string>;
    until: Int8 | null;
  };
  receipt_document: {
    custodian: string;
    epoch: Int8;
    fetched_at: Int8;
    status: Buffer;
    document: Buffer;
  };
  recovery_code: {
    account_id: string;
    digest: Buffer;
    used_at: Int8 | null;
  };
  renewal: {
    renewal: Int8;
    at: Int8;
    custodian: string;
    received_at: Int8;
    until: Int8;
    note: Buffer;
    request: Buffer;
    response: Buffer;
    certificates: Buffer[];
  };
  renewed: {
    renewal: Int8;
    ordinal: number;
    epoch: Int8 | null;
    custodian: string | null;
    earlier: Int8 | null;
  };
  role_grant: {
    id: string;
    account_id: string;
    role: string;
    scoped: boolean;
    sealed: Buffer;
    sources: string[] | null;
    from_at: Int8 | null;
    to_at: Int8 | null;
    since: Int8;
    until: Int8 | null;
    ended_at: Int8 | null;
    log_id: number;
    index: Int8;
  };
  rule_state: {
    rule: string;
    version: number;
    live: boolean;
    log_id: number;
    index: Int8;
  };
  scope_person: {
    grant_id: string;
    party_mac: Buffer;
  };
  secret: {
    name: string;
    sealed: Buffer;
    public: Buffer | null;
  };
  seen: {
    log_id: number;
    key_mac: Buffer;
    content_mac: Buffer | null;
    index: Int8;
  };
  session: {
    token_digest: Buffer;
    id: string;
    account_id: string;
    level: string;
    method: string;
    made_at: Int8;
    seen_at: Int8;
    fresh_at: Int8;
    expires_at: Int8;
    sealed: Buffer;
  };
  shown: {
    id: string;
    digest: string;
    log_id: number;
    index: Int8;
  };
  slice: {
    log_id: number;
    delivery: Int8;
    seq: Int8;
    layout: boolean;
    key_id: Int8;
    sealed: Buffer;
  };
  source: {
    source_id: GeneratedAlways<number>;
    name: string;
    log_id: number;
    basis: string | null;
    key_digest: Buffer;
  };
  suggestion_refusal: {
    id: string;
    kind: string;
    actor: string;
    at: Int8;
    log_id: number;
    index: Int8;
  };
  tile: {
    log_id: number;
    level: number;
    n: Int8;
    sha256: Buffer;
    sm3: Buffer;
  };
  try: {
    channel_mac: Buffer;
    failed: number;
    last: Int8;
  };
  unmasking: {
    id: string;
    person_mac: Buffer;
    account_id: string;
    since: Int8;
    until: Int8;
  };
  wall: {
    account_id: string;
    party_mac: Buffer;
    person_mac: Buffer;
    why: string;
  };
  wall_set: {
    id: string;
    account_id: string;
    sealed: Buffer;
    ended_at: Int8 | null;
    log_id: number;
    index: Int8;
  };
  watch_alert: {
    id: string;
    kind: string;
    actor: string;
    at: Int8;
    first_index: Int8;
    last_index: Int8;
    items: number;
  };
  watch_review: {
    alert_id: string;
    account_id: string;
    at: Int8;
    log_id: number;
    index: Int8;
  };
};
