import type { Party } from '../../kernel/party.ts';
import type { Instant } from '../../kernel/time.ts';
import type { EntryRef } from '../../people/fact.ts';
import { entryOf } from '../../people/fact.ts';
import { isSharedDevice, tellingAccesses } from '../link-conduct.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

type Use = { readonly party: Party; readonly at: Instant; readonly entry: EntryRef };

/** Somebody else used the account that spoke, was paid, or looked into the customer's record. */
export const searchSharedAccount: RivalSearch = (evidence) => {
  const kind = 'shared-account';
  const { story, world, paid } = evidence;
  const uses: readonly Use[] = [
    ...story.said.map((said) => ({ party: said.employee.handle, at: said.at, entry: said.entry })),
    ...paid.map(({ payment }) => ({ party: payment.to, at: payment.at, entry: payment.entry })),
  ];
  const shared = uses.filter(({ party, at }) => world.directory.personsOf(party, at).length > 1);
  const devices = tellingAccesses(evidence).filter(({ fact }) => isSharedDevice(fact, evidence));
  const bindings = shared.flatMap(({ party, at }) =>
    world.directory.personsOf(party, at).flatMap((each) => each.entry ?? []),
  );
  const entries = [...shared.map((use) => use.entry), ...devices.map(({ fact }) => entryOf(fact)), ...bindings];
  if (shared.length > 0 || devices.length > 0) {
    const because = `${shared.length}次使用的账号、${devices.length}次访问的设备当时绑定多人,操作者须另行证明。`;
    return found(kind, 'weakens', because, entries);
  }
  if (story.employee.ref === undefined)
    return found(kind, 'not-searchable', '账号尚未归属到员工,不能判断是否多人使用。');
  return found(kind, 'none-found', `查找所用账号和设备的归属记录(${uses.length}次使用),当时均未绑定多人。`);
};
