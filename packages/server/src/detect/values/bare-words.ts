/** What a number before it counts. */
const counted =
  /^(?:[多来几余]?(?:个(?!一[发个])|[個台件名次米斤吨套箱张条只号秒步字页岁亩倍户位辆瓶克升瓦支颗根双股折间层座棵匹顶款袋桶卷节楼栋集场盏盒罐桌床趟柜轮寸尺℃代届级种类笔片行篇段遍瓣组双副幢排路圈粒滴口期排]|份(?!子)|人(?![情家民])|家(?![里长])|平(?![分掉账时])|分(?:钟|之)|点(?!就)|单(?![独位])|票(?!面)|成(?![交本])|年(?![底付前终])|月(?![结底付初])|天(?!天)|日(?![常后])|度|头(?![款天])|门(?!口)|部(?!分)|批(?!准)|班|季|周(?![一二三四五六日末])|把(?![你我他它钱公那这])|本(?![人来])|包(?![配邮括教过工安送吃食你运税])|房(?![东租款贷价子源])|群|回|车(?!上|里)|小时|公里|公斤|毫|厘米|平米|平方|千瓦|工作日|号|%|‰|[:/\-.]\d|~\d|(?:kg|g|[mck]?m|ml|l|t|h|v|a|s|p|pcs|[mgt]b|px|wh|kwh)(?![a-z])|开头|…|(?:私人)?邮箱|打头|热线|分之|流量|粉丝|[乘x×*]\d))/u;
/** What makes the number behind it a place in a row, a name or a count that is no money. */
const named =
  /(?:第|初|周|星期|礼拜|尾号|开头|单号|编号|工号|票号|房号|型号|车牌|电话|手机号?|热线|密码|验证码|口令|暗号|代码|分机|邮编|账号|卡号|栋|单元|房间|包间|门牌|国道|标号|规格|牌号|差|半|[零〇一二三四五六七八九十百千万\d.]|[咱他她你我您]们?俩?|百分之|分之|(?:19|20)\d\d[年.])$/u;
const pronounOnly = /[咱他她你我您]们?俩?$/u;

const spare =
  '(?:了|过|到|成|出|掉|下|个|[您你我他她恁俺侬]+|人家|老板|客户|对方|公司|才|也|就|是|约|大概|大约|再|只|还|都|:|差不多|的)';
const verbs =
  '实际|真做|剩下?|合计|要收|每百万给|便宜|优惠|少|省|减|免|降|让|低|高|加|多|涨|给|畀|俾|收|付|打|转|退|还|返|反|抽|抠|提|扣|补|贴|分|拿|要|留|记|算|谢|匀|撂|出|赚|卖|报|写|开|标|挂|压[到在着]?|砍[到成]?|坎|咬[死住]|撑住|靠|按|照|塞|扫|差|充|送|抹|垫|埋|揣|叫|喊|批|定|拨|掏|交|存|领|领|值|落|过|低于|超|超过|不[到过]|扣|花|借|贷|凑|打发|改成|v|凑够|备|归|批到|讨|拉|上';
const nouns =
  '底价|底线|红线|封底|封顶|控制价|控制线|拦标价|标底|标的|成本价?|进价|供货价|结算价|长约价|拿货|出厂价?|实价|报价|卖价|单价|零售|批发|差价|差额|价格?|价位|押金|定金|订金|首付|尾款|余款|货款|运费|工钱|学费|房租|租金|日租|月租|月供|费用?|预算|面值|收购价|佣金|好处费?|红包|中间|包销价|心理价|人工|五金|工资|月薪|金额|票面|会费|门票|🧧|💰|\\$|限';
const left = new RegExp(`(?:${verbs}|${nouns}|(?:一|每|1)(?:${'[\\p{Script=Han}]{1,2}'}))${spare}{0,4}[ :,"“]?$`, 'u');
/** What is paid per what stands after it, or whose the sum is. */
const right =
  /^(?:[块元](?!板|屏)|一(?:[个台件份人次米斤吨套箱张条只年天月节户位辆瓶支颗根双单票间棵头部款批班期季周袋桶卷本门栋场盒桌床车趟柜公家方刀把笔晚饼平樘页科立]|小时)|每|归|是[你我您他]的|里头|里面|给你|给我|给您|扫|拿下|现金|以内|左右|封顶|封底|打住|收|转|钱|就(?:卖|行|能|肯|中|稳|成)|了事|的红包|当|元|港)/u;

/** How much what stands beside a number says for its being a sum. */
export type Beside = 'refused' | 'nothing' | 'money';

export function besideSum(text: string, start: number, end: number): Beside {
  const before = text.slice(Math.max(0, start - 14), start);
  const after = text.slice(end, end + 6);
  if (counted.test(after)) return 'refused';
  if (named.test(before) && !pronounOnly.test(before)) return 'refused';
  return left.test(before) || right.test(after) ? 'money' : 'nothing';
}

/** What is tendered for, lent on or let: there 一百八 without a unit is mostly 1.8 million. */
export const inTenThousands =
  /标[di底]|zhao标|拦标|拦木示|控制[价线]|投标|开标|商务标|招标|竞标|标书|中标|唱标|密封|二轮|预算|房东|首付|贷款|房子|楼|过户|业主|总价|议价|评委|厂长|下限|价位|心理|对[手家]|他们|年薪|报价|baojia|原厂|心里价/u;

/** 八十七个 of a tender or a flat is 870,000 yuan. */
export function countsTenThousands(text: string, at: number): boolean {
  return /^个(?=[,。!?;]|打|$)/u.test(text.slice(at, at + 2)) && (text.includes('万') || inTenThousands.test(text));
}

/** What a price is called; a decimal number behind it in the text is one. */
export const priceNoun = /[单进底报售卖原]价|价格|公司报|你报|成本|报[的价]|写/u;

/** A word for a share of the price before it, in the spellings that people hide it in. */
export const shareWord =
  /(?:[返反饭犯范翻凡贩][·.。 ]{0,3}(?:点|店|典|奌|利|水|现|佣|d|dian|·照)?|f(?:an|ǎn)? ?(?:dian|点|利|d)|f点|d ?i ?a ?n|回[·. ]{0,3}(?:扣|口|叩|佣|馈|点|流|🔘|⚫)?|h ?u? ?i? ?[扣口叩k]|hk|佣|抽|提成?|点位|点数|扣点|好处费?|利润|比例|代理费|猎头费|分成|按)/u;
