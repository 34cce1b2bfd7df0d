import type { Instant } from '../kernel/time.ts';
import type { Who } from './as-of.ts';
import { whoIs } from './as-of.ts';
import type { View } from './as-of-index.ts';
import type { EntryRef } from './fact.ts';
import { compareText } from './fact.ts';
import { presenceAt } from './presence.ts';

export type DepartmentThen = {
  /** Empty for those of whom no department is recorded. */
  readonly department: string;
  readonly people: readonly {
    readonly who: Who;
    readonly title?: string;
    readonly manager?: Who;
    readonly entry: EntryRef;
    /** The records leave open whether the person was there at that hour. */
    readonly isUnclear: boolean;
  }[];
};

/** Who was in which department under whom at an instant, without those who had left. */
export function organisationAt(view: View, at: Instant): readonly DepartmentThen[] {
  const people = view.directory.employees.flatMap((ref) => {
    const state = view.directory.employee(ref, at);
    const { presence } = presenceAt(view, ref, at);
    if (state === undefined || presence === 'left' || presence === 'not-yet') return [];
    const { department = '', title, manager } = state.value;
    return [
      {
        department,
        who: whoIs(view, ref, at),
        ...(title === undefined ? {} : { title }),
        ...(manager === undefined ? {} : { manager: whoIs(view, manager.ref, at) }),
        entry: state.entry,
        isUnclear: presence === 'unknown',
      },
    ];
  });
  const sorted = people.toSorted(
    (a, b) => compareText(a.department, b.department) || compareText(a.who.ref, b.who.ref),
  );
  return [...Map.groupBy(sorted, ({ department }) => department)].map(([department, group]) => ({
    department,
    people: group.map(({ department: _, ...person }) => person),
  }));
}
