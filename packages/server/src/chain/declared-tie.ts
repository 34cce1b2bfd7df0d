import type { Evidence } from './evidence.ts';
import type { Factual } from './world.ts';

/** Signed declarations that tie the employee, or a relative, to the beneficiary. Kinship comes from nothing else. */
export function tiesDeclared({ story, world }: Evidence): readonly Factual<'declaration'>[] {
  return (world.declarations.get(story.employee.ref ?? '') ?? []).filter(({ record: { body } }) => {
    const company = body.company === undefined ? undefined : world.directory.companyOf(body.company)?.company;
    return company !== undefined && company === story.company;
  });
}

export function isTieDeclared(evidence: Evidence): boolean {
  return tiesDeclared(evidence).length > 0;
}
