import { disclosureWords } from '../lexicon/disclosure.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

export const disclosure = defineTextRule({
  id: 'disclosure-inside',
  kind: 'disclosure',
  version: 1,
  title: '对外透露名单、底价、标书等内部信息',
  severity: 'high',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: disclosureWords,
  examples: [],
  phrases: [plain('占位', '占位词占位词'), hint('占位', '占位词占位词甲'), against('占位', '占位词占位词乙')],
});
