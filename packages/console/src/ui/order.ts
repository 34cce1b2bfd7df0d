import type { Message, Severity, Strength, TimelineItem } from '../api/types.ts';

const strengths: Readonly<Record<Strength, number>> = { strong: 0, medium: 1, weak: 2 };
const severities: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** Best corroborated first; chains of the same strength keep the order in which the server gave them. */
export function strongestFirst<T extends { readonly strength: Strength }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => strengths[a.strength] - strengths[b.strength]);
}

type Timed = { readonly at: number; readonly id: string };
const newer = (a: Timed, b: Timed) => b.at - a.at || (a.id < b.id ? -1 : 1);

export function newestFirst<T extends Timed>(items: readonly T[]): readonly T[] {
  return items.toSorted(newer);
}

export function severestFirst<T extends Timed & { readonly severity: Severity }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => severities[a.severity] - severities[b.severity] || newer(a, b));
}

/** The messages around those that matter, `around` on each side; with nothing that matters, the first few. */
export function nearby(all: readonly Message[], matters: (message: Message) => boolean, around: number) {
  const places = all.flatMap((message, place) => (matters(message) ? [place] : []));
  if (places.length === 0) return all.slice(0, around * 2 + 1);
  return all.filter((_, place) => places.some((own) => Math.abs(own - place) <= around));
}

/** The messages to show for a moment: its context with the message itself in it once, in order of time. */
export function conversationOf(item: Pick<TimelineItem, 'message' | 'context'>): readonly Message[] {
  const around = item.context ?? [];
  const own = item.message;
  const known = own && around.some((m) => m.log === own.log && m.index === own.index && m.field === own.field);
  const all = own && !known ? [...around, own] : around;
  return all.toSorted((a, b) => a.at - b.at || a.index - b.index);
}
