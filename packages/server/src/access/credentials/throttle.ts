import { networkOf } from './network.ts';

/** What is kept of the failures on one channel. */
export type Tries = { readonly failed: number; readonly last: number };

/**
 * A counter that an attempt falls under. `strangers` is shared by all browsers that carry no mark for the account, so it
 * is looser: it stops guessing from many networks without stopping a person whose network has done nothing.
 */
export type Channel = { readonly kind: 'device' | 'network' | 'strangers'; readonly name: string };

const FREE = 5;
const FIRST_MILLIS = 1000;
const MOST_MILLIS = 15 * 60_000;
const LOOSE_FREE = 50;
const LOOSE_MILLIS = 60_000;
const FORGET_MILLIS = 24 * 3600 * 1000;

/** How long the next try must wait: not after the first five failures, then 1 s, doubling up to 15 min. */
export function waitMillis(tries: Tries | undefined, now: number): number {
  const counted = remembered(tries, now);
  if (counted === undefined || counted.failed <= FREE) return 0;
  return remaining(counted, now, Math.min(FIRST_MILLIS * 2 ** (counted.failed - FREE - 1), MOST_MILLIS));
}

/** As `waitMillis`, for the channel that all strangers share: after 50 failures one try a minute. */
export function looseWaitMillis(tries: Tries | undefined, now: number): number {
  const counted = remembered(tries, now);
  return counted === undefined || counted.failed < LOOSE_FREE ? 0 : remaining(counted, now, LOOSE_MILLIS);
}

/** The wait that belongs to the kind of the channel. */
export function channelWaitMillis(channel: Channel, tries: Tries | undefined, now: number): number {
  return channel.kind === 'strangers' ? looseWaitMillis(tries, now) : waitMillis(tries, now);
}

/** What to keep after a failure. A try that was told to wait is not judged, so it is no failure and prolongs nothing. */
export function afterFailure(tries: Tries | undefined, now: number): Tries {
  return { failed: (remembered(tries, now)?.failed ?? 0) + 1, last: now };
}

/**
 * The channels of one attempt; it must wait for the slowest of them, and its failure counts in each.
 *
 * A browser that has signed in to this account before carries a mark that only this server can make, and is counted by
 * the mark alone (OWASP, device cookies). Whoever guesses from elsewhere has no mark, so guessing slows down the network
 * it comes from and, from many networks, all browsers without a mark. Those who use the account from their own browsers
 * share no channel with that and never wait for it. What remains: a first sign-in from a new browser has to compete for
 * one try a minute, and waits longer where the guessing comes from its own network. A stolen mark opens one channel,
 * which slows down by itself.
 *
 * `account` must be one spelling for one account, also where none exists. `device` is an identifier from a mark that
 * has been verified for this very account; a mark of another account is no mark here.
 */
export function channelsOf(attempt: {
  readonly account: string;
  readonly device: string | undefined;
  readonly address: string;
}): readonly Channel[] {
  const { account, device, address } = attempt;
  if (device !== undefined) return [channel('device', account, device)];
  return [channel('network', account, networkOf(address)), channel('strangers', account)];
}

/** JSON keeps apart what concatenation would run together. */
const channel = (kind: Channel['kind'], ...parts: readonly string[]): Channel => ({
  kind,
  name: `${kind}:${JSON.stringify(parts)}`,
});

const remembered = (tries: Tries | undefined, now: number): Tries | undefined =>
  tries === undefined || now - tries.last >= FORGET_MILLIS ? undefined : tries;

/** Never more than the pause itself, even where the clock was set back since. */
const remaining = ({ last }: Tries, now: number, pause: number): number =>
  Math.min(pause, Math.max(0, last + pause - now));
