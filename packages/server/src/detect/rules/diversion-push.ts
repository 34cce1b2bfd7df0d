import { readDiversion } from '../read-diversion.ts';
import { companyOf } from '../read-reads.ts';
import type { Names, TextHit, Utterance } from '../rule.ts';
import { defineTextRule } from '../rule.ts';
import type { Message, Sentence } from '../sentence.ts';
import { placeHit, readMessage } from '../sentence.ts';
import { readSetting } from '../setting.ts';

/** A customer is pushed to an outside company, to someone close to our employee, or past the company's books. */
export const diversionPush = defineTextRule({
  id: 'diversion-push',
  kind: 'diversion',
  version: 2,
  title: '把客户引向外部公司或私下成交',
  severity: 'high',
  blindSpots: [
    '一句一句地看,分在几条消息里说的看不到',
    '只说公司简称、且没有公司记录可对照时,看不出是外部公司',
    '经批准的转介绍、外包和渠道合作,如果没有写明也没有登记,可能误提示',
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
  ],
  examples: [
    { name: '介绍到外部公司合作', says: { text: '我介绍你到XX公司合作,好处费给你10%', from: 'employee' }, fires: true },
    { name: '朋友的公司更便宜', says: { text: '我朋友的公司更便宜,要不你去那边买', from: 'employee' }, fires: true },
    { name: '不走公司', says: { text: '别走公司了,私下签', from: 'employee' }, fires: true },
    { name: '到外部公司下单', says: { text: '您可以直接从华晟公司下单', from: 'employee' }, fires: true },
    { name: '外部人员要走客户', says: { text: '你把手上的客户转给我们做', from: 'outside' }, fires: true },
    { name: '介绍产品', says: { text: '先给您介绍一下我们的产品', from: 'employee' }, fires: false },
    { name: '到分公司签约', says: { text: '您可以到我们南京分公司签合同', from: 'employee' }, fires: false },
    { name: '官方渠道下单', says: { text: '您从官网下单就可以', from: 'employee' }, fires: false },
    {
      name: '客户比价',
      says: { text: '我朋友的公司更便宜,你们能不能再降点', from: 'customer' },
      fires: false,
      resembles: true,
    },
    {
      name: '提醒不要私下交易',
      says: { text: '请勿绕过公司私下交易,以免权益受损', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '授权经销商',
      says: { text: '您可以找我们的授权经销商华东公司下单', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '客户介绍来的客户',
      says: { text: '谢谢您介绍客户给我们公司', from: 'employee' },
      fires: false,
      resembles: true,
    },
  ],

  evaluate(said, names) {
    if (said.field === 'memo' || !isWorthReading(said.text, names)) return [];
    const message = readMessage(said.text);
    return message.sentences.flatMap((sentence) => readSentence(message, sentence, said, names));
  },
});

/** Every form holds one of these, or the name of a company that the records know. */
const worthReading = /[司厂廠店家单單私走绕繞跳那哥弟姐妹兄友戚学學婆外客换換找转轉技贸貿别別荐薦户戶业業]/u;

function isWorthReading(text: string, names: Names): boolean {
  return worthReading.test(text) || names.companiesIn(text).length > 0;
}

function readSentence(message: Message, sentence: Sentence, said: Utterance, names: Names): readonly TextHit[] {
  const found = readDiversion(sentence, said.speaker, readSetting(sentence, said.speaker), names);
  if (found.length === 0) return [];
  const start = Math.min(...found.map((each) => each.start));
  const end = Math.max(...found.map((each) => each.end));
  const reads = companyOf(message, sentence, names);
  const severity = found.some((each) => each.plain) ? 'high' : 'medium';
  return [{ ...placeHit(message, sentence, start, end), severity, reads }];
}
