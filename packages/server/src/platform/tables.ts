// Written by scripts/schema.ts from the database itself; a test compares. Not to be edited.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number, bigint | number>;

export type Tables = {
  body: {
    log_id: number;
    index: Int8;
    key_id: Int8;
    sealed: Buffer;
  };
  chain: {
    id: string;
    strength: string;
    digest: string;
    sealed: Buffer;
  };
  chain_key: {
    chain_id: string;
    key_id: Int8;
  };
  checkpoint: {
    log_id: number;
    size: Int8;
    at: Int8;
    note: string;
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
  };
  follower: {
    name: string;
    log_id: number;
    next: ColumnType<bigint, bigint | number | undefined, bigint | number>;
  };
  follower_failure: {
    name: string;
    log_id: number;
    index: Int8;
    code: string;
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
  quarantine: {
    log_id: number;
    delivery: Int8;
    line: Int8;
    code: string;
    taken_by: Int8 | null;
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
    actor: string;
    role: string;
    expires_at: Int8;
  };
  shown: {
    id: string;
    digest: string;
    log_id: number;
    index: Int8;
  };
  sign_in: {
    token_digest: Buffer;
    actor: string;
    role: string;
    expires_at: Int8;
    used_at: Int8 | null;
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
  tile: {
    log_id: number;
    level: number;
    n: Int8;
    sha256: Buffer;
    sm3: Buffer;
  };
};
