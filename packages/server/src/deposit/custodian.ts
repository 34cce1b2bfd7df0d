import type { CustodianConfig, CustodianKind } from '../config/custodians.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import { baoquan } from './baoquan.ts';
import { bjca } from './bjca.ts';
import { builtInAuthority } from './built-in-authority.ts';
import { timestampAuthority } from './timestamp-authority.ts';

/**
 * What a custodian gave for an epoch, verified: the exchange as it was, the time it attests, and when the first of its
 * certificates ends, UTC milliseconds.
 */
export type Deposited = {
  readonly at: number;
  readonly until: number;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly certificates: readonly Uint8Array[];
};

/** What a service without tokens answered, as it was; `at` is the time it named, UTC milliseconds. */
export type Stated = {
  readonly at: number | null;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
};

/** What such a service says of a number later on, and the PDF it hands out. */
export type Certificate = { readonly status: Uint8Array; readonly document: Uint8Array };

/** Under which number, and about which digest, a certificate is asked for. */
type CertificateOf = { readonly number: string; readonly digest: string };

type Named = {
  readonly name: string;
  readonly host: string;
  /** Whether it is somebody else. One that is not (非中立) gives receipts that are the company's own word. */
  readonly neutral: boolean;
  /** Root certificates in DER that its receipts lead to; none where they lead nowhere. */
  readonly roots: readonly Uint8Array[];
};

/** 时间戳服务机构: gives tokens of RFC 3161, which anybody can check. */
export type TokenGiver = Named & {
  readonly gives: 'token';
  readonly deposit: (note: Uint8Array) => Promise<Deposited>;
};

/** 存证机构: keeps a digest and answers with a number. Whether it did is for the service itself to say. */
export type StatementGiver = Named & {
  readonly gives: 'statement';
  readonly state: (note: Uint8Array) => Promise<Stated>;
  readonly certificate: 'none' | ((of: CertificateOf) => Promise<Certificate>);
};

/**
 * Somebody outside who attests since when something stood. It is given an epoch, which holds digests and sizes alone.
 * Refuses with `custodian.refused` an answer that does not hold, and as the outgoing client does.
 */
export type Custodian = TokenGiver | StatementGiver;

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
const kinds: Kinds = { rfc3161: timestampAuthority, 'built-in': builtInAuthority, baoquan, bjca };

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
