import { coverUpWords } from '../lexicon/cover-up.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

export const coverUp = defineTextRule({
  id: 'cover-up',
  kind: 'cover-up',
  version: 1,
  title: '删改、伪装或串通以掩盖往来',
  severity: 'high',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: coverUpWords,
  examples: [],
  phrases: [plain('占位', '占位词占位词'), hint('占位', '占位词占位词甲'), against('占位', '占位词占位词乙')],
});
