import type { SampleMovement, SampleStatement } from './statement-sample.ts';
import { closingMinor, decimalOf, escaped } from './statement-sample.ts';

export type OfxForm = {
  /** 1 is SGML, whose values have no end tags unless `closeTags`; 2 is XML. */
  readonly version?: 1 | 2;
  readonly closeTags?: boolean;
  readonly charset?: string;
};

/** An OFX document of these statements. */
export function makeOfx(statements: readonly SampleStatement[], form: OfxForm = {}): string {
  const header =
    form.version === 2
      ? '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
      : `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:${form.charset ?? '1252'}\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n`;
  const inner = statements.map((each) => statementText(each, form)).join('');
  return `${header}<OFX>\n<BANKMSGSRSV1>\n${inner}</BANKMSGSRSV1>\n</OFX>\n`;
}

function statementText(statement: SampleStatement, form: OfxForm): string {
  const value = valueIn(form);
  return [
    `<STMTTRNRS>\n${value('TRNUID', '0')}<STMTRS>\n${value('CURDEF', statement.currency)}`,
    `<BANKACCTFROM>\n${value('BANKID', '121000248')}${value('ACCTID', statement.account)}${value('ACCTTYPE', 'CHECKING')}</BANKACCTFROM>\n`,
    `<BANKTRANLIST>\n${value('DTSTART', '20260301')}${value('DTEND', '20260331')}`,
    ...statement.movements.map((movement) => transactionText(movement, form)),
    `</BANKTRANLIST>\n<LEDGERBAL>\n${value('BALAMT', decimalOf(closingMinor(statement), '.'))}</LEDGERBAL>\n</STMTRS>\n</STMTTRNRS>\n`,
  ].join('');
}

function transactionText(movement: SampleMovement, form: OfxForm): string {
  const { direction, minor, day, name, account, memo, bankReference, state } = movement;
  const value = valueIn(form);
  const to = account === undefined ? '' : `<BANKACCTTO>\n${value('ACCTID', account)}</BANKACCTTO>\n`;
  return [
    `<STMTTRN>\n${value('TRNTYPE', state === 'pending' ? 'HOLD' : 'XFER')}${value('DTPOSTED', day.replaceAll('-', ''))}`,
    value('TRNAMT', `${direction === 'out' ? '-' : ''}${decimalOf(minor, '.')}`),
    bankReference === undefined ? '' : value('FITID', bankReference),
    name === undefined ? '' : value('NAME', escaped(name)),
    to,
    memo === undefined ? '' : value('MEMO', escaped(memo)),
    '</STMTTRN>\n',
  ].join('');
}

const valueIn =
  ({ version = 1, closeTags = false }: OfxForm) =>
  (name: string, value: string): string =>
    version === 2 || closeTags ? `<${name}>${value}</${name}>\n` : `<${name}>${value}\n`;
