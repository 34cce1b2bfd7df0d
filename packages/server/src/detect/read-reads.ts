import type { Money } from '../kernel/money.ts';
import { unfold } from './fold.ts';
import type { Names, Reads } from './rule.ts';
import type { Message, Sentence } from './sentence.ts';
import { isElsewhere, readCompanies } from './values/read-company.ts';
import type { Value } from './values/read-values.ts';

type Read = { readonly reads: Reads; readonly start: number; readonly end: number };

const FAR = 12;
/** What stands after or before a sum that is the size of the business and not of the benefit. */
const sizeAfter = /^(?:左右|多)?的(?:单|订单|合同|货|项目|标|预算|销售|设备|业务|量|款)/u;
const sizeBefore =
  /(?:合同额|合同金额|订单额|总价|报价|货款|销售额|预算|成交价|单价|定金|首付|尾号|底价)(?:是|为|约|大概)?$/u;

/**
 * The share, the sums and the company that belong to a form, and the form widened to the values beside it.
 * Places of the company are those of the original message.
 */
export function readReads(
  message: Message,
  sentence: Sentence,
  form: { start: number; end: number },
  names: Names,
): Read {
  const { text } = sentence;
  const values = sentence.values.filter((value) => !isSize(text, value));
  const percents = values.flatMap((value) => (value.type === 'percent' ? [value] : []));
  const amounts = values.flatMap((value) => (value.type === 'amount' ? [value] : []));
  const share = percents.toSorted((a, b) => gap(a, form) - gap(b, form))[0];
  const alternatives: readonly (number | Money)[] = [
    ...(share?.alternatives ?? []),
    ...percents.filter((each) => each !== share).map((each) => each.percentBps),
    ...amounts.flatMap((each) => each.alternatives),
  ];
  const near = [...(share === undefined ? [] : [share]), ...amounts].filter((value) => gap(value, form) <= FAR);
  return {
    reads: {
      ...(share === undefined ? {} : { percentBps: share.percentBps }),
      ...(amounts.length === 0 ? {} : { amounts: amounts.map((each) => each.amount) }),
      ...companyOf(message, sentence, names),
      ...(alternatives.length === 0 ? {} : { alternatives }),
    },
    start: Math.min(form.start, ...near.map((value) => value.start)),
    end: Math.max(form.end, ...near.map((value) => value.end)),
  };
}

/** The company outside our group named in the sentence, else the nearest one named before it in the message. */
export function companyOf(message: Message, sentence: Sentence, names: Names): Pick<Reads, 'company'> {
  const here = readCompanies(sentence.text, names).find(isElsewhere);
  const offset = here === undefined ? Math.max(0, sentence.offset - 200) : sentence.offset;
  const before = message.folded.text.slice(offset, sentence.offset);
  const company = here ?? readCompanies(before, names).findLast(isElsewhere);
  if (company === undefined) return {};
  const place = unfold(message.folded, offset + company.start, offset + company.end);
  return { company: { text: message.original.slice(place.start, place.end), ...place } };
}

function isSize(text: string, value: Value): boolean {
  return (
    value.type === 'amount' && (sizeAfter.test(text.slice(value.end)) || sizeBefore.test(text.slice(0, value.start)))
  );
}

function gap(value: Value, form: { start: number; end: number }): number {
  return Math.max(0, value.start - form.end, form.start - value.end);
}
