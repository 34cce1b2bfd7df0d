import { another, companyMark, ofMine, ofYours, relative } from './elsewhere.ts';
import { isDenied } from './negation.ts';
import type { Speaker } from './rule.ts';

export type DiversionForm = { readonly start: number; readonly end: number; readonly plain: boolean };

/** A form that is not plain only counts beside a reason to go elsewhere: a price, a benefit, or secrecy. */
type Form = { readonly pattern: RegExp; readonly by: Speaker; readonly plain: boolean };

const C = `${companyMark}+`;
const out = `(?:${C}|${ofMine})`;
const far = `(?:${C}|${ofMine}|${another})`;
const trade = '(?:合作|买|签|下单|采购|订货?|拿货|做|谈|对接|开户|进货|办|打款|付款|走合同|走|看看|了解|报价|询价|落单|接)';
const done = '(?!的|得|过|了吗|多久|怎么样|愉快|了?多少)';
const direct = '(?:你|您|你们|您们|直接|可以|建议|不如|要不|还是|最好|就|先|换|让你|帮你|给你|咱们?|这单|单子|订单|合同|货|尾款|业务)';
const better =
  '(?:便宜|划算|优惠|价格?低|更低|能低|低[一二两三\\d]|实惠|能省|省[钱不一]|比公司|比我们|同款|一样的?[东货产质]|也做这|也有这|也有货|有现货|也能做|也卖这|能做|(?:可以|能)?(?:给|帮)[你您]做|[给帮][你您](?:签|发货|出货|报价|开)|拿货|下单|签合同|采购|接单)';
const reason = /便宜|划算|价低|低价|好价|价格好|更低|省|返|好处|佣金|提成|回扣|红包|熟|别(?:让|跟|告诉)|私下|不走公司|优惠|不会知道|一半|抽|%|个点/u;

const forms: readonly Form[] = [
  by('employee', `(?:介绍|推荐|带|引荐|拉|安排|转)(?:你们?|您们?)(?:去|到|给|找|在|跟|和)?${far}(?:去|来|那边|里)?${trade}${done}`),
  by('employee', `(?:给|帮)(?:你们?|您们?)(?:介绍|推荐|找)(?:一?[家个]|几家)?(?:${out}|(?:别的|其他|外面的?|更?便宜的?|朋友的?)(?:公司|厂家?|供应商|渠道)|${another})`),
  by('employee', `${ofMine}[^。]{0,12}?${better}`),
  by('employee', `(?:去|到|找|走|从|跟|和|在|上|转到|放到|挪到|签到|放在)${ofMine}`),
  by('employee', `(?<![之以]前)${direct}[^,。]{0,6}?(?:从|到|在|去|找|跟|和|上|走|由)${far}(?:那边|那里)?(?:直接|去|来)?${trade}${done}`),
  by('employee', `(?:把|将)?(?:订单|单子|这单|合同|业务|客户|尾款|货款|项目)[^,。]{0,5}(?:转|给|放|挪|拿|签|打|交)(?:到|给|去|在)${far}`),
  by('employee', `(?:别|不要|不用|甭|不必|先别|无需|不)(?:走|通过|过|经过?|从|跟|和|打)(?:我们|咱们?)?(?:公司|平台|系统|官方|对公)(?!的|上的|[正后侧]?门|电梯|前台|大厅|楼|食堂|停车)`),
  by('employee', '(?:别|不要|不用|甭)(?:在|跟|从|找|和)(?:我们|咱们?)(?:公司|平台|店里?|网站|这里?|这儿|这边|家)?(?:买|签|下单|做|订|合作|续)'),
  by('employee', `(?:私下|私底下|私自|单独(?=[跟和]我))里?(?:来)?(?:跟我|和我|给[你您]|帮[你您])?(?:签|交易|成交|合作|做|接|下单|走)`),
  by('employee', '(?:走|做|接|搞|飞|跑)(?:个|一个|点)?(?:私单|飞单|私活)|私单(?:能|可以|接|做)|飞单|(?:绕过|绕开|避开|跳过|撇开|甩开)(?:我们|咱们?)?(?:公司|平台)'),
  by('employee', '我(?:自己|个人|私人|下班后?|另外)?(?:私下|自己|个人)(?:来)?(?:接|做|给你做|帮你做|给您做)[^。]{0,8}(?:便宜|划算|比公司|省)'),
  by('employee', `我(?:自己)?(?:也|现在|已经|刚|新)*(?:开|有|办|注册|成立|弄)了?(?:一?[家个])?(?:公司|厂|工作室)[^。]{0,10}?(?:跟我|找我|签|合作|下单|做|买|划算|便宜)`),
  by('employee', '(?:新公司|离职|跳槽|单干|自己干)[^。]{0,16}?(?:跟我走|跟着我|跟过来|一起过来|转过来|转到我|带过去|过来找我做|跟我去|到我新)'),
  by('employee', '(?:手上|手里|我们公司的?|公司的)(?:[^,。]{0,5})客户(?!经理|服务|案例|代表|成功|端)[^。]{0,8}?(?:(?:推|转|介绍|给|带|导)(?:给|到)?(?:你|您)们?(?:做|那边|公司|接|$|[,。])|(?:介绍|推|转|带|拉)过去)'),
  by('employee', `(?:选|用|考虑)${C}`, false),
  by('employee', `用${C}的?名义`),
  by('employee', '(?:把|将)(?:这些?|几个|手里的)?[大老]?客户都?(?:转|推|介绍|引|给|带)(?:给|到)?[你您]', false),
  by('employee', '客户[^,]{0,5}(?:带|领|介绍|推|转)(?:到|去|给)你们(?:公司|那边|那里?)?[^,]{0,3}(?:签|成交|买|下单)'),
  by('employee', `我(?:们家)?(?:的)?${relative}[^,]{0,3}(?:做|干|搞|开)的?(?:就是|是)?(?:这行|这个|同行|这块|这类|一样)[^。]{0,10}?(?:找他|找她|跟他|跟她|从他|从她|买|做|便宜|省|联系|介绍)`),
  by('employee', '(?:拿到|放到|转到|走|找)外面的?(?:公司|厂)?(?:给[你您]|帮[你您])?(?:做|签|走|接)'),
  by('employee', `(?:转到|换到|换成|改到|挪到|签给|转给)${C}`),
  by('employee', `(?:去|找|到|换)${C}(?:那边|那里)?(?:吧|就行|好了|得了|做|签|谈)`, false),
  by('employee', `我[和跟](?:${relative}|别人|人)(?:合伙|一起|合)?(?:开|办|弄|搞|注册)了?[^。]{0,12}?(?:放那边|到那边|走那边|转|跟我|找我|签|下单|合作)`),
  by('employee', '[给帮][你您]换一?家(?:公司|厂|供应商|[^,]{0,3}便宜|[^,]{0,3}划算)'),
  by('employee', '(?:把|将)?(?:这个?|那个?)?(?:单子?|订单|合同|项目|业务)(?:交|签|转|放|拿)?(?:给|到)(?!我|你|您|公司|客户|财务|法务|小|老)[\\p{Script=Han}]{2,6}?(?:做|签|接|那边)', false),
  by('employee', '(?:从|到|去|找|跟)(?!我|你|您|公司|前台|财务|客服|门|窗口|银行|同事|小|老|领导|售后)[\\p{Script=Han}]{2,5}(?:那边|那里|那儿)(?:下单|买|拿货|签|订|采购)', false),
  by('employee', `跟${far}(?:签|合作|走)${done}[^。]{0,6}(?:不要|别)(?:跟|和)(?:我们|公司)`),
  by('outside', '(?:手上|手里|你们公司|你那边|你那里)的?[^,。]{0,4}(?:客户|单子)(?!经理|服务|案例|代表|成功|端|评价)[^,。]{0,5}?(?:都)?(?:转|推|介绍|给|带|导|拉|引|分)(?:给|到|过来)?(?:一些|几个|点)?(?:我|咱|过来)'),
  by('outside', '(?:把|将)(?:你的?|你们的?)?客户(?:都)?(?:拉|带|引|转|推|导|介绍)(?:过来|给我|到我)', false),
  by('outside', `(?:从|到|在|去|跟|和|走)${ofYours}[^,。]{0,4}?(?:下单|签|买|打款|走|合作|订|采购|付)${done}`),
  by('outside', `(?:下|转|签|放|给)(?:到|给|在)${ofYours}`),
  by('outside', `(?:你|您)(?:之前|上次|以前|那天|跟我)?(?:介绍|推荐|说)(?:我去|给我)?的(?:那家|那个|那边)?(?:${C}|公司|厂家?)[^。]{0,14}?(?:签|下单|合作|付|打款|订|买)${done}`),
];

/** The places where someone is pushed, or agrees, to deal elsewhere. `marked` must be as long as `text`. */
export function readDiversionForms(text: string, marked: string, speaker: Speaker): readonly DiversionForm[] {
  const reasoned = reason.test(text);
  return forms
    .filter((form) => form.by === speaker && (form.plain || reasoned))
    .flatMap((form) =>
      [...marked.matchAll(form.pattern)].map((found) => ({
        start: found.index,
        end: found.index + found[0].length,
        plain: form.plain,
      })),
    )
    .filter(({ start, end }) => !isDenied(text, start, end));
}

function by(speaker: Speaker, source: string, plain = true): Form {
  return { by: speaker, plain, pattern: new RegExp(source, 'gu') };
}
