import type { Relation } from '../../people/company-index.ts';
import type { Names, Place } from '../rule.ts';
import { takenOf } from './taken.ts';

/** A company that the words name, and what the records know of it; undefined relation: no record knows it. */
export type CompanyRead = Place & { readonly text: string; readonly relation: Relation | undefined };

const goods =
  '(?:五金|建材|服装|制衣|印刷|印务|包装|纸箱|纸品|塑料|塑胶|家具|食品|模具|机械|电子|电器|化工|水泥|玻璃|灯饰|灯具|皮具|鞋业|钢材|木业|门窗|针织|纺织|工艺品?|电镀|铸造|配件|石材|涂料|橡胶|汽修|文具|图文|广告)';
const ending = `(?:股份有限公司|有限责任公司|有限公司|公司|集团(?!\\))|工作室|商行|车行|(?:会计师|律师)?事务所|科技|贸易|商贸|实业|工厂|${goods}(?:加工)?[厂店行]|${goods}?(?:经营|门市|经销|批发|供应|维修)部)`;
const named = new RegExp(`${ending}(?:有限责任公司|有限公司|公司|集团)?`, 'gu');
const endings = new RegExp(`(?:${ending}){1,4}$`, 'u');
const following = new RegExp(`^(?:${ending}){1,4}`, 'u');
const LONGEST = 24;
/** What a name may consist of; the part before its ending. */
const head = new RegExp(`[\\p{Script=Han}a-z0-9()]{1,${LONGEST}}$`, 'u');
/** Words after which a name begins; the last one before the ending counts. */
const lead =
  /^.*(?:介绍|推荐|带|引荐|转|推|签|放|挪|联系|对接|名叫|就是|比如|例如|叫做?|叫|到|去|从|在|跟|和(?![平田县])|与|同(?![方济仁])|找|给|让|由|走|是|用(?!友)|上(?![海饶虞])|往|把|被|向|于|买|的|那家|这家|一家|两家|个|您|你|我|他|她|们|以及|或者|或|但|而|要不|不如|直接|通过|经过|绕过|绕开|避开|跳过|撇开|选|选择|拿|打|别|不(?!锈)|过|进(?!出口)|入|帮|替|为(?!民)|对(?!外)|比(?!亚)|像|有(?![色限机])|这个|那个)/u;
const pointing =
  /^(?:我们|咱们?|你们|他们|我|你|您|他|贵|本|敝|总|分|子|母|新|老|旧|大|小|好|同行|外面|别的?|其他|其它|另外?|某|哪|每|各|全|整个?|一|两|几|家|这|那|外|朋友|亲戚|老?同学|[表堂]?[哥弟姐妹]夫?|老[婆公乡]|爱人|媳妇|对象|[大小]舅子|嫂子|舅舅?|叔叔?|姑姑?|战友|哥们|闺蜜|前?同事|家里?人?|合伙人?|熟人|对面|隔壁|客户|供应商|第三方|皮包|上市|外贸|物流|快递|装修|搬家|保险|广告|贸易|科技|同类|自己|个人|私人|正规|有限|竞争|竞品|售后|开|开了?|办|注册|成立|没|不|高|软件|互联网|高新|新|创业|母|关联|兄弟|我司|楼下|附近|门口|旁边|普通|本地|当地|外地|网上|线上|线下|镇上|村里|街上|路边|市里|城里|县里|小区|这种|那种|随便|大型|小型|专业|知名|一般|便宜|指定|合作|采购|招聘|用人|销售|代理|中介|劳务|施工|建筑|设计|咨询|检测|it|ai|b2b|saas|o2o|p2p|3c|4s|mcn|500强|国有|民营|央企|国企|合资|外资)+$/u;

const bareTrade =
  /^(?:装饰|建材|培训|教育|医疗|医药|设备|印刷|包装|租赁|五金|电子|网络|传媒|食品|咨询|检测|机械|化工|软件|数码|家具|服装)$/u;
/** A trade after a word that cannot end a name: 我表姐开的装饰公司 names nobody, 泰和建材公司 does. */
const tradeAlone =
  /(?:^|[的家个做开干是搞])(?:装饰|建材|培训|教育|医疗|医药|设备|印刷|包装|租赁|五金|电子|网络|传媒|食品|咨询|检测|劳务|中介|施工|监理)$/u;

/** Two characters and a trade, where someone is sent: 去瑞丰建材, 推荐给康桥医疗; the trade alone names nobody. */
const byTrade =
  /(?<=去|到|从|找|让|跟|给|进|联系|换成)(?<name>(?!(?:智能|家用|办公|在线|线上|线下|高端|进口|国产|通用|本地|同城|国际|全屋|定制|室内|工业|商用|二手|专业|配套|相关|其他|其它|医用|成人|职业|少儿|儿童|幼儿|企业|技术|产品|岗前|安全|消防|电商|跨境|冷链|第三|仓储|水电|建筑|厨卫|基础|绿色|环保|汽车|消费|互联|移动|精密|基层|社区|民营|公立|私立|高等|家庭|素质|继续|远程|公司|我们|你们|他们|咱们|客户|大家|各种|各类|一些|几家|这家|那家|哪家|别家|所有|全部|做的|卖的))[^\P{Script=Han}的了在做是个家这那我你您他她们]{2}(?:建材|医疗|教育|数码|装饰|软件|医药|机械|电子|五金|化工|印刷|传媒|网络|培训|物流))(?![公司]|客户|行业|市场|产品|企业|厂|类|用户|产业|专业|课|城|局|部|中心|协会|平台|商|器械|设备|板块|方面|圈|领域|站|科|费|师|展)/gu;

/** Companies named in folded text; those the records know are found by their names alone, others by their form. */
export function readCompanies(text: string, names: Names): readonly CompanyRead[] {
  const known = names.companiesIn(text).map((place): CompanyRead => {
    const rest = following.exec(text.slice(place.end, place.end + LONGEST))?.[0].length ?? 0;
    const end = place.end + rest;
    return { start: place.start, end, text: text.slice(place.start, end), relation: place.relation };
  });
  const taken = takenOf(text.length, known);
  const unknown = readUnknown(text).filter(({ start, end }) => taken.isFree(start, end));
  for (const { start, end } of unknown) taken.take(start, end);
  const short = [...text.matchAll(byTrade)].flatMap(({ index: start, groups }) => {
    const name = groups?.name ?? '';
    return pointing.test(name.slice(0, 2)) ? [] : [{ start, end: start + name.length, text: name }];
  });
  const more = [...unknown, ...short.filter(({ start, end }) => taken.isFree(start, end))];
  const found = more.map((each) => ({ ...each, relation: names.relationOf(each.text) }));
  return [...known, ...found].toSorted((a, b) => a.start - b.start);
}

/** How much of a run of characters leads up to the name: 去 before 泰和建材, where 和 belongs to the name. */
function leadOf(run: string): number {
  const last = lead.exec(run)?.[0] ?? '';
  if (!/[上和同用为对]$/u.test(last) || !bareTrade.test(run.slice(last.length))) return last.length;
  const earlier = lead.exec(last.slice(0, -1))?.[0].length ?? 0;
  const kept = last.slice(earlier, -1);
  return kept === '' || pointing.test(kept) ? last.length : earlier;
}

/** Looks back from every ending over no more than the longest name, so the work grows with the text alone. */
function readUnknown(text: string): readonly Omit<CompanyRead, 'relation'>[] {
  let before = 0;
  return [...text.matchAll(named)].flatMap((found) => {
    const whole = head.exec(text.slice(Math.max(before, found.index - LONGEST), found.index))?.[0] ?? '';
    before = found.index + found[0].length;
    const name = `${whole}${found[0]}`;
    const skipped = leadOf(name.replace(endings, ''));
    const stem = name.slice(skipped).replace(endings, '');
    const start = before - name.length + skipped;
    const stemEnd = start + stem.length;
    if ((stem.length < 2 && !/^[a-z]$/u.test(stem)) || pointing.test(stem)) return [];
    if (tradeAlone.test(text.slice(Math.max(0, stemEnd - 3), stemEnd))) return [];
    return [{ start, end: before, text: name.slice(skipped) }];
  });
}

/** Whether business taken there leaves our own group and the partners that the records name. */
export function isElsewhere({ relation }: CompanyRead): boolean {
  return relation !== 'own' && relation !== 'affiliate' && relation !== 'partner' && relation !== 'customer';
}
