import { coverUpWords } from '../lexicon/cover-up.ts';
import { defineTextRule } from '../rule.ts';
import { coverUpAnswers, coverUpAnswersOrder } from './cover-up-answers.ts';
import { coverUpExamples } from './cover-up-examples.ts';
import { coverUpPapers, coverUpPapersOrder } from './cover-up-papers.ts';
import { coverUpRecords, coverUpRecordsOrder } from './cover-up-records.ts';

export const coverUp = defineTextRule({
  id: 'cover-up',
  kind: 'cover-up',
  version: 1,
  title: '删改、伪装或串通以掩盖往来',
  severity: 'high',
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '不说明目的的改动(例如只说重写一份)看不出',
    '事先约好的暗语看不出',
  ],
  lexicon: coverUpWords,
  examples: coverUpExamples,
  phrases: [
    ...coverUpRecords,
    ...coverUpPapers,
    ...coverUpAnswers,
    ...coverUpRecordsOrder,
    ...coverUpPapersOrder,
    ...coverUpAnswersOrder,
  ],
});
