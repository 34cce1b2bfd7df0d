import { another, companyMark, ofMine, ofYours } from './elsewhere.ts';
import { isDenied } from './negation.ts';
import type { Speaker } from './rule.ts';

export type DiversionForm = { readonly start: number; readonly end: number; readonly plain: boolean };

type Form = { readonly pattern: RegExp; readonly by: Speaker; readonly plain: boolean };

const C = `${companyMark}+`;
const out = `(?:${C}|${ofMine})`;
const far = `(?:${C}|${ofMine}|${another})`;
const trade = '(?:合作|买|签|下单|采购|订货?|拿货|做|谈|对接|开户|进货|办|打款|付款|走合同|走|看看|了解|报价|询价|落单|接)';
const done = '(?!的|得|过|了吗|多久|怎么样|愉快|了?多少)';
const direct = '(?:你|您|你们|您们|直接|可以|建议|不如|要不|还是|最好|就|先|换|让你|帮你|给你|咱们?|这单|单子|订单|合同|货|尾款|业务)';
const better = '(?:便宜|划算|优惠|价格|价低|更低|实惠|省|比公司|比我们|同款|一样|也做|也有|也能|也卖|能做|可以做|可以给|给您做|给你做|拿货|下单|签|买|订|采购|合作|做|走|转|发|出货|对接|报价|接|低)';

const forms: readonly Form[] = [
  by('employee', `(?:介绍|推荐|带|引荐|拉|安排|转)(?:你们?|您们?)(?:去|到|给|找|在|跟|和)?${far}(?:去|来|那边|里)?${trade}${done}`),
  by('employee', `(?:给|帮)(?:你们?|您们?)(?:介绍|推荐|找)(?:一?[家个]|几家)?(?:${out}|(?:别的|其他|外面的?|更?便宜的?|朋友的?)(?:公司|厂家?|供应商|渠道)|${another})`),
  by('employee', `${ofMine}[^。]{0,12}?${better}`),
  by('employee', `(?:去|到|找|走|从|跟|和|在|上|转到|放到|挪到|签到|放在)${ofMine}`),
  by('employee', `(?<![之以]前)${direct}[^,。]{0,6}?(?:从|到|在|去|找|跟|和|上|走|由)${far}(?:那边|那里)?(?:直接|去|来)?${trade}${done}`),
  by('employee', `(?:把|将)?(?:订单|单子|这单|合同|业务|客户|尾款|货款|项目)[^,。]{0,5}(?:转|给|放|挪|拿|签|打|交)(?:到|给|去|在)${far}`),
  by('employee', `(?:别|不要|不用|甭|不必|先别|无需|不)(?:走|通过|过|经过?|从|跟|和|打)(?:我们|咱们?)?(?:公司|平台|系统|官方|对公)(?!的?(?:正?门|前台|大厅|楼|食堂|停车))`),
  by('employee', `(?<!能|以|让|被)(?:私下|私底下|私自|单独)(?:里)?(?:跟我|和我|给你|帮你)?(?:签|交易|成交|合作|做|接|转给|打给|付|结|下单|走)`),
  by('employee', '(?:走|做|接|搞|飞|跑)(?:个|一个|点)?(?:私单|飞单|私活)|飞单|绕过(?:公司|平台)|绕开(?:公司|平台)|避开公司|跳过公司|撇开公司|甩开公司'),
  by('employee', '我(?:自己|个人|私人|下班后?|另外)?(?:私下|自己|个人)(?:来)?(?:接|做|给你做|帮你做|给您做)[^。]{0,8}(?:便宜|划算|比公司|省)'),
  by('employee', `我(?:自己)?(?:也|现在|已经|刚|新)*(?:开|有|办|注册|成立|弄)了?(?:一?[家个])?(?:公司|厂|工作室)[^。]{0,10}?(?:跟我|找我|签|合作|下单|做|买|划算|便宜)`),
  by('employee', '(?:新公司|离职|跳槽|单干|自己干)[^。]{0,16}?(?:跟我走|跟着我|转过来|转到我|带过去|过来找我做|跟我去|到我新)'),
  by('employee', '(?:手上|手里|我们公司的?|公司的)(?:[^,。]{0,5})客户(?!经理|服务|案例|代表|成功|端)[^。]{0,8}?(?:推|转|介绍|给|带|导)(?:给|到)?(?:你|您)们?(?:做|那边|公司|接|$|[,。])'),
  by('employee', `跟${far}(?:签|合作|走)${done}[^。]{0,6}(?:不要|别)(?:跟|和)(?:我们|公司)`),
  by('outside', '(?:手上|手里|你们公司)的?[^,。]{0,4}(?:客户|单子)(?!经理|服务|案例|代表|成功|端|评价)[^,。]{0,5}?(?:转|推|介绍|给|带|导|拉|分)(?:给|到|过来)?(?:一些|几个|点)?(?:我|咱|过来)'),
  by('outside', `(?:从|到|在|去|跟|和|走)${ofYours}[^,。]{0,4}?(?:下单|签|买|打款|走|合作|订|采购|付)${done}`),
  by('outside', `(?:你|您)介绍(?:我去|给我)?的(?:那家|那个|那边)?(?:${C}|公司|厂家?)[^。]{0,8}?(?:签|下单|合作|付|打款|订|买)${done}`),
];

/** The places where someone is pushed, or agrees, to deal elsewhere. `marked` must be as long as `text`. */
export function readDiversionForms(text: string, marked: string, speaker: Speaker): readonly DiversionForm[] {
  return forms
    .filter((form) => form.by === speaker)
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
