import type { Employee, Outside } from '../people.ts';
import type { Innocent } from '../truth.ts';

export function innocent(kind: string, employee: Employee, outside: Outside | undefined, how: string): Innocent {
  return { kind, employee: employee.ref, ...(outside === undefined ? {} : { company: outside.full }), how };
}
