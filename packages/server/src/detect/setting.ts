import type { Speaker } from './rule.ts';
import type { Sentence } from './sentence.ts';

/** What surrounds the words of a promise and decides how they are meant. */
export type Setting = {
  /** Rules, training, news, warnings: the words are spoken about, not used. */
  readonly lecture: boolean;
  /** A published or contractual rebate between companies, a discount or a promotion. */
  readonly policy: boolean;
  /** Cash, a private account, or that someone must not know. */
  readonly covert: boolean;
  /** That the deal is to stay out of sight; an account or a way of payment alone does not say so. */
  readonly hidden: boolean;
  /** The benefit hangs on a deal that has yet to come about. */
  readonly onSuccess: boolean;
  /** The talk is about what someone else does. */
  readonly gossip: boolean;
};

const lecture =
  /禁止|严禁|不得|不允许|不准|不许|红线|廉洁|反腐|反舞弊|商业贿赂|举报|(?:商业贿赂|廉洁|合规|入职|员工|内部|新人|公司|今天|上午|下午|昨天|参加|组织)[^,]{0,6}培训|培训(?:里|时|课上|内容|材料|讲|说|会|资料|通知|完|过)|开除|辞退|违法|违规|违纪|违反|犯罪|犯法|受贿|行贿|法律责任|制度|手册|条款|第.{1,3}条|承诺书|守则|纪律|追究|判了|判刑|被抓|被查|新闻|报道|法院|警惕|谨防|防止|杜绝|抵制|请勿|切勿|索要|拨打|如有.{0,8}(?:员工|业务)|如果有.{0,6}(?:员工|业务|人)|案例|透明|坐牢|炒鱿鱼|取缔|诈骗|骗局|行不通|不兴这|黑名单|查得|查处|严查|上交公司|这种[话事][^,]{0,6}(?:不|没|别)/u;
const directed =
  /(?:打|转|汇|存|给)(?:到|给|在)?[我你您](?:个人|私人|老婆|老公|爱人|家里|卡|微信|支付宝|的卡)|偷偷|悄悄|私底下|别(?:让|跟|告诉|和)[^,]{0,8}(?:公司|领导|老板|知道|说)|不(?:会|要|能)?让[^,]{0,8}(?:公司|领导|老板)?知道/u;
const warned = /请勿|切勿|严禁|谨防|警惕|不得|举报|如有|如果有/u;
const policy =
  /政策|活动|满\d|满减|季度|年度|年终|年底(?:返利|返点|结算|统一|对账)|有礼|奖励|好友|拉新|Q[1-4]|q[1-4]|协议|合同约定|按合同|约定|框架|渠道|代理|经销|分销|会员|积分|优惠|折扣|折上|促销|立减|对公|开票|专票|发票|贴息|质保|首付|月结|账期|好评|晒图|新年|春节|过年|中秋|端午|节日|生日|抢红包|客服|自动到账|官方|平台|总部|厂家|统一|让利|便宜|税点|税|利率|利息|涨|跌|毛利|转化|完成率|增长|手续费|中介费|下浮|降价|报表|公司账|给公司|给我们公司|贵司|贵公司|你们公司[^,]{0,6}(?:给|返)/u;
const ourGift =
  /(?:我们|咱们?|本|敝)(?:公司|司|平台|店|厂|集团)(?!报价)[^,]{0,8}(?:给|返|奖|送|承担|结算|补贴|支付|付|出|包|有)|我司|(?<![友戚学婆公哥弟姐妹家的]|的)公司(?:会|可以|统一|再|这边)?(?:给|返|奖|送|承担|补贴|出)/u;
/** Our company as the one that is to be left out; what follows is not its gift. */
const avoided =
  /(?:别|不|不用|不要|不必|甭|无需|先别)(?:走|通过|经过?|过|从|跟|在|找)(?:我们|咱们?)?(?:公司|平台)|(?:绕过|绕开|避开|跳过|撇开|甩开)(?:我们|咱们?)?(?:公司|平台)/gu;
const covert =
  /私下|私底下|偷偷|悄悄|个人(?!感觉|觉得|建议|认为|中心|版)|私人|现金(?!券)|私账|不走账|走账|不入账|[你您我]的?(?:微信|支付宝)|转微信|微信转|卡上|我卡|你卡|您卡|的卡|老婆|老公|爱人|媳妇|别(?:让|跟|告诉|和|说)|不会知道|不让[^,]{0,6}知道|保密|老规矩|老样子|照旧|不成敬意|不走公司(?!审批|流程)|别走公司|不开票/u;
const hidden =
  /私下|私底下|偷偷|悄悄|老规矩|老样子|卡[上里]|不(?:用|要|必)?(?:走|过|经过?|通过)公司|别(?:走|过|通过|经过?)公司|查不[到出]|别(?:让|跟|告诉|和)[^,]{0,8}(?:公司|领导|老板|知道|说)|不(?:会|要|能)?让[^,]{0,8}知道/u;
const onSuccess =
  /(?:介绍|事|单子?|这单|合同|谈|办|搞|签|牵线|成交|合作|促|项目|推|做|拿)(?:成|下来?|定|妥)(?:了|之后|以后|后|的话|就|我|,|一个|一单)|成了|事成|事后|促成|中标|搞定|签下来|签了|签完|签好|办成|拿下|到时候|用我们|选我们|给我们做|成交[^,]{0,4}(?:给|返)/u;
const gossip =
  /听说|据说|有没有(?:人|问|跟|向)|他们(?:公司|那边|家)|别人|有人|人家|某|那个(?:采购|经理|业务)|新来的|隔壁|同行|谁(?!知道)|什么是|是什么意思|这个词|这种事/u;

export function readSetting({ around, text }: Sentence, speaker: Speaker): Setting {
  const override = directed.test(text) && !warned.test(around);
  return {
    lecture: lecture.test(around) && !override,
    policy: policy.test(text) || (speaker === 'employee' && ourGift.test(text.replaceAll(avoided, '〓'))),
    covert: covert.test(around),
    hidden: hidden.test(text),
    onSuccess: onSuccess.test(around),
    gossip: gossip.test(text),
  };
}
