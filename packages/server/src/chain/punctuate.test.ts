import { expect, test } from 'vitest';
import { punctuate } from './punctuate.ts';

test.each([
  ['谈到好处,数额为10%,点名华晟公司;谈话在先', '谈到好处，数额为10%，点名华晟公司；谈话在先'],
  ['2026-03-02 10:58:00 +08:00 付款¥20,000.00(hr-desk:t1)', '2026-03-02 10:58:00 +08:00 付款¥20,000.00(hr-desk:t1)'],
  ['合同XS2026030349,金额¥200,000.00', '合同XS2026030349，金额¥200,000.00'],
  ['(客户号C100):修改phone', '(客户号C100)：修改phone'],
])('marks in Chinese are Chinese and figures stay: %s', (given, wanted) => expect(punctuate(given)).toBe(wanted));
