import type { Speaker } from './rule.ts';
import type { Setting } from './setting.ts';

/** What a form may rely on. `elsewhere`: the talk names a company or person outside our own group. */
export type Scene = {
  readonly speaker: Speaker;
  readonly setting: Setting;
  readonly elsewhere: boolean;
  /** Our employee pushes the other side to a company outside in the same sentence. */
  readonly pushed: boolean;
  /** The sentence with benefits and values replaced by marks, length kept. */
  readonly masked: string;
};

export type Form = { readonly pattern: RegExp; readonly holds: (scene: Scene) => boolean };

/** Marks for a benefit that needs a giver, one that needs none, a share, a sum, and a division between two. */
export const marks = { weak: '\ue001', strong: '\ue002', share: '\ue003', sum: '\ue004', split: '\ue005' } as const;

const B = `[${marks.weak}${marks.strong}]+`;
const W = `${marks.weak}+`;
const P = `${marks.share}+`;
const M = `${marks.sum}+`;
const D = `${marks.split}+`;
const you = '[你您](?:个人|自己|这边|那边|本人|那份|的)?(?!们|公司|司|单位|家)';
const me = '我(?:个人|自己|这边|本人|那份|的)?(?!们|公司|司|方|单位|家)';
const us = `(?:${you}|${me})`;
const give = '(?:返还|兑现|返|转|打|付|分|留|算|发|补|退|包|塞|给|汇|存|提)(?:给|到|在|了|过|去)?';
const asMuch =
  '(?:包|封|塞|送|个人|单独|私下|现金|直接|再|多|加|返|拿|留|提|抽|算|按|到|出|的|是|一?个|大|点|些|一点|一些|最低|起码|至少|每单|整单|总价|合同额|订单额|销售额|成交额|利润|,)';
const howMany = '(?:几个点|多少个?点)';
const done = '(?:事成|事后|成了|签了|签完|签好|中标|搞定|办成|拿下)';
const account = '(?:卡|账户|账号|户头|微信|支付宝)';
const extra = '(?:差价|溢价|多出来?的|多报的|多开的|加的|高出的|加价)';
/** Counted by what is sold or by who is brought. */
const per = '(?:每|一)(?:单|笔|台|套|吨|箱|件|车|方|平米?|票|户|趟|个客户|个单子?|个人头|个班|个学员)';
/** Who is brought, and what is handed over to bring them. */
const brought = '(?:客户|业主|学员|学生|病人|患者|单子?|业务|资源|线索)';
const secret = '(?:标书|标底|底价|名单|成本价|内部价|客户表|图纸|报价单)';
const bring = '(?:介绍|推荐|带|拉|导|转|推)';
const inKind = '(?:购物卡|加油卡|油卡|礼品卡|超市卡|消费卡|提货券)';

/** Words that say outright who gets what from whom. */
export const plainForms: readonly Form[] = [
  form(`${give}${you}${asMuch}{0,3}?(?:${M}的?)?(?:${P}|${B})`, toYou),
  form(`(?:${P}|${B})(?:${M}|${P})?[^,]{0,8}?(?<![讲说列看报])${give}${you}`, toYou),
  form(`${you}[^,]{0,3}(?:拿|得|抽|提|收|分|想要|要)${asMuch}{0,2}?(?:${P}|${B})`, toYou),
  form(`${B}[^。]{0,8}?${M},?(?:已经?|都)?${give}${you}(?:微信|支付宝|卡|个人)`, toYou),
  form(`返(?:还|给)?${you}${asMuch}{0,2}${M}|给${you}返现?${M}`, toYou),
  form(`[你您](?:个人|那份)的?${B}`, toYou),
  form(`${give}${you}(?:准备|预备|备好?)了?${M}`, toYouAlone),
  form(`${you}[^,]{0,6}(?:要|收|拿)[^,]{0,4}${howMany}`, byOutside),
  form(`${give}${me}${asMuch}{0,3}?(?:${P}|${B}|${howMany})`, toMe),
  form(`(?:${P}|${B})(?:${M}|${P})?[^,]{0,8}?${give}${me}`, toMe),
  form(`${me}[^,]{0,3}(?:只|就|也)?(?:要|拿|抽|提|得|收)${asMuch}{0,2}?(?:${P}|${W})`, toMe),
  form(`(?:你们|你|您)(?:那边|这边)?能?给${asMuch}{0,2}?(?:${howMany}|${P})[^,]{0,2}(?:$|[,?!。吧呢])`, byEmployee),
  form(`能?给到?(?:多少|几个点的?)${W}`, byEmployee),
  form(`${W}[^,]{0,6}(?:收到|到账|还没|没结|什么时候|怎么算|照旧)|(?:收到|拿到)[^,]{0,4}${W}`, acknowledges),
  form(`${W}[^,]{0,6}(?:能不能|可不可以|能|可以)?再(?:高|多|加|涨|提)`, acknowledges),
  form(`${B}[^,]{0,3}${P}|${P}[^,]{0,3}${B}|${B}[^,]{0,4}${M}`, covertlyOrPushed),
  form(`${B}[^,]{0,6}(?:打|转|走|汇|进|存)[^,]{0,3}(?:${us}|(?<![他她们师])(?:个人|私人))[^,]{0,4}${account}`, openly),
  form(D, divides),
  form(`(?:${extra}|利润|多的部分)[^,]{0,6}(?:归|返|打)(?:给|到)?${us}`, openly),
  form(`${extra}[^,]{0,4}(?:给|分)${you}`, toYouAlone),
  form(`${extra}[^,]{0,6}(?<![退返])回到?${us}(?:手[上里]|个人|卡)`, openly),
  form(`(?:${extra}|多打的)[^,]{0,4}${M}是[你您]的`, toYouAlone),
  form(`${done}[^,]{0,4}?给${P}`, paysOnSuccess),
  form(`${M}[^,]{0,4}到[你您](?:账|卡|微信)`, forFavour),
  form(`各[^,]{0,2}(?:留|拿|分|抽|得)[^,]{0,2}${P}`, eachOfUs),
  form(`${P}[^。]{0,10}?(?:单独|私下|另外)再?(?:返|转|打|汇|存)(?:给|到|在)?${you}`, toYouAlone),
  form(`(?:[你您](?:个人|自己|本人)?的?那份)(?:是|按|有)?(?:合同额|订单额|总价|成交额)?的?${P}`, toYouAlone),
  form(`给${you}的?(?:卡[上里]?|账户|个人|私人)[^,]{0,2}(?:打|转|存|汇)(?:了|过去)?${M}`, hiddenFromUs),
  form(`给${you}(?:抽|提|返)个?${M}(?![的${marks.sum}])`, toYouAlone),
  form(`(?:给|奖励?给?)[你您](?:个人|私人)(?:奖励?|包|返|留|送)${M}`, toYouAlone),
  form(`给${you}包[一个]*(?:大的|厚的)(?!红包)`, forFavour),
  form(`答应[你您]的[^,]{0,2}${M}`, besideTrade),
  form(`返给?[你您]的(?:钱|款|部分|那部分)`, hiddenFromUs),
  form(`[给转打]${me}[^,]{0,2}${M}`, hiddenForMe),
  form(
    `(?:你|您|你们)(?:那边|这边)?给${me}(?:的(?:那个|这个)?|那个|这个)点(?:位|数)?(?=[,。!?]|$|能|可以|太|不|再|还|都)`,
    byEmployee,
  ),
  form(`${bring}(?:过来|来|给我们?|到我们)?的?[^,。]{0,4}${brought}[^。]{0,10}?给${you}[^,。]{0,3}${M}`, toYouAlone),
  form(`${brought}[^,。]{0,4}${bring}(?:给|到|过来)[^。]{0,10}?给${you}[^,。]{0,3}${M}`, toYouAlone),
  form(`${secret}[^。]{0,4}?(?:发|给|漏|透|弄|拿|搞|传|泄)[^。]{0,12}?${give}${you}[^,。]{0,3}${M}`, besideTrade),
  form(`${inKind}[^,]{0,10}(?:放|塞|送|给|寄|留)(?:到|在|给)?[你您](?!们)`, forFavour),
  form(`(?:给|送|塞|奖)${you}[^,]{0,8}${inKind}`, forFavour),
  form(`${me}[^,]{0,2}(?:拿|要|占)${P}[^。]{0,5}(?:剩下|其余|余下|你拿|归你|你的)`, openly),
  form(`${per}[^,]{0,4},?[^,]{0,6}${give}${you}[^,]{0,3}${M}`, toYouAlone),
  form(`(?:介绍|推荐|带|拉)来?(?:一个|一单)[^,]{0,6}${give}${you}[^,]{0,3}${M}`, toYouAlone),
  form(`${per}[^,]{0,4},?[^,]{0,6}${give}${me}[^,]{0,3}${M}`, toMe),
  form(`(?:一个|每个)客户[^,]{0,2}${M}`, buysCustomers),
  form(`${done}[^,]{0,6},?[^,]{0,4}?${give}${us}${asMuch}{0,2}${M}`, paysOnSuccess),
  form(`${M}[^。]{0,6}(?:请?笑纳|一点心意|小小?意思|不成敬意)|(?:一点心意|小小?意思)[^。]{0,6}${M}`, openly),
];

/** Words that everyone understands and no one could be held to. */
export const vagueForms: readonly Form[] = [
  form('(?:不会|绝不|不能)亏待了?[你您]|亏待不了[你您]|亏不了[你您]|不会让[你您]白(?:忙|帮|跑|辛苦)|重谢|厚报', hinted),
  form('少不了[你您](?:的|那份)|不会少了?[你您](?:的|那份)', hinted),
  form(`(?:咱俩?|我们俩|你我)都有${B}`, ({ setting }) => !setting.policy && (setting.onSuccess || setting.hidden)),
  form('意思意思|意思一下', ({ setting, masked }) => !setting.policy && deal.test(masked)),
];

/** What someone who decides is asked to do for the benefit. */
const favour = /透露|验收|拍板|美言|关照|中标|投标|报价|底价|标书|签|采购|进场|入围|评审|推荐|介绍/u;
const joint = /股|合同|协议|两家|双方|我们公司|合资|aa|饭|运费|房租|成本|时间|责任|作业|胜负|比分|五五折/u;
const shared = new RegExp(
  `${B}|利润|差价|赚|单|好处|钱|多的|多报|多开|多出|报高|[你我](?:${P})?[一二三四五六七八九]`,
  'u',
);
const together = /咱|我俩|我们俩|你我/u;
const ordinary =
  /退款|定金|订金|首付|预付|货款|预付款|尾款|押金|质保金|余款|(?:水泥|材料|设备|工程|装修|服务|软件|采购|进度)款|工资|报销/u;
const named = new RegExp(B, 'u');
const employer =
  /(?:公司|领导|老板|财务|经理|总部)[^,]{0,4}给我|工资|底薪|绩效|业绩|个月|方案|权限|额度|业务员|申请|建议|意见|看法|问题|需求|今年|年底|就几|才几|挂钩|回款/u;
const yours = new RegExp(`[您贵]的?${B}|你们的?${W}|您[^,]{0,6}${W}`, 'u');
/** What a vague promise must be about. */
export const deal = /单|客户|标|项目|合同|介绍|事成|事后|成了|促成|资源|名单|底价|推荐|牵线/u;

function form(source: string, holds: Form['holds']): Form {
  return { pattern: new RegExp(source, 'gu'), holds };
}

function openly({ setting }: Scene): boolean {
  return !setting.policy;
}

/** Beside a push to a company outside, a benefit with its share is what one is pushed with. */
function covertlyOrPushed({ setting, pushed }: Scene): boolean {
  return (setting.covert || pushed) && !setting.policy;
}

function byOutside({ speaker, setting }: Scene): boolean {
  return speaker === 'outside' && !setting.policy;
}

function byEmployee({ speaker, setting }: Scene): boolean {
  return speaker === 'employee' && !setting.policy;
}

/** From one of our people, a benefit to a customer can be our own rebate unless something says otherwise. */
function toYou({ speaker, setting, elsewhere, masked }: Scene): boolean {
  if (setting.policy || isTrade(masked)) return false;
  return speaker === 'outside' || setting.covert || setting.onSuccess || elsewhere;
}

/** A share of the price itself: a deposit, a prepayment, what is kept back. */
function isTrade(masked: string): boolean {
  return ordinary.test(masked) && !named.test(masked);
}

function toYouAlone({ speaker, setting }: Scene): boolean {
  return !setting.policy && (speaker === 'outside' || setting.covert);
}

function hiddenFromUs({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'outside' && setting.hidden && !setting.policy && !isTrade(masked);
}

function hiddenForMe({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'employee' && setting.hidden && !setting.policy && !isTrade(masked) && !employer.test(masked);
}

function forFavour({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'outside' && !setting.policy && !isTrade(masked) && favour.test(masked);
}

function besideTrade({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'outside' && !setting.policy && !isTrade(masked);
}

/** From someone outside, a benefit to themselves is bargaining unless it is to stay hidden. */
function toMe({ speaker, setting, masked }: Scene): boolean {
  if (setting.policy || employer.test(masked) || isTrade(masked)) return false;
  return speaker === 'employee' || setting.covert;
}

function acknowledges({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'employee' && !setting.policy && !employer.test(masked) && !yours.test(masked);
}

function divides({ setting, masked }: Scene): boolean {
  if (setting.policy || joint.test(masked)) return false;
  return shared.test(masked) || (together.test(masked) && (setting.onSuccess || setting.covert || deal.test(masked)));
}

function eachOfUs({ setting, masked }: Scene): boolean {
  return !setting.policy && !joint.test(masked) && (together.test(masked) || shared.test(masked));
}

function buysCustomers({ speaker, setting, masked }: Scene): boolean {
  return speaker === 'outside' && !setting.policy && /资源|名单|介绍|推荐|带|拉/u.test(masked);
}

function paysOnSuccess({ setting, masked }: Scene): boolean {
  return !setting.policy && !ordinary.test(masked) && !employer.test(masked);
}

function hinted({ speaker, setting, masked }: Scene): boolean {
  if (setting.policy) return false;
  if (!deal.test(masked)) return speaker === 'outside' && setting.onSuccess;
  return speaker === 'outside' || setting.onSuccess || setting.covert;
}
