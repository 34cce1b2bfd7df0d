import type { SampleMovement, SampleStatement } from './statement-sample.ts';
import { closingMinor, decimalOf } from './statement-sample.ts';

export type Mt940Form = {
  /** How field 86 is written: sub-fields behind a mark, behind letters, or nothing but text. */
  readonly details?: '?' | '^' | '~' | 'letters' | 'text';
  readonly blocks?: boolean;
  /** Lines before the first message. */
  readonly preamble?: readonly string[];
  readonly lineEnd?: '\r\n' | '\n';
};

/** MT940 messages, one a statement. */
export function makeMt940(statements: readonly SampleStatement[], form: Mt940Form = {}): string {
  const lines = statements.flatMap((statement) => [
    ...(form.blocks === true ? ['{1:F01BANKDEFFXXXX0000000000}{2:O9400000260305BANKDEFFXXXX}{4:'] : []),
    ...messageLines(statement, form),
    form.blocks === true ? '-}{5:{CHK:000000000000}}' : '-',
  ]);
  return [...(form.preamble ?? []), ...lines, ''].join(form.lineEnd ?? '\r\n');
}

function messageLines(statement: SampleStatement, form: Mt940Form): readonly string[] {
  const { account, currency, openingMinor, movements } = statement;
  const balance = (minor: number): string => `${minor < 0 ? 'D' : 'C'}260305${currency}${decimalOf(minor, ',')}`;
  return [
    ':20:STARTUMS',
    `:25:${account}`,
    ':28C:1/1',
    `:60F:${balance(openingMinor)}`,
    ...movements.flatMap((movement) => [entryLine(movement), ...detailLines(movement, form)]),
    `:62F:${balance(closingMinor(statement))}`,
  ];
}

function entryLine({ direction, state, day, minor, endToEnd, bankReference }: SampleMovement): string {
  const plain = direction === 'in' ? 'C' : 'D';
  const mark = state === 'pending' ? `E${plain}` : state === 'reversal' ? (plain === 'C' ? 'RD' : 'RC') : plain;
  const bank = bankReference === undefined ? '' : `//${bankReference}`;
  return `:61:${day.slice(2).replaceAll('-', '')}${day.slice(5).replace('-', '')}${mark}${decimalOf(minor, ',')}NTRF${endToEnd ?? 'NONREF'}${bank}`;
}

function detailLines({ name, account, memo = '' }: SampleMovement, { details = '?' }: Mt940Form): readonly string[] {
  if (details === 'text') return [`:86:${memo}`];
  if (details === 'letters') {
    const parts = [
      ['TRTP', 'SEPA'],
      ['IBAN', account],
      ['NAME', name],
      ['REMI', memo],
    ];
    return wrapped(`:86:${parts.flatMap(([code, value]) => (value ? [`/${code}/${value}`] : [])).join('')}`);
  }
  const pieces = memo.match(/.{1,27}/gu) ?? [];
  const fields = [
    ['00', 'TRANSFER'],
    ...pieces.map((piece, i) => [String(20 + i), piece]),
    ...(account === undefined ? [] : [['31', account]]),
    ...(name === undefined ? [] : [['32', name]]),
  ];
  return wrapped(`:86:166${fields.map(([code, value]) => `${details}${code}${value}`).join('')}`);
}

/** Lines of 65 characters, as SWIFT allows. */
const wrapped = (text: string): readonly string[] => text.match(/.{1,65}/gu) ?? [];
