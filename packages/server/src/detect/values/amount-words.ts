/** What a currency is called in chats; in folded text, so in lower case. A word may not run on into what `not` says. */
const currencies: readonly { readonly code: string; readonly words: string }[] = [
  { code: 'USD', words: '美金|美元|美刀|us\\$|\\$|usd|刀(?![切片口工具子法架客叉枪把])' },
  { code: 'HKD', words: '港币|港元|港纸|hk\\$|hkd' },
  { code: 'EUR', words: '欧元|欧(?![洲式美盟派阳姓冠元])|€|eur(?!o)|euros?' },
  { code: 'GBP', words: '英镑|£|gbp' },
  { code: 'JPY', words: '日元|日币|jpy' },
  { code: 'AUD', words: '澳元|澳币|aud' },
  { code: 'CAD', words: '加元|加币|cad' },
  { code: 'SGD', words: '新币|新加坡元|sgd' },
  { code: 'TWD', words: '台币|twd' },
  { code: 'KRW', words: '韩元|韩币|krw' },
];

export const foreignWords = currencies.map(({ words }) => words).join('|');
export const yuanWords =
  '元整?(?![旦素件宵老月气首化论次法年春曲桥里牛酒]|[一二三]次)|块(?:钱|大洋)|块(?![板屏砖玻电表石布肉糖牌地])|[圆圓]整?(?![形满圈桌润梦珠])|rmb(?![a-z])|人民币|cny(?![a-z])|大洋';

const foreign = currencies.map(({ code, words }) => ({ code, pattern: new RegExp(`^(?:${words})$`, 'u') }));

/** ISO 4217 of the word for a currency; what is no foreign one is CNY. */
export function currencyOf(word: string | undefined): string {
  if (word === undefined) return 'CNY';
  // The words carry a guard against what follows them, which at the end of the word never strikes.
  return foreign.find(({ pattern }) => pattern.test(word))?.code ?? 'CNY';
}

/** What makes a number before it a count of something else, or the beginning of a longer number. */
const measured =
  /(?!多?[个台件份人名次米斤公里吨套箱张条只年天日月号小时分秒步字平粉页岁亩度倍家户位辆瓶克升瓦支颗根双笔单票股点折成间层座棵头匹顶部款批班期季周夜像毫强里%‰:/.\-\d一二两三四五六七八九十百千万亿屏充快电灯功安火圈]|流量|曝光|阅读|播放|点击|粉丝|浏览|种|袋|桶|卷|本|节课|[a-z])/uy;

/** Whether a number that ends there may be a sum although no currency follows. */
export function endsAsSum(text: string, at: number): boolean {
  measured.lastIndex = at;
  return measured.test(text);
}

const giving = new RegExp(
  '(?<=(?:给|转|打|付|返|拿|(?<!需)要|收|(?<![评得打积学考满总部百十])分|补|结|抽|提|奖|包|塞|封)(?:了|过|到)?(?:给?[你我您他她])?(?:了|个)?' +
    '|(?:红包|好处费|介绍费|辛苦费|茶水费|感谢费|佣金|回扣|提成|心意)(?:是|给|[:])?(?:给?[你我您])?(?:大概)?)',
  'uy',
);

/** Whether what is handed over, or the word for a benefit, stands right before. */
export function isGiven(text: string, start: number): boolean {
  giving.lastIndex = start;
  return giving.test(text);
}
