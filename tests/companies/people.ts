import type { Name } from './names.ts';
import { makeName } from './names.ts';
import type { Random } from './random.ts';
import type { Party } from './record.ts';

/** Private WeChat is only ever seen as somebody hands it over. */
export type Channel = 'wecom' | 'dingtalk' | 'feishu' | 'email' | 'wechat';

/** Somebody with accounts; `on` gives the account of a channel. */
export type Person = {
  readonly name: Name;
  readonly on: Readonly<Record<Channel, Party>>;
  readonly phone: Party;
  readonly bank: Party;
};

export type Employee = Person & {
  readonly ref: string;
  readonly party: Party;
  readonly department: string;
  readonly title: string;
  readonly isSeller: boolean;
  readonly since: number;
  /** Accounts for money that the company knows as this employee's. */
  readonly known: readonly Party[];
};

export type Customer = Person & {
  readonly ref: string;
  readonly party: Party;
  /** The registered name of the firm, or of the person where there is none. */
  readonly company: string;
  readonly short: string;
  readonly isFirm: boolean;
  readonly uscc?: string;
};

export type Outside = {
  readonly full: string;
  readonly short: string;
  readonly alias: string;
  readonly uscc: string;
  readonly relation: 'partner' | 'supplier' | 'competitor' | 'unknown' | 'own';
  readonly isRecorded: boolean;
  readonly representative: Person;
  readonly shareholder: Person;
  readonly contact: Person;
  readonly account: Party;
};

const BANKS = ['621700', '622848', '622202', '622588', '621661', '623058'];

export function bankAccount(random: Random, name: string): Party {
  return { system: 'bank', ref: random.pick(BANKS) + random.digits(13), name };
}

export type Accounts = { readonly isOurs: boolean; readonly domain: string; readonly taken: Set<string> };

export function makePerson(random: Random, { isOurs, domain, taken }: Accounts, name = makeName(random)): Person {
  let login = name.pinyin;
  while (taken.has(login)) login = name.pinyin + random.int(2, 99);
  taken.add(login);
  const outsideRef = `wm${random.pick(['Ab', 'Kx', 'Qz', 'rT', 'Wn'])}${login}${random.digits(6)}`;
  const account = (system: string, ref: string): Party => ({ system, ref });
  return {
    name,
    on: {
      wecom: account('wecom', isOurs ? login : outsideRef),
      dingtalk: account('dingtalk', isOurs ? `${login}_d` : `ext-${login}${random.digits(4)}`),
      feishu: account('feishu', isOurs ? `ou_${login}` : `ou_ext_${login}${random.digits(4)}`),
      email: account('email', `${login}@${domain}`),
      wechat: account('wechat', `wxid_${login}${random.digits(5)}`),
    },
    phone: account('phone', `+861${random.pick(['38', '39', '50', '58', '77', '86', '89'])}${random.digits(8)}`),
    bank: bankAccount(random, name.full),
  };
}

/** How others call this person: 王总, 小李, 老张, 刘姐. */
export function callBoss(random: Random, { name }: Person): string {
  return `${name.surname}${random.pick(['总', '总', '总', '经理', name.female ? '姐' : '哥', '老板'])}`;
}

export function callMate(random: Random, { name }: Person): string {
  const plain = name.given.length === 2 ? name.given : `小${name.surname}`;
  return random.pick([
    `小${name.surname}`,
    `${name.surname}${name.female ? '姐' : '哥'}`,
    plain,
    `${name.surname}经理`,
    `老${name.surname}`,
  ]);
}
