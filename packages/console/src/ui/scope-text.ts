import type { Scope } from '../api/access-types.ts';
import { useWords, type Words } from '../words/words.ts';
import { dayOf, lastDayBefore } from './day.ts';

/** A span of days as people say it; what is open at an end is left open. */
export const spanText = (from: number | undefined, to: number | undefined): string =>
  `${from === undefined ? '…' : dayOf(from)} – ${to === undefined ? '…' : lastDayBefore(to)}`;

function scopeText({ employers, departments, cases, sources, from, to }: Scope, w: Words): string {
  const { listSeparator, colon, semicolon } = w.common;
  const lists = [
    [w.accounts.employers, employers],
    [w.accounts.departments, departments],
    [w.accounts.cases, cases?.map((id) => id.slice(0, 8))],
    [w.accounts.sources, sources],
  ] as const;
  const parts = lists.flatMap(([name, list]) => (list ? [`${name}${colon}${list.join(listSeparator)}`] : []));
  if (from !== undefined || to !== undefined) parts.push(`${w.accounts.period}${colon}${spanText(from, to)}`);
  return parts.join(semicolon);
}

/** To what a role is limited, in words; empty where it is not. */
export function useScopeText(): (scope: Scope) => string {
  const { w } = useWords();
  return (scope) => scopeText(scope, w);
}
