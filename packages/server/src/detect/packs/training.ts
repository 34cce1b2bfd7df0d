import { against } from '../phrases/phrase.ts';
import type { Pack } from './pack.ts';

/** Schools and courses: rewards of the school for pupils who bring pupils, scholarships, agents with a contract. */
export const training: Pack = {
  id: 'training',
  title: '教育培训',
  lexicon: {
    'school-reward':
      '送课时 赠课时 赠送课时 课时奖励 学费抵扣 抵学费 减学费 学费券 代金券 优惠券 校区积分 奖学金 助学金 返学费 免资料费',
    'school-bring': '转介绍 老生带新生 老带新 推荐同学 推荐新生 带同学来 介绍同学 拼团 团报 同学一起报 推荐朋友报名',
    'school-terms':
      '校区活动 校区政策 招生简章 招生政策 招生代理协议 合作协议 校长签 总校 报名表 学校统一 教务 收据 前台办',
  },
  against: {
    kickback: [
      against('学校公开的转介绍奖励', '<school-bring> & <school-reward>'),
      against('学校公开的转介绍奖励', '<school-bring|school-reward> & <school-terms>'),
    ],
    diversion: [against('学校公开的转介绍', '<school-bring> & <school-reward|school-terms>')],
  },
  examples: [
    { text: '介绍同学来我给你留三百,抵学费', from: 'employee', fires: false },
    { text: '转介绍一个新生,两边各送4个课时,返点500直接抵学费', from: 'employee', fires: false },
    { text: '老带新有奖励,介绍同学报名返学费300,前台办就行', from: 'employee', fires: false },
    { text: '你把班里的学生介绍到我自己那边,一个给你500,别让学校知道', from: 'employee', fires: true },
  ],
};
