import type { PrintedSum } from './bank-transfer.ts';
import { addPrinted, minorUnits } from './bank-transfer.ts';
import type { XmlElement, XmlSource } from './xml-slices.ts';
import { attributeOf, elementAt, textAt, xmlElements } from './xml-slices.ts';

const elements = new Set(['Stmt', 'Ntfctn']);

/**
 * What the statements of a whole document print of their own sums: totals of credits and debits, and the closing
 * balance less the opening one. Undefined where one statement prints nothing that can be read.
 */
export function printedOf(source: XmlSource, roots: ReadonlySet<string>): readonly PrintedSum[] | undefined {
  const sums: PrintedSum[] = [];
  for (const found of xmlElements(source, { roots, elements, containers: new Set(), inside: false })) {
    if (found.type !== 'element' || found.problem !== undefined) return undefined;
    const printed = [...totalsOf(found.element), ...netOf(found.element)];
    if (printed.length === 0) return undefined;
    sums.push(...printed);
  }
  return sums.length === 0 ? undefined : addPrinted(sums);
}

/** The totals are without a currency: they are in that of the account. */
function totalsOf(statement: XmlElement): readonly PrintedSum[] {
  const currency = textAt(statement, 'Acct', 'Ccy') ?? currencyOf(elementAt(statement, 'Bal', 'Amt'));
  if (currency === undefined) return [];
  const summary = elementAt(statement, 'TxsSummry');
  const [credit, debit] = [textAt(summary, 'TtlCdtNtries', 'Sum'), textAt(summary, 'TtlDbtNtries', 'Sum')];
  return [sumOf('in', credit, currency), sumOf('out', debit, currency)].filter((sum) => sum !== undefined);
}

function sumOf(direction: 'in' | 'out', amount: string | undefined, currency: string): PrintedSum | undefined {
  const minor = minorUnits(amount, currency);
  return typeof minor === 'string' ? undefined : { direction, currency, minor: minor.toString() };
}

function netOf(statement: XmlElement): readonly PrintedSum[] {
  const balances = statement.children.filter(({ name }) => name === 'Bal');
  const of = (...codes: readonly string[]): XmlElement | undefined =>
    balances.find((balance) => codes.includes(textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') ?? ''));
  const [opening, closing] = [of('OPBD', 'PRCD'), of('CLBD')];
  const currency = currencyOf(elementAt(closing, 'Amt'));
  if (currency === undefined || currencyOf(elementAt(opening, 'Amt')) !== currency) return [];
  const [before, after] = [signed(opening, currency), signed(closing, currency)];
  if (before === undefined || after === undefined) return [];
  return [{ direction: 'net', currency, minor: (after - before).toString() }];
}

const currencyOf = (amount: XmlElement | undefined): string | undefined =>
  amount === undefined ? undefined : attributeOf(amount, 'Ccy')?.trim();

function signed(balance: XmlElement | undefined, currency: string): bigint | undefined {
  const minor = minorUnits(textAt(balance, 'Amt'), currency);
  if (typeof minor === 'string') return undefined;
  return textAt(balance, 'CdtDbtInd') === 'DBIT' ? -minor : minor;
}
