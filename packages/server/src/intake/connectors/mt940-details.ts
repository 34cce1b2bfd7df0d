import { accountRef, firstReference, joinPieces, withoutSlashes } from './bank-transfer.ts';

/** What a field 86 says about a movement, in whichever of its three dialects. */
export type Mt940Details = {
  readonly memo: string | undefined;
  readonly name: string | undefined;
  readonly account: string | undefined;
  readonly reference: string | undefined;
  readonly channel: string | undefined;
};

/** A code of three digits, maybe, and then sub-fields of two digits behind a mark that the bank chose. */
const NUMBERED = /^(?:\d{3})?([?^~<>|@])\d\d/;
const CODES =
  'TRTP|IBAN|ACCT|BIC|NAME|REMI|EREF|KREF|PREF|CNTP|MARF|CSID|RTRN|BENM|ORDP|ULTB|ULTD|ADDR|ID|ISDT|PURP|OCMT|EXCH|CHGS';
const LETTERED = new RegExp(`^/(?:${CODES})/`);
const LETTERS = new RegExp(`/(${CODES})/`, 'g');

/**
 * Reads the lines of a field 86: sub-fields `?20` (or with another mark), sub-fields `/REMI/`, or free text, which
 * is all memo. In the structured ones a line end only says that a line was full.
 */
export function detailsOf(lines: readonly string[]): Mt940Details {
  const joined = lines.join('');
  const mark = NUMBERED.exec(joined)?.[1];
  if (mark !== undefined) return numbered(joined, mark);
  if (LETTERED.test(joined)) return lettered(joined);
  const memo = lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
  return { ...NOTHING, memo: memo === '' ? undefined : memo };
}

const NOTHING: Mt940Details = {
  ...{ memo: undefined, name: undefined, account: undefined, reference: undefined, channel: undefined },
};

/** Pieces of remittance are cut at 27 characters. */
const PIECE = 27;

function numbered(text: string, mark: string): Mt940Details {
  const [code = '', ...parts] = text.split(new RegExp(`\\${mark}(\\d\\d)`));
  const remittance: string[] = [];
  const names: string[] = [];
  const fields = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) {
    const [field = '', value = ''] = [parts[i], parts[i + 1]?.trim()];
    if (/^(?:2\d|6[0-3])$/.test(field)) remittance.push(value);
    else if (/^3[23]$/.test(field)) names.push(value);
    else if (!fields.has(field)) fields.set(field, value);
  }
  const tags = tagged(
    joinPieces(
      remittance.filter((piece) => piece !== ''),
      PIECE,
    ),
  );
  return {
    memo: tags.memo,
    name:
      joinPieces(
        names.filter((name) => name !== ''),
        PIECE,
      ) || undefined,
    account: accountRef(fields.get('38')) ?? accountRef(fields.get('31')) ?? accountRef(tags.account),
    reference: tags.reference,
    channel: [code.trim(), fields.get('00') ?? ''].filter((part) => part !== '').join(' ') || undefined,
  };
}

const TAGS = /\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+/g;

/** German banks write tags such as `SVWZ+` into the remittance. */
function tagged(text: string): Pick<Mt940Details, 'memo' | 'account' | 'reference'> {
  const [before = '', ...parts] = text.split(TAGS);
  const of = (tag: string): string | undefined => {
    const at = parts.findIndex((part, i) => i % 2 === 0 && part === tag);
    return at === -1 ? undefined : parts[at + 1]?.trim();
  };
  const memo = of('SVWZ') ?? before.trim();
  return { memo: memo || undefined, account: of('IBAN'), reference: firstReference(of('EREF'), of('KREF')) };
}

function lettered(text: string): Mt940Details {
  const parts = text.split(LETTERS).slice(1);
  const of = (code: string): string | undefined => {
    for (let i = 0; i < parts.length; i += 2) {
      const value = parts[i] === code ? withoutSlashes(parts[i + 1] ?? '') : undefined;
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  };
  // ING writes account, bank, name and town of the other side into one.
  const [account, , name] = of('CNTP')?.split('/') ?? [];
  return {
    memo: of('REMI')?.replace(/^(?:USTD|STRD\/CUR)\/+/, ''),
    name: of('NAME') ?? (name === '' ? undefined : name) ?? of('BENM') ?? of('ORDP'),
    account: accountRef(of('IBAN') ?? of('ACCT') ?? account),
    reference: firstReference(of('EREF'), of('KREF')),
    channel: of('TRTP'),
  };
}
