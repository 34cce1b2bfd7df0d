import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { HOMOPHONES, LOOK_ALIKE_WRITINGS, ORDINARY, ORDINARY_ALONE, PINYIN, SPLIT } from './spelling-tables.ts';
import { MOST_SPELLINGS, spellingsOf } from './spellings.ts';

const texts = (term: string): readonly string[] => spellingsOf(term).map(({ text }) => text);
const TERMS = (
  '回扣 好处费 返点 佣金 提成 辛苦费 茶水费 介绍费 信息费 红包 私下 私单 飞单 微信 加微信 电话 转账 银行卡 现金 删除 删记录 撤回 聊天记录 客户名单 ' +
  '底价 标书 报价 报价单 离职 跳槽 个人卡 公司 领导 老板 知道 打款 支付宝 打到我个人卡上 不要让公司领导知道 qq 加qq 好 钱 你'
).split(' ');

test.each([
  ['回扣', '回扣', 'same'],
  ['回扣', 'huikou', 'pinyin'],
  ['回扣', 'hui扣', 'pinyin'],
  ['回扣', '回kou', 'pinyin'],
  ['回扣', '回口', 'homophone'],
  ['回扣', '回扌口', 'split'],
  ['好处费', 'haochufei', 'pinyin'],
  ['好处费', 'hcf', 'pinyin'],
  ['好处费', '女子处费', 'split'],
  ['返点', '返店', 'homophone'],
  ['微信', 'vx', 'pinyin'],
  ['微信', '薇信', 'homophone'],
  ['微信', '徽信', 'homophone'],
  ['加微信', '加卫星', 'homophone'],
  ['加微信', '加威信', 'homophone'],
  ['删除', '册刂除', 'split'],
  ['钱', '钅戋', 'split'],
  ['qq', '扣扣', 'homophone'],
  ['自己', '自已', 'look-alike'],
])('%s may be written %s', (term, text, how) => {
  expect(spellingsOf(term)).toContainEqual({ text, how });
});

test.each([
  ['微信', '卫星'],
  ['微信', '威信'],
  ['报价', '保价'],
  ['底价', '低价'],
  ['记录', '纪录'],
  ['打款', '大款'],
  ['茶水费', '查水费'],
  ['公司', '公私'],
  ['现金', '现今'],
  ['好', 'hao'],
  ['好', '女子'],
  ['好', '郝'],
  ['红包', '宏宝'],
])('%s is not taken to be written %s', (term, text) => {
  expect(texts(term)).not.toContain(text);
});

test('spellings are in normal form, different, the term first, bounded in number, no ordinary word', () => {
  const ordinary = new Set(`${ORDINARY} ${ORDINARY_ALONE}`.split(' '));
  for (const term of TERMS) {
    const all = texts(term);
    expect(all[0]).toBe(term);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeLessThanOrEqual(MOST_SPELLINGS);
    for (const text of all) {
      expect(normalise(text).text).toBe(text);
      if (text !== term) expect(ordinary).not.toContain(text);
    }
  }
  expect(texts('不要让公司领导知道').length).toBeGreaterThan(20);
  expect(texts('名单报价客户微信转账付款收款返点')).toHaveLength(MOST_SPELLINGS);
});

test('one character has neither pinyin nor homophones', () => {
  for (const char of new Set(TERMS.join(''))) {
    for (const { how } of spellingsOf(char)) expect(['same', 'split']).toContain(how);
  }
});

test('at most two characters are replaced by homophones', () => {
  for (const term of ['不要让公司领导知道', '打到我个人卡上', '聊天记录']) {
    for (const { text, how } of spellingsOf(term)) {
      if (how !== 'homophone') continue;
      expect(text).toHaveLength(term.length);
      expect([...text].filter((char, i) => char !== term[i]).length).toBeLessThanOrEqual(2);
    }
  }
});

test('every entry of the tables can be met: its characters are in normal form', () => {
  for (const table of [HOMOPHONES, LOOK_ALIKE_WRITINGS, SPLIT, PINYIN]) {
    const chars = [...new Set(table.match(/\p{Script=Han}/gu))];
    expect(chars.filter((char) => normalise(char).text !== char)).toEqual([]);
  }
});
