import { privatePaymentWords } from '../lexicon/private-payment.ts';
import type { Phrase } from '../phrases/phrase.ts';
import { against } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

type Options = Pick<Phrase, 'by' | 'unless' | 'firm'>;
const weigh = (weight: number, why: string, pattern: string, options: Options = {}): Phrase => ({ pattern, why, weight, ...options });
const employee = { by: 'employee' } as const;
const outside = { by: 'outside' } as const;
const firm = { firm: true } as const;

export const privatePayment = defineTextRule({
  id: 'private-payment',
  kind: 'private-payment',
  version: 1,
  title: '业务款项或利益走个人账户',
  severity: 'high',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: privatePaymentWords,
  examples: [],
  phrases: [
    // Where the money shall go: to the employee, or to someone close.
    weigh(4, '要求把钱给自己', '<pp-send> + [到|给|进|在|去] + <me|pp-here|pp-meself>', employee),
    weigh(3, '要求付到自己的账户或收款码', '<pp-pay> + [到|给|进|在|去] + <me> <pp-acct>', employee),
    weigh(5, '要求款项付到个人账户', '<pp-pay> <pp-meself>', employee),
    weigh(4, '款项先放在自己手里', '<pp-move> + [到|在|给|去] + <pp-here>', employee),
    weigh(5, '要求扫自己的收款码', '扫|扫描|用|搜 <me|pp-self> <pp-acct>', employee),
    weigh(7, '要求款项付给亲属', '<pp-pay> + [到|给|进|在|去|往] + [这|那|张] + <pp-kin>', employee),
    weigh(7, '要求款项付给亲属', '<pp-pay> <me> + [的] + <pp-kin>', employee),
    weigh(3, '亲属名下的账户', '<pp-kin> ~ <pp-acct>', { unless: ['<you> + [的] + <pp-kin>'] }),
    weigh(10, '收款账户在亲属名下', '<pp-holder> ~ [<me>] + <pp-kin>', employee),
    weigh(7, '款项付给自己的店或个体户', '<pp-pay> <me> <pp-friend> ~ <pp-acct|pp-desk>', employee),
    weigh(7, '款项付给熟人的账户', '<pp-pay> <pp-friend|pp-kin> <pp-acct|pp-desk>', employee),
    weigh(4, '现金交到自己手里', '<pp-cash-plain> ~ <me>', employee),
    weigh(4, '要求给现金', '给|付|结|用|拿|带|交|收 <pp-cash-plain>', employee),
    weigh(10, '付到对方的亲属', '<pp-pay> + [到|给|进|在|去] + <you> + [的] + <pp-kin>', outside),
    weigh(6, '对方的亲属与款项', '<you> + [的] + <pp-kin>', { by: 'outside', unless: ['退 <me>'] }),
    weigh(6, '付给对方本人', '<pp-pay> <you> <pp-self>', outside),
    weigh(4, '付到对方的账户或收款码', '<pp-pay> + [到|给|进|在|去] + <you> <pp-acct>', outside),
    weigh(4, '直接给对方本人', '直接|私下|单独 [<pp-pay>] <you>', outside),
    weigh(4, '给了对方本人', '给|归|交 + [到|了|给] + <you> [手上|手里|自己]', outside),
    weigh(4, '照对方的交代付款', '<pp-ask-me>', outside),
    weigh(10, '被要求付到对方个人账户', '让我|叫我|要我|喊我|老叫我|老让我 ~ <you> <pp-self|pp-acct|pp-kin>', outside),
    weigh(5, '现金交给对方', '<pp-cash> ~ <you>', outside),
    // Past the company.
    weigh(10, '要求不走公司账户', '<pp-avoid> [<pp-route>] <pp-corp-acct>', { ...employee, ...firm }),
    weigh(5, '不走公司账户', '<pp-avoid> [<pp-route>] <pp-corp-acct>', { ...outside, ...firm }),
    weigh(10, '要求不走公司账户', '<pp-corp-acct> <pp-stop>', { ...employee, ...firm }),
    weigh(6, '绕开前台、系统或公司付款', '<pp-avoid> <pp-route> <pp-desk>', firm),
    weigh(5, '绕开前台、系统或公司付款', '<pp-avoid> <pp-desk>', firm),
    weigh(5, '绕开前台、系统或公司付款', '<pp-desk> <pp-stop>', firm),
    weigh(6, '公司不知情', '<pp-desk|pp-corp-acct|you-all> ~ <pp-blind>', firm),
    weigh(5, '不入账、不开单', '<pp-off-books>', firm),
    weigh(4, '不开票不给收据', '<pp-no-invoice>', firm),
    weigh(4, '以便宜相诱', '<pp-cheap>', employee),
    weigh(2, '以便宜相诱', '<pp-cheap>', outside),
    weigh(4, '要求保密', '<pp-secret>', firm),
    weigh(4, '公司应收的款项', '<pp-fund>'),
    weigh(2, '说到金额', '<sum>'),
    weigh(2, '直接付', '直接|就行|就好|就成'),
    weigh(3, '差价或一部分另付', '<pp-split> ~ <me|you>'),
    // Hidden benefits.
    weigh(10, '亲属卡、副卡', '<pp-benefit>'),
    weigh(6, '储值卡里充值给对方', '<pp-prepaid> ~ 充|充了|打进|打到|存|存了|买了', outside),
    weigh(5, '储值卡里充值给对方', '充|打进|存 ~ <pp-prepaid>', outside),
    weigh(6, '把财物放在暗处', '<pp-hide-put> ~ <pp-hide-place>'),
    weigh(7, '虚拟币', '<pp-coin>'),
    weigh(5, '不留流水', '<pp-no-trace>', firm),
    weigh(10, '拆开或换人打款', '<pp-rotate>', firm),
    // In order.
    against('规定或宣传', '<pp-lesson>'),
    against('防骗、举报或处罚', '<pp-fraud>'),
    against('分摊、垫付', '<pp-pool>', { weight: -6 }),
    against('工资、报销、赔付', '<pp-wage>', { weight: -8 }),
    against('退给付款人', '<pp-return>', { weight: -8 }),
    against('租金付给房东', '<pp-landlord>', { weight: -6, unless: ['<pp-split>'] }),
    against('付到公司账户', '<pp-corp-acct>', {
      weight: -6,
      unless: ['<pp-avoid> [<pp-route>] <pp-corp-acct>', '<pp-corp-acct> <pp-stop>', '<pp-desk|pp-corp-acct> ~ <pp-blind>', '<pp-corp-acct> ~ <pp-cheap>', '<pp-split>'],
    }),
    against('拒绝付给个人', '<pp-never> [<pp-pay>] ~ <pp-priv-word>', {
      unless: ['<pp-avoid> [<pp-route>] <pp-corp-acct>', '<pp-avoid> [<pp-route>] <pp-desk>', '<pp-corp-acct|pp-desk> <pp-stop>', '<pp-no-invoice>'],
    }),
    against('说别人让付给个人', '<pp-they> ~ 让我|叫我|要我|让您|让你', { weight: -8 }),
  ],
});
