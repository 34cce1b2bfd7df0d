import { against } from '../phrases/phrase.ts';
import type { Pack } from './pack.ts';

/** Dealers and distributors: rebates by volume, quarter or year between companies, price protection, marketing funds. */
export const distribution: Pack = {
  id: 'distribution',
  title: '经销分销',
  lexicon: {
    'dealer-rebate': '返点 返利 返现 扣点 佣金 补贴 费用 台阶返利 进货奖励 压货奖 陈列费 进场费 市场费 价保 货补',
    'dealer-terms':
      '经销商 经销协议 代理协议 年度协议 年框 框架协议 季度 年度 年终 月度 季返 年返 月返 达量 阶梯 台阶 任务量 完成率 提货量 进货额 进货量 下批货款 冲抵货款 抵货款 货款里扣 折让 红字发票 对账单 对公返 返到公账 打到公账 商务政策 渠道政策 总部 厂家 区域经理签字',
  },
  against: {
    kickback: [
      against('企业之间按销量公开结算的返利', '<dealer-rebate> ~~ <dealer-terms>'),
      against('企业之间按销量公开结算的返利', '<dealer-terms> ~~ <dealer-rebate>'),
    ],
    'cover-up': [against('返利开红字发票或冲抵货款', '红字发票|冲抵货款|抵货款 & <dealer-terms>')],
  },
  examples: [
    { text: '返点给您提到三个点,您季度任务量要跟上', from: 'employee', fires: false },
    { text: '三季度达量返点3%,从下批货款里扣', from: 'employee', fires: false },
    { text: '厂家的返利按年框走,5个点,打到公账', from: 'outside', fires: false },
    { text: '年度任务完成率过了,返利两万开红字发票冲抵货款', from: 'employee', fires: false },
    { text: '除了公司的返利,我个人再给你两个点,打你老婆卡上', from: 'outside', fires: true },
  ],
};
