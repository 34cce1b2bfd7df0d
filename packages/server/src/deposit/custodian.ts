import type { CustodianConfig, CustodianKind } from '../config/custodians.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import { builtInAuthority } from './built-in-authority.ts';
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
  /** Whether it is somebody else. One that is not (非中立) gives receipts that are the company's own word. */
  readonly neutral: boolean;
  /** Root certificates in DER that its receipts lead to. */
  readonly roots: readonly Uint8Array[];
  readonly deposit: (note: Uint8Array) => Promise<Deposited>;
};

/** What a custodian works with: the one way out, and the installation's clock and secrets. */
export type Surroundings = {
  readonly outgoing: Outgoing;
  readonly ledger: Pick<Ledger, 'db' | 'clock' | 'master' | 'secrets'>;
};

type Kinds = {
  readonly [K in CustodianKind]: (
    config: CustodianConfig<K>,
    surroundings: Surroundings,
  ) => Custodian | Promise<Custodian>;
};
const kinds: Kinds = { rfc3161: timestampAuthority, 'built-in': builtInAuthority };

export const rootsOf = (custodians: readonly Custodian[]): readonly Uint8Array[] =>
  custodians.flatMap(({ roots }) => roots);

const open = <K extends CustodianKind>(
  config: CustodianConfig<K>,
  surroundings: Surroundings,
): Custodian | Promise<Custodian> => kinds[config.kind](config, surroundings);

export const openCustodians = (
  configs: readonly CustodianConfig[],
  surroundings: Surroundings,
): Promise<readonly Custodian[]> => Promise.all(configs.map((config) => open(config, surroundings)));
