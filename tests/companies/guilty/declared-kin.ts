import { FIXED } from '../lines/fixed.ts';
import { KIN_ACCOUNT } from '../lines/kin.ts';
import { makeName } from '../names.ts';
import type { Employee } from '../people.ts';
import { bankAccount } from '../people.ts';
import type { Party } from '../record.ts';
import { DAY, instant } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** The sum goes to the account of a relative whom the employee had declared. */
export function declaredKin(world: World): Story {
  const { random } = world;
  const scene = setScene(world, 1);
  const promised = random.pick([3000, 5000, 8000, 10_000, 16_000, 20_000, 28_000]);
  const { account, call } = declareKin(world, scene.employee);
  const says = random.chance(0.7);
  const script = random.pick(says ? KIN_ACCOUNT : FIXED);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, { a: sayMoney(random, promised), kin: call });
  const sold = dealt(world, scene, scene.customer, roundYuan(world), said);
  reward(world, scene, { yuan: promised, at: afterwards(world, sold), to: account });
  return story(
    { ...scene, isKnown: true },
    { kind: 'declared-kin', expects: 'strong', promised, received: promised, how: words },
  );
}

const RELATIONS = {
  spouse: ['我老婆', '我爱人', '我对象', '家里那位'],
  parent: ['我妈', '我爸'],
  sibling: ['我弟', '我姐'],
  'other-kin': ['我小舅子', '我表妹'],
} as const;

/** A signed declaration with a relative's account; relatives keep another name. */
export function declareKin(world: World, employee: Employee): { readonly account: Party; readonly call: string } {
  const { random, sink, rule, begin } = world;
  const relation = random.pick(['spouse', 'spouse', 'spouse', 'parent', 'sibling', 'other-kin'] as const);
  const name = makeName(random).full;
  const account = bankAccount(random, name);
  const at = begin - random.int(5, 300) * DAY;
  const { name: _holder, ...plain } = account;
  const body = {
    employee: employee.party,
    relation,
    name,
    account: random.chance(0.5) ? account : plain,
    rule,
    at: instant(at),
  };
  sink.add('declaration', at, body, { source: 'hr' });
  const call =
    employee.name.female && relation === 'spouse'
      ? random.pick(['我老公', '我爱人'])
      : random.pick(RELATIONS[relation]);
  return { account, call };
}
