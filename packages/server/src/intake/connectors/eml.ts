import type { Connector, Parsed } from './connector.ts';
import { basisNeeds, cutNowhere } from './connector.ts';
import { beginOfText, beginsAsMail } from './mail-head.ts';
import { MAIL_SOURCE, mailRecord } from './mail-record.ts';

/** One mail in a file of its own (RFC 5322), exactly as received: all of the file is the record's original. */
export const eml: Connector = {
  name: 'eml',
  title: '电子邮件(EML)',
  recognise({ bytes, fileName }) {
    return beginsAsMail(bytes, fileName) ? { layout: {}, source: MAIL_SOURCE, owner: undefined } : undefined;
  },
  needs: basisNeeds,
  ids: 'own',
  cut: cutNowhere,
  async parse(bytes, { settings }): Promise<readonly Parsed[]> {
    if (beginOfText(bytes) === bytes.length) return [];
    return [{ at: { line: 1, start: 0, end: bytes.length }, ...(await mailRecord(bytes, settings)) }];
  },
};
