import { coverUpWords } from '../lexicon/cover-up.ts';
import { defineTextRule } from '../rule.ts';
import { coverUpAnswers, coverUpAnswersOrder } from './cover-up-answers.ts';
import { coverUpCustomers } from './cover-up-customers.ts';
import { coverUpExamples } from './cover-up-examples.ts';
import { coverUpFigures } from './cover-up-figures.ts';
import { coverUpInvoices } from './cover-up-invoices.ts';
import { coverUpPayments } from './cover-up-payments.ts';
import { coverUpRecords, coverUpRecordsOrder } from './cover-up-records.ts';
import { coverUpSigners, coverUpSignersOrder } from './cover-up-signers.ts';

export const coverUp = defineTextRule({
  id: 'cover-up',
  kind: 'cover-up',
  version: 2,
  title: '删改、伪装或串通以掩盖往来',
  severity: 'high',
  sounds: true,
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
    ...coverUpCustomers,
    ...coverUpPayments,
    ...coverUpInvoices,
    ...coverUpFigures,
    ...coverUpSigners,
    ...coverUpAnswers,
    ...coverUpRecordsOrder,
    ...coverUpSignersOrder,
    ...coverUpAnswersOrder,
  ],
});
