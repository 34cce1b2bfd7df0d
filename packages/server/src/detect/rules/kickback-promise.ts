import { ofMine } from '../elsewhere.ts';
import { readDiversion } from '../read-diversion.ts';
import type { KickbackRead } from '../read-kickback.ts';
import { readKickback, readRemark } from '../read-kickback.ts';
import { readReads } from '../read-reads.ts';
import type { Names, TextHit, Utterance } from '../rule.ts';
import { defineTextRule } from '../rule.ts';
import type { Message, Sentence } from '../sentence.ts';
import { placeHit, readMessage } from '../sentence.ts';
import { readSetting } from '../setting.ts';
import { isElsewhere, readCompanies } from '../values/read-company.ts';

/** 好处费、返点、回扣 promised, asked for or acknowledged between one of our people and someone outside. */
export const kickbackPromise = defineTextRule({
  id: 'kickback-promise',
  kind: 'kickback',
  version: 2,
  title: '与外部人员谈及好处费、返点等私人利益',
  severity: 'high',
  blindSpots: [
    '一句一句地看,分在几条消息里说的约定看不到',
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '谐音、拆字、暗号和外语看不到',
    '公司公开的返利、推荐奖励如果没有写明是公司给的,可能误提示',
  ],
  examples: [
    {
      name: '介绍到外面合作并许诺好处费',
      says: { text: '我介绍你到XX公司合作,好处费给你10%', from: 'employee' },
      fires: true,
    },
    { name: '外部人员许诺返点', says: { text: '你把客户介绍过来,给你返点8%', from: 'outside' }, fires: true },
    {
      name: '引到外面并说出返点',
      says: { text: '这批别走我们公司了,我介绍你去德润公司买,返点5个点', from: 'employee' },
      fires: true,
    },
    { name: '员工索要介绍费', says: { text: '客户带到了,介绍费什么时候给我', from: 'employee' }, fires: true },
    { name: '客户确认已经打款', says: { text: '辛苦费两万已经转你微信了', from: 'customer' }, fires: true },
    { name: '利润分成', says: { text: '这单赚的钱我们五五分', from: 'outside' }, fires: true },
    { name: '转账备注写明好处费', says: { text: '3月好处费', from: 'outside', field: 'memo' }, fires: true },
    { name: '正常报价', says: { text: '报价单已发,请查收', from: 'employee' }, fires: false },
    { name: '介绍产品', says: { text: '先给您介绍一下我们的产品', from: 'employee' }, fires: false },
    { name: '谈税点', says: { text: '开专票的话加6个点', from: 'employee' }, fires: false },
    { name: '明确拒绝', says: { text: '我们不收好处费的,您放心', from: 'employee' }, fires: false, resembles: true },
    { name: '宣讲制度', says: { text: '公司禁止收取回扣,这是红线', from: 'employee' }, fires: false, resembles: true },
    {
      name: '本公司对客户的返点',
      says: { text: '我们公司给您返点3%,年底统一结算', from: 'employee' },
      fires: false,
      resembles: true,
    },
    { name: '自己的工资提成', says: { text: '我这个月提成发得少', from: 'employee' }, fires: false, resembles: true },
    {
      name: '衣服上的回扣',
      says: { text: '裙子后面的回扣松了,能换吗', from: 'customer' },
      fires: false,
      resembles: true,
    },
  ],

  evaluate(said, names) {
    if (!worthReading.test(said.text)) return [];
    const message = readMessage(said.text);
    return message.sentences.flatMap((sentence) => readSentence(message, sentence, said, names));
  },
});

/** Every form holds one of these, spaced or not; most messages hold none and cost no more than this. */
const worthReading = /[费費扣点點佣成利现現%\uff05分半差价價钱錢给給谢待少报處处包纳半卡回万千]/u;
/** Business is taken to someone close to the speaker, or a deal is handed to a name. */
const theirs = new RegExp(
  `${ofMine}|(?:单子?|订单|合同|项目|业务)[^,]{0,3}(?:给|到)(?!我|公司)[^,]{2,6}?(?:做|签|接)`,
  'u',
);

function readSentence(message: Message, sentence: Sentence, said: Utterance, names: Names): readonly TextHit[] {
  const companies = readCompanies(sentence.around, names);
  const elsewhere = companies.some(isElsewhere) || theirs.test(sentence.around);
  const given = readSetting(sentence, said.speaker);
  const pushed = elsewhere && readDiversion(sentence, said.speaker, given, names).some((each) => each.plain);
  // Who sends the other side elsewhere speaks of no programme of ours.
  const setting = { ...given, policy: given.policy && !pushed };
  const scene = { speaker: said.speaker, setting, elsewhere, pushed };
  const found = said.field === 'memo' ? readRemark(sentence, scene) : readKickback(sentence, scene);
  const [first, ...others] = found;
  if (first === undefined) return [];
  const whole = others.reduce<KickbackRead>(join, first);
  const { reads, start, end } = readReads(message, sentence, whole, names);
  const severity = !whole.plain ? 'medium' : 'high';
  return [{ ...placeHit(message, sentence, start, end), severity, reads }];
}

function join(a: KickbackRead, b: KickbackRead): KickbackRead {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), plain: a.plain || b.plain };
}
