import { statementNeeds, transferOf } from './bank-transfer.ts';
import type { CamtStatement } from './camt-entry.ts';
import { movementsOf, statementOf } from './camt-entry.ts';
import { printedOf } from './camt-printed.ts';
import type { Connector, Head, Parsed, Reading } from './connector.ts';
import { cutNowhere } from './connector.ts';
import type { XmlElement, XmlSource } from './xml-slices.ts';
import { encodingIn, placesIn, xmlElements, xmlEncoding, xmlSource } from './xml-slices.ts';
import { DOCTYPE_REFUSED } from './xml-tokens.ts';

/** The messages: account statement (camt.053) and debit credit notification (camt.054), of any version. */
const roots = new Set(['BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn']);
const statements = ['Stmt', 'Ntfctn'] as const;
const containers = new Set<string>(statements);
const under = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(statements.flatMap((statement) => names.map((name) => `${statement}/${name}`)));

/**
 * ISO 20022 camt.053 and camt.054. Every entry, or every transaction of a batch that states its amount, is a
 * transfer between the account and the other side. Files are cut behind statements, so a statement must fit into one
 * stretch. A document type declaration refuses the file.
 */
export const camt: Connector = {
  name: 'camt',
  title: '银行账户对账单(ISO 20022 camt.053/054)',
  recognise,
  needs: statementNeeds,
  ids: 'counted',
  cut(bytes, layout, last) {
    // A document that is refused is refused once, not piece by piece.
    if (layout.isRefused === true) return cutNowhere(bytes, layout, last);
    if (last) return bytes.length;
    const source = xmlSource(bytes, encodingIn(layout));
    if (source.unit === 1 && !statements.some((name) => bytes.lastIndexOf(`${name}>`) !== -1)) return 0;
    let end = 0;
    for (const found of xmlElements(source, { roots, elements: new Set(), containers, inside: true })) {
      if (found.type === 'closed') end = found.end;
    }
    return end * source.unit;
  },
  parse,
};

const HEAD_BYTES = 64 * 1024;

function recognise({ bytes }: Head) {
  const encoding = xmlEncoding(bytes);
  const source = xmlSource(bytes, encoding);
  if (!/^(?:\u00EF\u00BB\u00BF|\uFEFF)?\s*</.test(source.text.slice(0, 1024))) return undefined;
  if (!/<(?:[\w.-]{1,64}:)?(?:BkToCstmrStmt|BkToCstmrDbtCdtNtfctn)[\s>/]/.test(source.text)) return undefined;
  const isRefused = [...xmlElements(source, { roots, elements: new Set(), containers, inside: false })].some(
    (found) => found.type === 'fault' && found.why === DOCTYPE_REFUSED,
  );
  const account = isRefused ? undefined : firstAccount(source);
  const printed = isRefused || bytes.length >= HEAD_BYTES ? undefined : printedOf(source, roots);
  return {
    layout: {
      ...(encoding === undefined ? {} : { encoding }),
      isRefused,
      ...(printed === undefined ? {} : { printed }),
    },
    source: 'bank',
    owner: account === undefined ? undefined : `bank:${account}`,
  };
}

function firstAccount(source: XmlSource): string | undefined {
  for (const found of xmlElements(source, { roots, elements: under('Acct'), containers, inside: false })) {
    if (found.type === 'element') return statementOf(found.element, undefined, undefined).account;
  }
  return undefined;
}

function* parse(bytes: Uint8Array, { settings, layout, first }: Reading): Generator<Parsed> {
  const source = xmlSource(bytes, encodingIn(layout));
  const placeOf = placesIn(source);
  if (layout.isRefused === true) {
    const at = placeOf(0, source.text.length);
    return void (yield { at, ok: false, code: 'record.invalid', why: DOCTYPE_REFUSED });
  }
  let head: StatementHead = {};
  const elements = under('Acct', 'CreDtTm', 'Ntry');
  for (const found of xmlElements(source, { roots, elements, containers, inside: !first })) {
    if (found.type === 'closed') head = {};
    else if (found.type === 'fault') {
      yield { at: placeOf(found.start, found.end), ok: false, code: 'record.invalid', why: found.why };
    } else if (found.element.name !== 'Ntry') head = { ...head, [found.element.name]: found.element };
    else if (found.problem !== undefined) {
      yield { at: placeOf(found.element.start, found.element.end), ok: false, ...found.problem };
    } else {
      for (const { start, end, movement } of movementsOf(found.element, contextOf(head, settings.zone))) {
        yield transferOf(placeOf(start, end), movement, settings);
      }
    }
  }
}

type StatementHead = { readonly Acct?: XmlElement; readonly CreDtTm?: XmlElement };

const contextOf = ({ Acct, CreDtTm }: StatementHead, zone: string | undefined): CamtStatement =>
  statementOf(Acct, CreDtTm?.text.trim(), zone);
