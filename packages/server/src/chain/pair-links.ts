import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import { compareText } from '../people/fact.ts';
import type { ReasonedLink } from './chain.ts';

type Change = { readonly before: ReasonedLink; readonly after: ReasonedLink };
export type Paired = {
  readonly same: readonly ReasonedLink[];
  readonly changed: readonly Change[];
  readonly went: readonly ReasonedLink[];
  readonly came: readonly ReasonedLink[];
};

const textOf = (link: ReasonedLink): string => canonicalText(link as unknown as Canonical);
/** What a link is about beside its type: the customer, else the company; a payment names neither. */
const subjectOf = ({ inputs }: ReasonedLink): string => inputs.customer ?? inputs.company ?? '';

/**
 * Which link of one reconstruction is which of another. Every link stands in exactly one of the four lists: the same in
 * both, changed, went, or came. Two links of one type and subject are paired by the entries they share, most first; where
 * they share none, only a named subject makes them the same link. Exchanging the arguments exchanges `came` and `went`.
 */
export function pairLinks(before: readonly ReasonedLink[], after: readonly ReasonedLink[]): Paired {
  const rest = { before: [...before], after: [...after] };
  const same = rest.before.filter((link) => {
    const at = rest.after.findIndex((other) => textOf(other) === textOf(link));
    if (at >= 0) rest.after.splice(at, 1);
    return at >= 0;
  });
  rest.before = subtract(rest.before, same);
  const changed: Change[] = [];
  for (const { before: one, after: other } of likely(rest.before, rest.after)) {
    if (changed.some((pair) => pair.before === one || pair.after === other)) continue;
    changed.push({ before: one, after: other });
  }
  return {
    same,
    changed,
    went: rest.before.filter((link) => !changed.some((pair) => pair.before === link)),
    came: rest.after.filter((link) => !changed.some((pair) => pair.after === link)),
  };
}

const subtract = (all: readonly ReasonedLink[], some: readonly ReasonedLink[]): ReasonedLink[] =>
  all.filter((link) => !some.includes(link));

/** All pairs that may be one link, the likeliest first; among equals in an order that does not hang on which came first. */
function likely(before: readonly ReasonedLink[], after: readonly ReasonedLink[]): readonly Change[] {
  const pairs = before.flatMap((one) =>
    after
      .filter((other) => other.type === one.type && subjectOf(other) === subjectOf(one))
      .map((other) => ({ before: one, after: other, shared: sharedBy(one, other), name: nameOf(one, other) })),
  );
  return pairs
    .filter(({ before: one, shared }) => shared > 0 || subjectOf(one) !== '')
    .sort((a, b) => b.shared - a.shared || compareText(a.name, b.name));
}

const nameOf = (one: ReasonedLink, other: ReasonedLink): string =>
  [textOf(one), textOf(other)].sort(compareText).join('\n');

const sharedBy = (one: ReasonedLink, other: ReasonedLink): number =>
  one.entries.filter((entry) => other.entries.some((each) => each.log === entry.log && each.index === entry.index))
    .length;
