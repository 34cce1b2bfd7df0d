import type { Party, PartySystem } from '../../kernel/party.ts';
import { partySystems } from '../../kernel/party.ts';

/** What a row says about the other side of a payment. */
export type Counterparty = {
  readonly name?: string;
  readonly account?: string;
  /** The system that `account` belongs to. */
  readonly system: PartySystem;
};

/** What stands for a side that its file leaves out. */
export const UNNAMED: Party = { system: 'name', ref: '未载明' };

/**
 * The other side of a payment as a party: its account where there is one; else the company where the name has the
 * form of one; else the displayed name; else `未载明`. It reads the form of words only and decides nothing about people.
 */
export function counterpartyOf({ name = '', account = '', system }: Counterparty): Party {
  const [shown, number] = [name.trim(), account.replaceAll(/\s+/gu, '')];
  if (number !== '') return shown === '' ? { system, ref: number } : { system, ref: number, name: shown };
  if (shown === '') return UNNAMED;
  return { system: hasCompanyForm(shown) ? 'company' : 'name', ref: shown };
}

/** Words that only the name of an organisation holds. */
const ANYWHERE =
  /公司|集团|事务所|合伙企业|经营部|工作室|个体工商户|合作社|信用社|银行|商行|分行|支行|车行|洋行|超市|商场|酒店|宾馆|饭店|医院|大学|学院|中学|小学|幼儿园|研究院|研究所|基金会|委员会|管理局|税务局/u;
const LATIN = /\b(?:ltd|limited|inc|llc|llp|plc|gmbh|corp|corporation|company|co|s\.?a\.?|pty|pte|bhd)\b\.?/iu;
/** Words that end such a name, with a branch or a place in brackets behind them; short names of people end so too. */
const AT_END = /(?:厂|店|行|社|馆|中心|部|站|院|坊|铺|局)(?:[（(][^）)]*[）)])?$/u;
const COMPOUND = /^(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|南宫|端木|独孤)/u;
const SHORTEST = 4;

/** Whether a name has the form of a company's or another organisation's. */
export function hasCompanyForm(name: string): boolean {
  if (ANYWHERE.test(name) || LATIN.test(name)) return true;
  if (name.length < SHORTEST || !AT_END.test(name)) return false;
  return name.length > SHORTEST || !COMPOUND.test(name);
}

/** Reads `SYSTEM:REF`; undefined where it is not that. */
export function partyOf(text: string): Party | undefined {
  const colon = text.indexOf(':');
  const [system, ref] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1).trim()];
  return isSystem(system) && ref !== '' ? { system, ref } : undefined;
}

const isSystem = (text: string): text is PartySystem => (partySystems as readonly string[]).includes(text);
