import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Tx } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import type { Account } from '../account-store.ts';
import * as accounts from '../account-store.ts';
import { answered, ask } from '../passkeys.ts';
import type { Origin } from '../session.ts';
import { openSession } from '../session.ts';
import type { Oidc, Pending } from './oidc.ts';
import type { OidcPerson } from './person.ts';

/** Leaves for the provider: where to, and a token that binds what comes back to this browser. */
export async function beginOidc(
  ledger: Ledger,
  oidc: Oidc,
): Promise<{ readonly address: string; readonly asked: string }> {
  const { address, pending } = await oidc.begin(ledger.clock.now());
  return { address, asked: await ask(ledger, 'oidc', null, JSON.stringify(pending)) };
}

/**
 * Comes back from the provider and opens a session. Nobody gets an account by this: it must have been made before, by
 * invitation or by the directory. Refuses with `auth.oidc_failed`, the same for a stranger and a disabled account.
 */
export async function finishOidc(
  ledger: Ledger,
  oidc: Oidc,
  asked: string | undefined,
  { callback, origin }: { readonly callback: URL; readonly origin: Origin },
): Promise<string> {
  const begun = asked === undefined ? undefined : await answered(ledger, 'oidc', asked);
  if (begun === undefined) throw new Refusal('auth.oidc_failed', { why: 'this sign-in was not begun here' });
  // Our own value, sealed by `ask`.
  const pending = JSON.parse(begun.value) as Pending;
  const person = await oidc.finish(pending, callback, ledger.clock.now());
  const account = await ledger.db.as(systemActor, (tx) => accountOf(tx, ledger, person));
  if (account === undefined) throw new Refusal('auth.oidc_failed', { why: 'there is no account for this person' });
  return await openSession(ledger, account.id, { level: 'full', method: 'oidc', origin });
}

/**
 * By the link made at an earlier sign-in, else by the address the provider has verified. A name the person may choose
 * there (`preferred_username`) never finds an account.
 */
async function accountOf(tx: Tx, ledger: Ledger, person: OidcPerson): Promise<Account | undefined> {
  const mac = accounts.oidcMac(ledger, person.issuer, person.subject);
  const linked = await accounts.accountByOidc(tx, ledger, mac);
  if (linked !== undefined) return linked.state === 'disabled' ? undefined : linked;
  const email = person.email === undefined ? undefined : accounts.foldLogin(person.email);
  if (email === undefined) return undefined;
  const all = await accounts.accounts(tx, ledger);
  const [found, ...others] = all.filter((each) =>
    [each.login, each.email].some((name) => name !== null && accounts.foldLogin(name) === email),
  );
  if (found === undefined || others.length > 0 || found.state === 'disabled') return undefined;
  if (!(await accounts.linkOidc(tx, found.id, mac))) return undefined;
  return found;
}
