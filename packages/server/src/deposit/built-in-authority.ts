import { certificatesIn, encodeTimeStampRequest, pemOf } from '@zhenglian/proof';
import type { CustodianConfig } from '../config/custodians.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as secretStore from '../ledger/secret-store.ts';
import { systemActor } from '../platform/db.ts';
import { acceptedAnswer, newNonce } from './answer.ts';
import type { AuthorityKeys } from './built-in-tokens.ts';
import { answerRequest, makeAuthorityKeys } from './built-in-tokens.ts';
import type { TokenGiver } from './custodian.ts';

/**
 * An authority inside this program, for demonstration and tests. Its tokens are those of RFC 3161, and they are the
 * company's own word: its name, its certificates and everything that mentions it say so (非中立, not neutral).
 */
export async function builtInAuthority(
  { name }: CustodianConfig<'built-in'>,
  { ledger }: { readonly ledger: Pick<Ledger, 'db' | 'clock' | 'master' | 'secrets'> },
): Promise<TokenGiver> {
  const { clock } = ledger;
  const keys = await authorityKeys(ledger, name);
  const roots = [keys.root];
  return {
    name,
    host: 'built-in',
    neutral: false,
    roots,
    gives: 'token',
    async deposit(note) {
      const nonce = newNonce();
      const request = encodeTimeStampRequest('sha256', note, nonce);
      const response = await answerRequest(keys, request, clock.now());
      return acceptedAnswer({ custodian: name, roots, clock }, { note, nonce, request, response });
    },
  };
}

/** The key and certificates of the installation under this name, kept as its other secrets are: under the master key. */
async function authorityKeys(
  { db, clock, master, secrets }: Pick<Ledger, 'db' | 'clock' | 'master' | 'secrets'>,
  name: string,
): Promise<AuthorityKeys> {
  const label = `custodian:${name}`;
  const row = await db.as(systemActor, (tx) =>
    secretStore.secret(tx, label, async () => {
      const { key, certificate, root } = await makeAuthorityKeys(secrets.installation, clock.now());
      return { sealed: master.wrap(label, key), public: Buffer.from(pemOf(certificate) + pemOf(root)) };
    }),
  );
  const [certificate, root] = certificatesIn(row.public?.toString('utf8') ?? '');
  if (certificate === undefined || root === undefined) throw new Error(`${label} has no certificates`);
  return { key: master.unwrap(label, row.sealed), certificate, root };
}
