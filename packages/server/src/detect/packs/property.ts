import { against } from '../phrases/phrase.ts';
import type { Pack } from './pack.ts';

/** Agency of houses and flats: 居间 fees by contract, commission split between agencies, rewards for owners who bring owners. */
export const property: Pack = {
  id: 'property',
  title: '房产经纪',
  lexicon: {
    'estate-fee': '佣金 中介费 居间费 居间服务费 代理费 服务费 渠道费 带看奖 成交奖 认购奖',
    'estate-terms':
      '居间合同 居间协议 代理合同 分销合同 网签 房管局 门店 总店 开发商 案场 备案 报备 结佣 请佣 跳点 独家代理 委托书 买卖双方 业主和客户 明码标价 收费标准 公示牌 贝壳 链家',
    'owner-reward': '老带新 老业主推荐 业主推荐奖 推荐购房 全民营销 全民经纪人 物业费减免 抵物业费 送物业费 老业主介绍',
  },
  against: {
    kickback: [
      against('房产经纪按合同或公示标准收取的费用', '<estate-fee> ~~ <estate-terms>'),
      against('房产经纪按合同或公示标准收取的费用', '<estate-terms> ~~ <estate-fee>'),
      against('开发商或物业公开的推荐奖励', '<owner-reward>'),
    ],
    diversion: [against('经纪机构之间登记的合作', '<estate-terms> ~~ 合作|联卖|带看|报备')],
  },
  examples: [
    { text: '佣金里给您留半个点,网签后结', from: 'employee', fires: false },
    { text: '佣金按居间合同收,成交价的两个点,买卖双方各一个点', from: 'employee', fires: false },
    { text: '开发商给门店的佣金是3个点,结佣要等网签', from: 'employee', fires: false },
    { text: '您是老业主,老带新成交了抵一年物业费', from: 'employee', fires: false },
    { text: '佣金别走门店,你私下给我两万,我帮你把价压下来', from: 'employee', fires: true },
  ],
};
