import { OWN_COMPANY } from '../lines/own-company.ts';
import { DAY, instant } from '../record.ts';
import { dealt, prepare, roundYuan, setScene, story, testify } from '../scene.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** Customers go to a company that a declared relative runs; no money to the employee is seen. */
export function ownCompany(world: World): Story {
  const { random, sink, rule, begin } = world;
  const scene = setScene(world, random.int(2, 3), {
    isRecorded: true,
    relation: random.pick(['unknown', 'competitor', 'supplier'] as const),
  });
  const { employee, outside } = scene;
  const at = begin - random.int(5, 200) * DAY;
  const relation = random.pick(['spouse', 'spouse', 'sibling', 'parent', 'other-kin']);
  const name = random.pick([outside.representative, outside.shareholder]).name.full;
  const company = { system: 'company', ref: random.chance(0.5) ? outside.full : outside.uscc, name: outside.full };
  sink.add(
    'declaration',
    at,
    { employee: employee.party, relation, name, company, rule, at: instant(at) },
    { source: 'hr' },
  );
  prepare(world, scene, 1);
  const script = random.pick(OWN_COMPANY);
  const words = scene.customers.map((customer) => {
    const when = scene.at + random.int(0, 12) * DAY;
    const said = tell(world, { ...scene, customer }, random.chance(0.6) ? script : random.pick(OWN_COMPANY), when);
    dealt(world, scene, customer, roundYuan(world), said.at);
    return said.words;
  });
  if (random.chance(0.2)) testify(world, scene, scene.at + 80 * DAY);
  return story(
    { ...scene, isKnown: true },
    { kind: 'own-company-through-relative', expects: 'medium', how: words.join(' || ') },
  );
}
