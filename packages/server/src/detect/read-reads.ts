import type { Span } from './phrases/match.ts';
import type { Reading, Stretch } from './phrases/reading.ts';
import { placedIn } from './phrases/reading.ts';
import type { Reads } from './rule.ts';
import type { BareRead } from './values/read-bare.ts';
import { readBare } from './values/read-bare.ts';
import { isElsewhere } from './values/read-company.ts';
import { originalPlace } from './words/normalise.ts';

type Read = Span & { readonly reads: Reads };
/** Where something was found, and the stretch in which it stands. */
type Found = Span & { readonly stretch: Stretch };
/** A share or a sum; `size` if it is the size of the business. */
type Given = BareRead & { readonly size: boolean };

const FAR = 12;
/** What stands after or before a sum that is the size of the business and not of the benefit. */
const sizeAfter = /^(?:左右|多)?的(?:单|订单|合同|货|项目|标|预算|销售|设备|业务|量|款)/u;
const sizeBefore =
  /(?:合同额|合同金额|订单额|总价|报价|货款|销售额|预算|成交价|单价|定金|首付|尾号|底价)(?:是|为|约|大概)?$/u;

/**
 * The share, the sums and the company that belong to what was found, and the place widened to the values beside it. What
 * the message itself does not say is taken from the nearest message before it that does. A sum that is the size of the
 * business is another reading where a sum besides it is none.
 */
export function readReads(reading: Reading, judged: Found, before: readonly Reading[]): Read {
  const { text } = reading.normal;
  const values = givenIn(reading, judged.stretch);
  const given = values.length > 0 ? values : givenBefore(before);
  const near = given === values ? values.filter((value) => value.sure && gap(value, judged) <= FAR) : [];
  const start = Math.min(judged.start, ...near.map((value) => value.start));
  const end = Math.max(judged.end, ...near.map((value) => value.end));
  return {
    reads: { ...readingsOf(given, judged), ...companyOf(reading, judged.stretch) },
    start,
    end: Math.min(end, text.length),
  };
}

function readingsOf(given: readonly Given[], judged: Span): Pick<Reads, 'percentBps' | 'amounts' | 'alternatives'> {
  const shares = given.filter(({ reading }) => typeof reading === 'number');
  const share = shares.toSorted((a, b) => Number(b.sure) - Number(a.sure) || gap(a, judged) - gap(b, judged))[0];
  const sums = given.filter(({ reading }) => typeof reading !== 'number');
  const benefits = sums.filter(({ size }) => !size);
  const read = benefits.length > 0 ? benefits : sums;
  const amounts = read.flatMap(({ reading }) => (typeof reading === 'number' ? [] : [reading]));
  const others = given.filter((each) => each !== share && !read.includes(each)).map(({ reading }) => reading);
  const alternatives = [
    ...(share?.alternatives ?? []),
    ...others,
    ...given.filter((each) => each !== share).flatMap((each) => each.alternatives),
  ];
  return {
    ...(typeof share?.reading === 'number' ? { percentBps: share.reading } : {}),
    ...(amounts.length === 0 ? {} : { amounts }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

/** What the nearest message before says that says any. */
function givenBefore(before: readonly Reading[]): readonly Given[] {
  for (const each of before.toReversed()) {
    const given = each.stretches.flatMap((stretch) => givenIn(each, stretch));
    if (given.length > 0) return given;
  }
  return [];
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

/** The shares and sums of a stretch in their order, also those without a unit. */
function givenIn({ normal }: Reading, { start, end }: Span): readonly Given[] {
  const from = originalPlace(normal, start, start).start;
  const read = readBare(normal.original.slice(from, originalPlace(normal, end, end).start));
  const placed = read.map((each) => ({ ...each, start: each.start + from, end: each.end + from }));
  return placedIn(normal, placed).map((each) => ({ ...each, size: isSize(normal.text, each) }));
}

function isSize(text: string, { start, end, reading }: BareRead): boolean {
  return (
    typeof reading !== 'number' &&
    (sizeAfter.test(text.slice(end, end + 8)) || sizeBefore.test(text.slice(Math.max(0, start - 10), start)))
  );
}

const gap = (value: Span, place: Span): number => Math.max(0, value.start - place.end, place.start - value.end);
