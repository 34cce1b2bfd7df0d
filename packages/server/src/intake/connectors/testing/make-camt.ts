import type { SampleMovement, SampleStatement } from './statement-sample.ts';
import { closingMinor, decimalOf, escaped } from './statement-sample.ts';

export type CamtForm = {
  readonly message?: '053' | '054';
  /** From 8 on parties stand within `Pty` and the status within `Cd`. */
  readonly version?: number;
  /** Prefix of all names, as in `ns2`. */
  readonly prefix?: string;
  /** All movements of a statement as the transactions of one entry; they must go one way. */
  readonly batch?: boolean;
  readonly encoding?: string;
};

/** A camt.053 or camt.054 document of these statements. */
export function makeCamt(statements: readonly SampleStatement[], form: CamtForm = {}): string {
  const { message = '053', version = 2, prefix, encoding = 'UTF-8' } = form;
  const [root, statement] = message === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const xmlns = `xmlns${prefix === undefined ? '' : `:${prefix}`}="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${String(version).padStart(2, '0')}"`;
  const inner = statements.map((each) => `<${statement}>\n${statementXml(each, form)}</${statement}>\n`).join('');
  const body = `<Document><${root}>\n<GrpHdr><MsgId>M1</MsgId></GrpHdr>\n${inner}</${root}></Document>`;
  const named = prefix === undefined ? body : body.replaceAll(/<(\/?)(?=\w)/g, `<$1${prefix}:`);
  return `<?xml version="1.0" encoding="${encoding}"?>\n${named.replace('Document>', `Document ${xmlns}>`)}\n`;
}

function statementXml(statement: SampleStatement, form: CamtForm): string {
  const { account, owner, currency, openingMinor, movements } = statement;
  const name = owner === undefined ? '' : `<Ownr><Nm>${escaped(owner)}</Nm></Ownr>`;
  const sumOf = (way: string) =>
    movements
      .filter(({ direction, state }) => direction === way && state !== 'pending')
      .reduce((sum, { minor }) => sum + minor, 0);
  const balances = [balanceXml('OPBD', openingMinor, currency), balanceXml('CLBD', closingMinor(statement), currency)];
  return [
    '<Id>S1</Id><CreDtTm>2026-03-06T01:00:00+08:00</CreDtTm>\n',
    `<Acct><Id>${accountXml(account)}</Id><Ccy>${currency}</Ccy>${name}</Acct>\n`,
    form.message === '054' ? '' : `${balances.join('\n')}\n`,
    `<TxsSummry><TtlCdtNtries><Sum>${decimalOf(sumOf('in'), '.')}</Sum></TtlCdtNtries>`,
    `<TtlDbtNtries><Sum>${decimalOf(sumOf('out'), '.')}</Sum></TtlDbtNtries></TxsSummry>\n`,
    ...(form.batch === true ? [batchXml(statement, form)] : movements.map((each) => entryXml(each, statement, form))),
  ].join('');
}

function balanceXml(code: string, minor: number, currency: string): string {
  const indicator = minor < 0 ? 'DBIT' : 'CRDT';
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${decimalOf(minor, '.')}</Amt><CdtDbtInd>${indicator}</CdtDbtInd></Bal>`;
}

const accountXml = (account: string): string =>
  /^[A-Z]{2}\d\d/.test(account) ? `<IBAN>${account}</IBAN>` : `<Othr><Id>${account}</Id></Othr>`;

function entryXml(movement: SampleMovement, { currency }: SampleStatement, form: CamtForm): string {
  const { bankReference } = movement;
  const servicer = bankReference === undefined ? '' : `<AcctSvcrRef>${bankReference}</AcctSvcrRef>`;
  const details = `<NtryDtls>${transactionXml(movement, '', form)}</NtryDtls>`;
  return `<Ntry>${entryHead(movement, movement.minor, currency, form)}${servicer}${details}</Ntry>\n`;
}

function batchXml({ movements, currency }: SampleStatement, form: CamtForm): string {
  const [first] = movements;
  if (first === undefined) return '';
  const total = movements.reduce((sum, { minor }) => sum + minor, 0);
  const servicer = first.bankReference === undefined ? '' : `<AcctSvcrRef>${first.bankReference}</AcctSvcrRef>`;
  const transactions = movements.map((each) => {
    const amount = `<Amt Ccy="${currency}">${decimalOf(each.minor, '.')}</Amt>`;
    return `\n${transactionXml(each, (form.version ?? 2) >= 3 ? amount : `<AmtDtls><TxAmt>${amount}</TxAmt></AmtDtls>`, form)}`;
  });
  const head = entryHead(first, total, currency, form);
  return `<Ntry>${head}${servicer}<NtryDtls><Btch/>${transactions.join('')}\n</NtryDtls></Ntry>\n`;
}

function entryHead(
  { direction, day, state = 'booked' }: SampleMovement,
  minor: number,
  currency: string,
  form: CamtForm,
): string {
  const status = state === 'pending' ? 'PDNG' : 'BOOK';
  return [
    `<Amt Ccy="${currency}">${decimalOf(minor, '.')}</Amt><CdtDbtInd>${direction === 'in' ? 'CRDT' : 'DBIT'}</CdtDbtInd>`,
    state === 'reversal' ? '<RvslInd>true</RvslInd>' : '',
    `<Sts>${(form.version ?? 2) >= 8 ? `<Cd>${status}</Cd>` : status}</Sts><BookgDt><Dt>${day}</Dt></BookgDt>`,
  ].join('');
}

function transactionXml(movement: SampleMovement, amount: string, { version = 2 }: CamtForm): string {
  const { direction, name, account, memo, endToEnd } = movement;
  const role = direction === 'in' ? 'Dbtr' : 'Cdtr';
  const named = name === undefined ? '' : `<Nm>${escaped(name)}</Nm>`;
  const party = named === '' ? '' : `<${role}>${version >= 8 ? `<Pty>${named}</Pty>` : named}</${role}>`;
  const at = account === undefined ? '' : `<${role}Acct><Id>${accountXml(account)}</Id></${role}Acct>`;
  const refs = `<Refs><EndToEndId>${endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs>`;
  const remittance = memo === undefined ? '' : `<RmtInf><Ustrd>${escaped(memo)}</Ustrd></RmtInf>`;
  return `<TxDtls>${refs}${amount}<RltdPties>${party}${at}</RltdPties>${remittance}</TxDtls>`;
}
