import type { Phrase } from '../phrases/phrase.ts';
import { against } from '../phrases/phrase.ts';

const rebate = '返点|返利|返现|返您|返给您|给您返|返你|返给你|给你返';
const aside = '绕开|绕过|避开|跳过|撇开|甩开|别走|不走|不用走|私下|偷偷|单独|现金|个人|本人';

/** What a promise of our own company, a partner's terms and ordinary sums look like. */
export const kickbackInOrder: readonly Phrase[] = [
  against('本公司给客户的返点', `<us> ~ ${rebate}`, { by: 'employee', weight: -20, unless: [aside] }),
  against('员工按比例给客户优惠', `${rebate} ~ <share>`, {
    by: 'employee',
    weight: -12,
    unless: [aside, '<company>', '<succeed>', '<relative>', '<bring>', '好处|回扣|辛苦'],
  }),
  against('经登记的合作方的返点', `<partner> & ${rebate}`, { weight: -20, full: true }),
  against('中介按成交价收的费用', '中介费|服务费 ~ 成交价|房价|合同价|总价', { weight: -15, unless: [aside] }),
  against('报价中的占比', '算了一下|占了|占比 ~ <share>', { weight: -15 }),
  against('货款、工程款的支付', '装修款|水泥款|材料款|工程款|设备款 ~~ 剩下的|月底结|哪个账户|对公|余款', {
    weight: -20,
  }),
  against('客户还价', '底价|最低价|报价 ~~ 行不行|能不能|可以吗|行吗', {
    by: 'outside',
    weight: -15,
    unless: [aside, '标书|投标|中标|透露'],
  }),
];
