import type { Config } from '../config/config.ts';
import type { Custodian } from '../deposit/custodian.ts';
import { openCustodians } from '../deposit/custodian.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import { outgoingClient } from '../platform/outgoing.ts';

const OUTGOING_BYTES = 1024 * 1024;
const OUTGOING_MILLIS = 10_000;

/** The one client by which this installation reaches others. */
export const outgoingOf = ({ outgoingAllow }: Config): Outgoing =>
  outgoingClient({ allow: outgoingAllow, maxBytes: OUTGOING_BYTES, timeoutMillis: OUTGOING_MILLIS });

/** The custodians whose answer is a token that a signature can carry. */
export const timestampAuthorities = (config: Config): readonly Custodian[] =>
  openCustodians(
    config.custodians.filter(({ kind }) => kind === 'rfc3161'),
    outgoingOf(config),
  );
