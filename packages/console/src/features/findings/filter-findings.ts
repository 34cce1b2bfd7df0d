import type { Finding, Severity } from '../../api/types.ts';
import { personLabel } from '../../ui/person.ts';

export type Filter = {
  readonly kind: string | undefined;
  readonly severity: Severity | undefined;
  readonly employee: string;
};

export const noFilter: Filter = { kind: undefined, severity: undefined, employee: '' };

/** The findings that meet every condition set; an employee is found by a part of the name, number or account. */
export function filterFindings(findings: readonly Finding[], filter: Filter): readonly Finding[] {
  const wanted = filter.employee.trim().toLowerCase();
  return findings.filter((finding) => {
    const called = `${personLabel(finding.employee)} ${finding.employee.ref ?? ''}`.toLowerCase();
    return (
      (filter.kind === undefined || finding.kind === filter.kind) &&
      (filter.severity === undefined || finding.severity === filter.severity) &&
      called.includes(wanted)
    );
  });
}
