import type { Permission } from '../access/matrix.ts';
import { needsFresh } from '../access/matrix.ts';
import type { Access } from '../access/session.ts';
import { FRESH_MILLIS } from '../access/session.ts';
import type { RefusalCode } from '../kernel/refusal.ts';

/**
 * What a route may need: a permission of the matrix, or one of what stands outside of it. `session.enrol` is open to a
 * session that may do nothing else yet; `session.own` to every full one.
 */
export type Need = 'nothing' | 'record.post' | 'account.provision' | 'session.enrol' | 'session.own' | Permission;

/** Who asks. A source and a directory service show a key, a person has a session. */
export type Asker =
  | { readonly is: 'anonymous' | 'source' | 'provisioner' }
  | { readonly is: 'account'; readonly access: Access };

/** Why this asker must not have what the route needs; `undefined` when they may. */
export function refusedBecause(asker: Asker, need: Need): RefusalCode | undefined {
  if (need === 'nothing') return undefined;
  if (asker.is === 'anonymous') return 'auth.required';
  if (need === 'record.post') return asker.is === 'source' ? undefined : 'auth.forbidden';
  if (need === 'account.provision') return asker.is === 'provisioner' ? undefined : 'auth.forbidden';
  if (asker.is !== 'account') return 'auth.forbidden';
  const { access } = asker;
  if (need === 'session.enrol') return undefined;
  if (access.level !== 'full') return 'auth.factor_needed';
  if (need === 'session.own') return undefined;
  if (!access.permissions.has(need)) return 'auth.forbidden';
  const isStale = needsFresh(need) && access.actor.now - access.freshAt > FRESH_MILLIS;
  return isStale ? 'auth.fresh_needed' : undefined;
}
