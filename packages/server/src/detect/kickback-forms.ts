import { readBenefits } from './benefit-words.ts';
import type { Benefit } from './benefit-words.ts';
import { isDenied } from './negation.ts';
import type { Speaker } from './rule.ts';
import type { Sentence } from './sentence.ts';
import type { Setting } from './setting.ts';

/** Where in the sentence a benefit is promised, asked for or acknowledged, and how plainly. */
export type KickbackForm = { readonly start: number; readonly end: number; readonly plain: boolean };

/** What a form may rely on. `elsewhere`: the talk names a company or person outside our own group. */
export type Scene = { readonly speaker: Speaker; readonly setting: Setting; readonly elsewhere: boolean };

type Form = { readonly pattern: RegExp; readonly plain: boolean; readonly holds: (scene: Scene, text: string) => boolean };

/** Stand-ins of equal length, so that a pattern can say "a benefit" or "a share": B, P, M, D. */
const B = '[\\ue001\\ue002]+';
const P = '\\ue003+';
const M = '\\ue004+';
const D = '\\ue005+';
const you = '[你您](?:个人|自己|这边|那边|本人|那份|的)?(?!们|公司|司|单位|家)';
const me = '我(?:个人|自己|这边|本人|那份|的)?(?!们|公司|司|方|单位|家)';
const give = '(?:返还|兑现|返|转|打|付|分|留|算|发|补|退|包|塞|给|汇|存|提)(?:给|到|在|了|过|去)?';
const filler = '(?:个人|单独|私下|现金|直接|再|多|加|返|拿|留|提|抽|算|按|到|出|的|是|一?个|大|点|些|一点|一些|最低|起码|至少|每单|整单|总价|合同额|订单额|销售额|成交额|利润|,)';

const forms: readonly Form[] = [
  form(`${give}${you}${filler}{0,3}?(?:${P}|${B})`, true, toYou),
  form(`(?:${P}|${B})(?:${M}|${P})?[^,]{0,8}?(?<![讲说列看报])${give}${you}`, true, toYou),
  form(`${you}[^,]{0,3}(?:拿|得|抽|提|收|分|想要|要)${filler}{0,2}?(?:${P}|${B})`, true, toYou),
  form(`${you}[^,]{0,6}(?:要|想要|收|拿)[^,]{0,4}(?:几个点|多少个?点)`, true, ({ speaker, setting }) => speaker === 'outside' && !setting.policy),
  form(`${give}${me}${filler}{0,3}?(?:${P}|${B}|几个点|多少个?点)`, true, toMe),
  form(`(?:你们|你|您)(?:那边|这边)?(?:能)?给${filler}{0,2}?(?:几个点|多少个?点|${P})[^,]{0,2}(?:$|[,?!。吧呢])`, true, ({ speaker, setting }) => speaker === 'employee' && !setting.policy),
  form(`(?:${P}|${B})(?:${M}|${P})?[^,]{0,8}?${give}${me}`, true, toMe),
  form(`${me}[^,]{0,3}(?:只|就|也)?(?:要|拿|抽|提|得|收)${filler}{0,2}?(?:${P}|[\\ue001]+)`, true, toMe),
  form(`[\\ue001][^,]{0,6}(?:收到|到账|还没|没结|什么时候|怎么算|照旧)|(?:收到|拿到)[^,]{0,4}[\\ue001]`, true, acknowledges),
  form(`(?:${B}[^,]{0,3}${P}|${P}[^,]{0,3}${B}|${B}[^,]{0,4}${M})`, true, ({ setting }) => setting.covert && !setting.policy),
  form(`${B}[^,]{0,6}(?:打|转|走|汇|进|存)[^,]{0,3}(?:${you}|${me}|个人|私人)[^,]{0,4}(?:卡|账户|账号|户头|微信|支付宝)`, true, ({ setting }) => !setting.policy),
  form(`${D}`, true, (scene, text) => !scene.setting.policy && /利润|差价|赚|单|好处|钱|咱|我俩|我们俩|你我|[你我]\ue003?[一二三四五六七八九]/u.test(text) && !joint.test(text)),
  form(`(?:差价|溢价|利润|多出来的|多报的|多开的|加价)[^,]{0,6}(?:归|返|打)(?:给|到)?(?:${you}|${me})`, true, ({ setting }) => !setting.policy),
  form(`(?:差价|溢价|多出来的|多报的|多开的)[^,]{0,4}(?:给|分)(?:${you})`, true, ({ speaker, setting }) => !setting.policy && (speaker === 'outside' || setting.covert)),
  form(`${me}[^,]{0,2}(?:拿|要|占)${P}[^。]{0,5}(?:剩下|其余|余下|你拿|归你|你的)`, true, ({ setting }) => !setting.policy),
  form(`(?:每|一)(?:单|笔|台|套|个客户|个单子?|个人头)[^,]{0,4},?[^,]{0,6}${give}(?:${you})[^,]{0,3}${M}`, true, ({ speaker, setting }) => !setting.policy && (speaker === 'outside' || setting.covert)),
  form(`(?:每|一)(?:单|笔|台|套|个客户|个单子?|个人头)[^,]{0,4},?[^,]{0,6}${give}(?:${me})[^,]{0,3}${M}`, true, toMe),
  form(`(?:不会|绝不|不能)亏待了?[你您]|亏待不了[你您]|亏不了[你您]|少不了[你您](?:的|那份)|不会少了?[你您](?:的|那份)|不会让[你您]白(?:忙|帮|跑|辛苦)|重谢|厚报`, false, vague),
];

const joint = /股|合同|协议|两家|双方|公司|aa|饭|运费|房租|成本|时间|责任|作业|胜负|比分|五五折/u;
const deal = /单|客户|标|项目|合同|介绍|事成|事后|成了|促成|资源|名单|底价|推荐|牵线/u;
const employer =
  /(?:公司|领导|老板|财务|经理|总部)[^,]{0,4}给我|工资|底薪|绩效|业绩|个月|方案|权限|额度|业务员|申请|建议|意见|看法|问题|需求|今年|年底|就几|才/u;
const theirs = /[您贵]的?(?:[\ue001\ue002])|你们的?\ue001|您[^,]{0,6}\ue001/u;
const tradesmen = /师傅|司机|工人|小哥|阿姨|保洁|房产|租房|婚介|家政|劳务公司|人才/u;

/** The places where a benefit changes hands between the two who talk; none if the words only speak about it. */
export function readKickbackForms(sentence: Sentence, scene: Scene): readonly KickbackForm[] {
  const { setting } = scene;
  if (setting.lecture) return [];
  const benefits = readBenefits(sentence.text).filter(({ start, end }) => !isDenied(sentence.text, start, end));
  const masked = mask(sentence, benefits);
  const found = forms
    .filter((each) => each.holds(scene, masked))
    .flatMap((each) => [...masked.matchAll(each.pattern)].map((match) => ({ match, plain: each.plain })))
    .map(({ match, plain }) => ({ start: match.index, end: match.index + match[0].length, plain }))
    .filter(({ start, end }) => !isDenied(sentence.text, end - 1, end) || /[\ue001\ue002]/u.test(masked.slice(start, end)));
  return [...found, ...readStrong(benefits, scene, masked)];
}

/** A word such as 回扣 needs no giver beside it, unless our own programme or someone else is the subject. */
function readStrong(benefits: readonly Benefit[], { setting }: Scene, masked: string): readonly KickbackForm[] {
  if (tradesmen.test(masked) || (setting.policy && !setting.covert)) return [];
  const personal = new RegExp(`${give}(?:${you}|${me})`, 'u').test(masked);
  if (setting.gossip && !personal) return [];
  return benefits.filter(({ strong }) => strong).map(({ start, end }) => ({ start, end, plain: true }));
}

function mask({ text, values }: Sentence, benefits: readonly Benefit[]): string {
  const units = [...text].length === text.length ? [...text] : text.split('');
  const put = (start: number, end: number, unit: string): void => void units.fill(unit, start, end);
  for (const { start, end } of readBenefits(text)) put(start, end, '〓');
  for (const value of values) put(value.start, value.end, value.type === 'amount' ? '\ue004' : value.split ? '\ue005' : '\ue003');
  for (const { start, end, strong } of benefits) put(start, end, strong ? '\ue002' : '\ue001');
  return units.join('');
}

function form(source: string, plain: boolean, holds: Form['holds']): Form {
  return { pattern: new RegExp(source, 'gu'), plain, holds };
}

function toYou({ speaker, setting, elsewhere }: Scene): boolean {
  if (setting.policy) return false;
  return speaker === 'outside' || setting.covert || setting.onSuccess || elsewhere;
}

function toMe({ speaker, setting }: Scene, masked: string): boolean {
  if (setting.policy || employer.test(masked)) return false;
  return speaker === 'employee' || setting.covert;
}

function acknowledges({ speaker, setting }: Scene, masked: string): boolean {
  return speaker === 'employee' && !setting.policy && !employer.test(masked) && !theirs.test(masked);
}

function vague({ speaker, setting }: Scene, masked: string): boolean {
  if (setting.policy || !deal.test(masked)) return speaker === 'outside' && !setting.policy && setting.onSuccess;
  return speaker === 'outside' || setting.onSuccess || setting.covert;
}
