import { join } from 'node:path';
import { maskerFor } from '../access/pseudonym.ts';
import * as chainStore from '../chain/store.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordMissed } from '../ledger/record-missed.ts';
import { readSealed } from '../ledger/sealed-file.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Exporter } from './export-chain.ts';

/**
 * The bytes of a package as it was built. Handing it out is recorded. Refuses with `not_found` where the chain it was made
 * of may not be seen, which is recorded too.
 */
export async function readPackage(
  { ledger, packageDir }: Pick<Exporter, 'ledger' | 'packageDir'>,
  actor: Actor,
  id: string,
): Promise<Uint8Array> {
  const subject = await packageSubject(ledger, actor, id);
  const bytes = await ledger.db.as(actor, (tx) =>
    readSealed(tx, ledger, join(packageDir, `${id}.sealed`), `package:${id}`),
  );
  await audit(ledger, actor, 'package.read', { id }, { ground: `chain:${subject}` });
  return bytes;
}

/** The chain a package was made of. Refuses with `not_found`, and records the attempt. */
export async function packageSubject(ledger: Ledger, actor: Actor, id: string): Promise<string> {
  const subject = await ledger.db.as(actor, (tx) => chainStore.subjectOfPackage(tx, id));
  if (subject !== undefined) return subject;
  const hidden = await ledger.db.as(systemActor, (tx) => chainStore.subjectOfPackage(tx, id));
  await recordMissed(ledger, actor, 'package.read', { id }, [], hidden !== undefined);
  throw new Refusal('not_found', { what: `package:${id}` });
}

/**
 * A package holds names: whoever still sees its person under a pseudonym must not make or have it. Refuses with
 * `auth.forbidden`.
 */
export async function refuseCoveredChain(ledger: Ledger, actor: Actor, chainId: string): Promise<void> {
  if (actor.role !== 'account') return;
  const row = await ledger.db.as(actor, (tx) => chainStore.chainById(tx, chainId));
  const about = row?.reach.aboutMac?.toString('hex');
  const masker = await maskerFor(ledger, actor);
  if (about !== undefined && !masker.shows(about))
    throw new Refusal('auth.forbidden', { why: 'a package holds names: two persons must un-mask this one first' });
}
