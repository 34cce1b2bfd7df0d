import type { CustodianConfig } from '../config/config.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import { timestampAuthority } from './timestamp-authority.ts';

/** What a custodian gave for an epoch, verified: the exchange as it was, and the time it attests, UTC milliseconds. */
export type Deposited = {
  readonly at: number;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly certificates: readonly Uint8Array[];
};

/**
 * 时间戳服务机构／存证机构: somebody outside who attests since when something stood. It is given an epoch, which holds digests
 * and sizes alone. Refuses with `custodian.refused` an answer that does not hold, and as the outgoing client does.
 */
export type Custodian = {
  readonly name: string;
  readonly host: string;
  /** Root certificates in DER that its receipts lead to. */
  readonly roots: readonly Uint8Array[];
  readonly deposit: (note: Uint8Array) => Promise<Deposited>;
};

type Kinds = {
  readonly [K in CustodianConfig['kind']]: (
    config: Extract<CustodianConfig, { kind: K }>,
    outgoing: Outgoing,
  ) => Custodian;
};
const kinds: Kinds = { rfc3161: timestampAuthority };

export const rootsOf = (custodians: readonly Custodian[]): readonly Uint8Array[] =>
  custodians.flatMap(({ roots }) => roots);

export const openCustodians = (configs: readonly CustodianConfig[], outgoing: Outgoing): readonly Custodian[] =>
  configs.map((config) => kinds[config.kind](config, outgoing));
