import { disclosureWords } from '../lexicon/disclosure.ts';
import { defineTextRule } from '../rule.ts';
import { disclosureExamples } from './disclosure-examples.ts';
import { disclosurePhrases } from './disclosure-phrases.ts';

export const disclosure = defineTextRule({
  id: 'disclosure-inside',
  kind: 'disclosure',
  version: 2,
  title: '对外透露名单、底价、标书等内部信息',
  severity: 'high',
  sounds: true,
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '只说「发你了」而不说发了什么的，要靠前几条消息里提到的东西',
    '不知道名单、图纸、代码究竟属于谁：属于对方自己的，话里没有写明时会误提示',
    '经授权对合作方开放的资料，话里没有写明授权时会误提示',
  ],
  lexicon: disclosureWords,
  examples: disclosureExamples,
  phrases: disclosurePhrases,
});
