import { offChannelWords } from '../lexicon/off-channel.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

export const offChannel = defineTextRule({
  id: 'off-channel-move',
  kind: 'off-channel',
  version: 1,
  title: '为避开留存而换到别的渠道',
  severity: 'medium',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: offChannelWords,
  examples: [],
  phrases: [plain('占位', '占位词占位词'), hint('占位', '占位词占位词甲'), against('占位', '占位词占位词乙')],
});
