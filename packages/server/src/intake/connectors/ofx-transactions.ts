import type { XmlSource } from './xml-slices.ts';
import { textBetween, withoutReferences } from './xml-slices.ts';
import type { XmlToken } from './xml-tokens.ts';
import { xmlTokens } from './xml-tokens.ts';

/** One transaction: its values by name, with what its statement says, and the indexes at which it begins and ends. */
export type OfxTransaction = {
  readonly start: number;
  readonly end: number;
  /** Its element: `STMTTRN`, or `STMTTRNP` for what is pending. */
  readonly name: string;
  /** Names within another aggregate are written `BANKACCTTO/ACCTID`. */
  readonly values: ReadonlyMap<string, string>;
  readonly account: string | undefined;
  readonly currency: string | undefined;
  /** Why it cannot be relied on. */
  readonly problem: { readonly code: 'record.invalid' | 'record.encoding_invalid'; readonly why: string } | undefined;
};

/** Aggregates whose values mean something else than the same names outside of them. */
const AGGREGATES = new Set([
  ...['BANKACCTFROM', 'CCACCTFROM', 'INVACCTFROM', 'BANKACCTTO', 'CCACCTTO'],
  ...['PAYEE', 'CURRENCY', 'ORIGCURRENCY', 'IMAGEDATA', 'LEDGERBAL', 'AVAILBAL'],
]);
const TRANSACTIONS = new Set(['STMTTRN', 'STMTTRNP']);
const STATEMENT = /^(?:CC|INV)?STMTRS$/;

type Walk = {
  readonly source: XmlSource;
  /** The tag that was opened last: the text behind it is its value, closed or not. */
  tag: string;
  aggregate: string;
  account: string | undefined;
  currency: string | undefined;
  open:
    | { readonly start: number; readonly name: string; readonly values: Map<string, string>; isReadable: boolean }
    | undefined;
};

/**
 * The transactions of OFX 1 (SGML, where the tags of values need not be closed) and OFX 2 (XML). It may begin and
 * end anywhere between statements. Never throws; linear.
 */
export function* ofxTransactions(source: XmlSource): Generator<OfxTransaction> {
  const walk: Walk = { source, tag: '', aggregate: '', account: undefined, currency: undefined, open: undefined };
  for (const token of xmlTokens(source.text)) {
    if (token.type === 'broken') {
      const start = walk.open?.start ?? token.start;
      walk.open = undefined;
      yield unread(start, source.text.length, token.why);
    } else if (token.type === 'text') takeText(walk, token);
    else if (token.type === 'open') yield* opened(walk, token);
    else yield* closed(walk, token);
  }
  if (walk.open !== undefined)
    yield unread(walk.open.start, source.text.length, 'the document ends inside a transaction');
}

/** Where the last statement ends; 0 if none does. */
export function lastStatementEnd({ text }: XmlSource): number {
  let end = 0;
  for (const token of xmlTokens(text)) {
    if (token.type === 'close' && STATEMENT.test(token.name)) end = token.end;
  }
  return end;
}

function unread(start: number, end: number, why: string): OfxTransaction {
  const problem = { code: 'record.invalid', why } as const;
  return { start, end, name: '', values: new Map(), account: undefined, currency: undefined, problem };
}

type TagOf<T extends XmlToken['type']> = Extract<XmlToken, { readonly type: T }>;

function* opened(walk: Walk, { name, start, empty }: TagOf<'open'>): Generator<OfxTransaction> {
  if (TRANSACTIONS.has(name)) {
    if (walk.open !== undefined) yield unread(walk.open.start, start, 'a transaction begins inside another');
    walk.open = { start, name, values: new Map(), isReadable: true };
    walk.aggregate = '';
  } else if (STATEMENT.test(name)) {
    walk.account = undefined;
    walk.currency = undefined;
  } else if (AGGREGATES.has(name) && !empty) walk.aggregate = name;
  walk.tag = empty ? '' : name;
}

function* closed(walk: Walk, { name, start, end }: TagOf<'close'>): Generator<OfxTransaction> {
  walk.tag = '';
  if (STATEMENT.test(name)) return yield* left(walk, start);
  if (name === walk.aggregate) walk.aggregate = '';
  const { open, account, currency } = walk;
  if (open === undefined || open.name !== name) return;
  const why = 'the bytes are not of the encoding of the file';
  const problem = open.isReadable ? undefined : ({ code: 'record.encoding_invalid', why } as const);
  yield { start: open.start, end, name, values: open.values, account, currency, problem };
  walk.open = undefined;
  walk.aggregate = '';
}

/** What stands behind a statement is not of its account, whether or not it is read together with it. */
function* left(walk: Walk, start: number): Generator<OfxTransaction> {
  if (walk.open !== undefined) yield unread(walk.open.start, start, 'a statement ends inside a transaction');
  walk.open = undefined;
  walk.aggregate = '';
  walk.account = undefined;
  walk.currency = undefined;
}

function takeText(walk: Walk, { start, end, literal }: TagOf<'text'>): void {
  if (walk.tag === '') return;
  const decoded = textBetween(walk.source, start, end);
  if (decoded === undefined) {
    if (walk.open !== undefined) walk.open.isReadable = false;
    return;
  }
  const text = (literal ? decoded : withoutReferences(decoded)).trim();
  if (text === '') return;
  const name = walk.aggregate === '' ? walk.tag : `${walk.aggregate}/${walk.tag}`;
  if (walk.open !== undefined) walk.open.values.set(name, (walk.open.values.get(name) ?? '') + text);
  else if (name === 'CURDEF') walk.currency = text;
  else if (/^(?:BANK|CC|INV)ACCTFROM\/ACCTID$/.test(name)) walk.account = text;
}
