import { foldName } from '../people/company-name.ts';
import { stateAt } from '../people/states.ts';
import type { Evidence } from './evidence.ts';
import type { Factual } from './world.ts';

/** Signed declarations that tie the employee, or a relative, to the beneficiary. Kinship comes from nothing else. */
export function tiesDeclared({ story, world }: Evidence): readonly Factual<'declaration'>[] {
  return (world.declarations.get(story.employee.ref ?? '') ?? []).filter(({ record: { body } }) => {
    const company = body.company === undefined ? undefined : world.directory.companyOf(body.company)?.company;
    return company !== undefined && company === story.company;
  });
}

/** Declarations of kin who bear the name of one who owns, leads or represents the beneficiary; nobody else need be them. */
export function tiesByName({ story, world, last }: Evidence): readonly Factual<'declaration'>[] {
  const then = story.company === undefined ? undefined : stateAt(story.company.states, last.at)?.value;
  const names = new Set(
    (then?.people ?? []).flatMap(({ name, role }) => (name.length < 2 || role === 'contact' ? [] : foldName(name))),
  );
  return (world.declarations.get(story.employee.ref ?? '') ?? []).filter(
    ({ record: { body } }) => body.name != null && names.has(foldName(body.name)),
  );
}

export function isTieDeclared(evidence: Evidence): boolean {
  return tiesDeclared(evidence).length > 0;
}
