import type { Benefit } from './benefit-words.ts';
import { readBenefits } from './benefit-words.ts';
import type { Form, Scene } from './kickback-forms.ts';
import { deal, marks, plainForms, vagueForms } from './kickback-forms.ts';
import { isDenied } from './negation.ts';
import type { Place } from './rule.ts';
import type { Sentence } from './sentence.ts';

/** Where in the sentence a benefit is promised, asked for or acknowledged, and whether outright. */
export type KickbackRead = Place & { readonly plain: boolean };

const businessOf = /推荐|采购|签|合作/u;
const rebate = /^[返反]点$/u;
const tradesmen = /师傅|司机|工人|小哥|阿姨|保洁|房产|租房|婚介|家政|劳务公司|人才/u;
const handed = /(?:给|返|转|打|付|分|留|算|发|塞|汇|存|提)(?:给|到|在|了|过)?[你您我](?!们|公司|司|方|单位)/u;
const benefit = new RegExp(`[${marks.weak}${marks.strong}]`, 'u');

/** The places where a benefit changes hands between the two who talk; none if the words only speak about it. */
export function readKickback(sentence: Sentence, given: Omit<Scene, 'masked'>): readonly KickbackRead[] {
  if (given.setting.lecture) return [];
  const { text } = sentence;
  const benefits = readBenefits(text).filter(({ start, end }) => !isDenied(text, start, end));
  const scene: Scene = { ...given, masked: mask(sentence, benefits) };
  const found = [...matches(plainForms, true, scene), ...matches(vagueForms, false, scene)];
  // A denied word for a benefit has no mark any more; a denied share still has.
  const meant = found.filter(
    ({ start, end }) => benefit.test(scene.masked.slice(start, end)) || !isDenied(text, end - 1, end),
  );
  return [...meant, ...readStrong(benefits, scene)];
}

/** A remark of a payment needs no verb: who pays whom is the payment itself. */
export function readRemark({ text }: Sentence, { setting }: Omit<Scene, 'masked'>): readonly KickbackRead[] {
  if (setting.lecture) return [];
  return readBenefits(text)
    .filter(({ start, end }) => !isDenied(text, start, end))
    .filter(({ start, end, strong }) => strong || (!setting.policy && rebate.test(text.slice(start, end))))
    .map(({ start, end }) => ({ start, end, plain: true }));
}

function matches(forms: readonly Form[], plain: boolean, scene: Scene): readonly KickbackRead[] {
  return forms
    .filter((form) => form.holds(scene))
    .flatMap((form) => [...scene.masked.matchAll(form.pattern)])
    .map((found) => ({ start: found.index, end: found.index + found[0].length, plain }));
}

/** A word such as 回扣 needs no giver beside it, unless our own programme or someone else is the subject. */
function readStrong(benefits: readonly Benefit[], { setting, masked, speaker }: Scene): readonly KickbackRead[] {
  const personal = handed.test(masked);
  const ours = setting.policy && !setting.covert && !(speaker === 'outside' && personal);
  if (tradesmen.test(masked) || ours || (setting.gossip && !personal)) return [];
  return benefits.filter(({ strong }) => strong).map(({ start, end }) => ({ start, end, plain: true }));
}

function mask({ text, values }: Sentence, benefits: readonly Benefit[]): string {
  const units = text.split('');
  for (const { start, end } of readBenefits(text)) units.fill('〓', start, end);
  for (const value of values) {
    const mark = value.type === 'amount' ? marks.sum : value.split ? marks.split : marks.share;
    units.fill(mark, value.start, value.end);
  }
  for (const each of benefits.filter((one) => counts(text, one))) {
    units.fill(each.strong ? marks.strong : marks.weak, each.start, each.end);
  }
  return units.join('');
}

/** A red packet is a courtesy unless business is what it is for. */
function counts(text: string, { start, end }: Benefit): boolean {
  return text.slice(start, end) !== '红包' || deal.test(text) || businessOf.test(text);
}
