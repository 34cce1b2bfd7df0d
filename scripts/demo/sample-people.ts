import { accountForLogin, grantDirectly, linkFor, makeAccount } from '../../packages/server/src/access/accounts.ts';
import { personOf } from '../../packages/server/src/access/pseudonym.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { decideAct, proposeAct } from '../../packages/server/src/wiring/acts.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';

export type SamplePerson = {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Signs in once, within a day. */
  readonly token: string;
};

const PEOPLE: readonly Omit<SamplePerson, 'token'>[] = [
  { login: 'diaocha', name: '林调查', roles: ['investigator', 'integrator'] },
  { login: 'fawu', name: '方法务', roles: ['counsel'] },
  { login: 'zhiban', name: '曹值班', roles: ['duty-officer'] },
  { login: 'shenji', name: '沈审计', roles: ['auditor'] },
  { login: 'anquan', name: '安全管理员', roles: ['security-admin'] },
  { login: 'shenjiguanli', name: '审计管理员', roles: ['audit-admin'] },
];

const operator = { id: 'command-line', role: 'operator' } as const;
const UNMASKED_HOURS = 24 * 30;

/**
 * Accounts for the sample company, as its operator would add them, each with a fresh one-time link. The names in its
 * medium and strong chains are un-masked for the investigator: counsel confirmed what the investigator proposed.
 */
export async function addSamplePeople(product: Product): Promise<readonly SamplePerson[]> {
  const { ledger } = product;
  await bringUp(product);
  const people: SamplePerson[] = [];
  const ids = new Map<string, string>();
  for (const person of PEOPLE) {
    const known = await accountForLogin(ledger, person.login);
    const id = known?.id ?? (await makeAccount(ledger, operator, person, 'command-line'));
    for (const role of person.roles.filter((each) => known?.roles.includes(each) !== true))
      await grantDirectly(ledger, operator, id, role);
    ids.set(person.login, id);
    people.push({ ...person, token: await linkFor(ledger, operator, id, 'session') });
  }
  await unmaskStories(product, ids.get('diaocha') ?? '', ids.get('fawu') ?? '');
  return people;
}

async function unmaskStories(product: Product, investigator: string, counsel: string): Promise<void> {
  const { ledger } = product;
  const now = ledger.clock.now();
  const chains = await showChains(ledger, operator, 'medium');
  const refs = new Set(chains.flatMap(({ employee }) => (employee.ref === null ? [] : [employee.ref])));
  for (const ref of refs) {
    const payload = { person: personOf(ledger, ref), accounts: [investigator], hours: UNMASKED_HOURS };
    const asked = { payload, reason: '样例:核对证据链所涉员工' };
    const { id } = await proposeAct(product, { role: 'account', id: investigator, now }, 'name.unmask', asked);
    await decideAct(product, { role: 'account', id: counsel, now }, id, { decision: 'confirmed', reason: '' });
  }
}
