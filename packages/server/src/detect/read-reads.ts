import type { Money } from '../kernel/money.ts';
import type { Span } from './phrases/match.ts';
import type { Reading, Stretch } from './phrases/reading.ts';
import type { Reads } from './rule.ts';
import { isElsewhere } from './values/read-company.ts';
import type { Value } from './values/read-values.ts';
import { originalPlace } from './words/normalise.ts';

type Read = Span & { readonly reads: Reads };
/** Where something was found, and the stretch in which it stands. */
type Found = Span & { readonly stretch: Stretch };

const FAR = 12;
/** What stands after or before a sum that is the size of the business and not of the benefit. */
const sizeAfter = /^(?:左右|多)?的(?:单|订单|合同|货|项目|标|预算|销售|设备|业务|量|款)/u;
const sizeBefore =
  /(?:合同额|合同金额|订单额|总价|报价|货款|销售额|预算|成交价|单价|定金|首付|尾号|底价)(?:是|为|约|大概)?$/u;

/**
 * The share, the sums and the company that belong to what was found, and the place widened to the values beside it. What
 * the message itself does not say is taken from the nearest message before it that does.
 */
export function readReads(reading: Reading, judged: Found, before: readonly Reading[]): Read {
  const { text } = reading.normal;
  const values = valuesIn(reading, judged.stretch);
  const earlier = before.toReversed().map((each) => valuesIn(each, { start: 0, end: each.normal.text.length }));
  const given = values.length > 0 ? values : (earlier.find((each) => each.length > 0) ?? []);
  const percents = given.flatMap((value) => (value.type === 'percent' ? [value] : []));
  const amounts = given.flatMap((value) => (value.type === 'amount' ? [value] : []));
  const share = percents.toSorted((a, b) => gap(a, judged) - gap(b, judged))[0];
  const alternatives: readonly (number | Money)[] = [
    ...(share?.alternatives ?? []),
    ...percents.filter((each) => each !== share).map((each) => each.percentBps),
    ...amounts.flatMap((each) => each.alternatives),
  ];
  const near = given === values ? values.filter((value) => gap(value, judged) <= FAR) : [];
  const start = Math.min(judged.start, ...near.map((value) => value.start));
  const end = Math.max(judged.end, ...near.map((value) => value.end));
  return {
    reads: {
      ...(share === undefined ? {} : { percentBps: share.percentBps }),
      ...(amounts.length === 0 ? {} : { amounts: amounts.map((each) => each.amount) }),
      ...companyOf(reading, judged.stretch),
      ...(alternatives.length === 0 ? {} : { alternatives }),
    },
    start,
    end: Math.min(end, text.length),
  };
}

/** The company outside our group named in the stretch, else the nearest one named before it in the message. */
function companyOf({ normal, companies }: Reading, { start, end }: Span): Pick<Reads, 'company'> {
  const outside = companies.filter(isElsewhere);
  const company =
    outside.find((each) => each.start >= start && each.end <= end) ??
    outside.findLast((each) => each.end <= start && start - each.end <= 200);
  if (company === undefined) return {};
  const place = originalPlace(normal, company.start, company.end);
  return { company: { text: normal.original.slice(place.start, place.end), ...place } };
}

function valuesIn({ values, normal: { text } }: Reading, { start, end }: Span): readonly Value[] {
  return values
    .filter((value) => value.type === 'percent' || value.type === 'amount')
    .filter((value) => value.start >= start && value.end <= end && !isSize(text, value));
}

function isSize(text: string, value: Value): boolean {
  return (
    value.type === 'amount' &&
    (sizeAfter.test(text.slice(value.end, value.end + 8)) ||
      sizeBefore.test(text.slice(Math.max(0, value.start - 10), value.start)))
  );
}

const gap = (value: Span, place: Span): number => Math.max(0, value.start - place.end, place.start - value.end);
