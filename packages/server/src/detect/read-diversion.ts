import { answers, pushes } from './diversion-forms.ts';
import { markCompanies, ofMine } from './elsewhere.ts';
import { isDenied } from './negation.ts';
import type { Names, Place, Speaker } from './rule.ts';
import type { Sentence } from './sentence.ts';
import type { Setting } from './setting.ts';

export type DiversionRead = Place & { readonly plain: boolean };

/** Business that we do not take ourselves, our own channels, jobs, and talk about premises. */
const inOrder =
  /停产|我们不做|我们没有|没有这个业务|不在[^,]{0,6}范围|授权|官方|官网|旗舰店|合作伙伴|合作方|经销商|代理|服务商|分公司|子公司|总公司|旗下|总部|售后|维修|面试|招聘|招人|简历|上班|入职|实习|团建|快递|顺丰|楼下|吃饭|在用|用的(?:也)?是?我们|流程|公章|公司章|安装公司|检测机构|指定/u;
const theirs = new RegExp(ofMine, 'u');
/** What makes someone go elsewhere. */
const reason =
  /便宜|划算|价低|低价|好价|价格好|更低|[嫌太]贵|公司贵|省|返|好处|佣金|提成|回扣|红包|熟|别(?:让|跟|告诉)|私下|不走公司|优惠|虚高|介绍费|给[你您](?:提|抽|留|\d|[一二两三四五六七八九十])|不会知道|一半|一样的东西|抽|%|个点/u;

/** Goods are sent by a haulier; a haulier of somebody close to the speaker is a business like any other. */
function isDelivery(text: string): boolean {
  return text.includes('物流') && !theirs.test(text);
}

/** The places where someone is pushed, or agrees, to deal elsewhere; none for what is spoken about or in order. */
export function readDiversion(
  sentence: Sentence,
  speaker: Speaker,
  setting: Setting,
  names: Names,
): readonly DiversionRead[] {
  const { text } = sentence;
  if (setting.lecture || inOrder.test(text) || isDelivery(text)) return [];
  const marked = markCompanies(text, names);
  const reasoned = reason.test(text);
  return (speaker === 'employee' ? pushes : answers)
    .filter(({ plain }) => plain || reasoned)
    .flatMap(({ plain, pattern }) =>
      [...marked.matchAll(pattern)].map((found) => ({ start: found.index, end: found.index + found[0].length, plain })),
    )
    .filter(({ start, end }) => !isDenied(text, start, end));
}
