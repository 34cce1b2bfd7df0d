import type { Use } from '../people/attribution-file.ts';
import type { Directory } from '../people/directory.ts';
import type { Fact } from '../people/fact.ts';
import { compareText } from '../people/fact.ts';
import { STANDING_KINDS } from '../people/facts.ts';
import { forEachParty } from '../people/handle-key.ts';

/**
 * Every account that acts in these events, with its first and last use. What merely says who is who is no use of an
 * account; a displayed name beside an account is kept with it, since a masked account has little else.
 */
export function usesOfAccounts(facts: readonly Fact[], directory: Directory): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const { record } of facts) {
    if (STANDING_KINDS.includes(record.kind)) continue;
    forEachParty(record.body, (handle) => {
      if (handle.system === 'company') return;
      const key = directory.handleKey(handle);
      const known = uses.get(key);
      const at = record.occurredAt;
      uses.set(key, {
        handle: known?.handle.name === undefined ? handle : known.handle,
        from: known !== undefined && known.from < at ? known.from : at,
        to: known !== undefined && known.to > at ? known.to : at,
      });
    });
  }
  return [...uses].toSorted(([a], [b]) => compareText(a, b)).map(([, use]) => use);
}
