import { punctuate } from '../../chain/punctuate.ts';
import { placeNamed } from '../protect.ts';
import { isHidden } from './evidence.ts';
import type { Attestation, DocumentFacts } from './facts.ts';
import { zoned } from './say.ts';

/** 固定方式, one sentence. */
export function fixedBy({ attested, epochs, createdAt }: DocumentFacts): string {
  const fixed =
    '所收记录在接收时即以原始字节保存，计算 SHA-256 与 SM3 校验值并写入只增不改的登记链，登记链由本单位的密钥签名';
  const outside = attested.filter(({ by }) => by === 'outside').map(attestationText);
  const others = attested.filter(({ by }) => by !== 'outside').map(attestationText);
  const named = epochs.map(({ epoch }) => epoch).join('、');
  const also = others.length === 0 ? '' : `另附${others.join('、')}。`;
  if (outside.length === 0)
    return `${fixed}；时间为本单位自己的时钟，制作于 ${zoned(createdAt)}，未附能够自行检验的第三方时间戳。${also}`;
  return `${fixed}；第 ${named} 次时段汇总已由第三方出具存证回执：${outside.join('、')}。${also}`;
}

const BY = { outside: '', statement: '（回执须向该机构核对）', own: '（本软件内置，非中立，不是第三方证明）' } as const;

/** Who gave a receipt, and what it is worth where it is no outside authority's. */
export const attestedBy = ({ custodian, by }: Attestation): string => `${custodian}${BY[by]}`;

const attestationText = (each: Attestation): string =>
  each.at === null ? attestedBy(each) : `${attestedBy(each)} 于 ${zoned(each.at)}`;

/** What is not there: what was left out and why, and what the chain says is missing. */
export function gapsOf(facts: DocumentFacts): readonly string[] {
  const { basic, core, process } = facts.found?.chain.tiers ?? {};
  const missing = [basic, core, process].flatMap((tier) => tier?.missing ?? []);
  const listed = facts.leftOut.filter((each) => !isMasking(facts, each));
  return [...listed.map(({ what, why }) => punctuate(`${chinese(what)}:${chinese(why)}。`)), ...missing];
}

type Left = DocumentFacts['leftOut'][number];
const isMasking = ({ items }: DocumentFacts, { what }: Left): boolean =>
  items.some((item) => isHidden(item) && what.startsWith(`${placeNamed(item.entry)} `));

/** 遮盖清单: each item with masked places, which, and why. */
export const maskings = (facts: DocumentFacts) =>
  facts.leftOut
    .filter((each) => isMasking(facts, each))
    .map(({ what, why }) => ({ what: chinese(what), why: punctuate(chinese(why)) }));

/** What the package cannot prove, in Chinese: each limit stands in it in Chinese and in English. */
export const limitsOf = ({ limits }: DocumentFacts): readonly string[] =>
  limits
    .map(chinese)
    .filter((text) => HAN.test(text))
    .map(punctuate);

/** Which places are masked; their digests stand in the package, and the whole is kept for checking in the hearing. */
export function maskedIn({ items }: DocumentFacts): string {
  const masked = items.filter(isHidden);
  if (masked.length === 0) return '本卷没有遮盖。需要不公开审理的，另行提交申请书。';
  const places = masked.map(({ entry }) => `${entry.log}:${entry.index}`).join('、');
  return `登记条目 ${places} 有遮盖，遮盖处以校验值代替，未遮盖的原件保留备庭审核对；不公开审理申请另行提交。`;
}

/** A sentence that stands in Chinese with its English behind: the Chinese alone. */
const chinese = (text: string): string => (HAN.test(text) ? text.replace(/ [A-Za-z][^\p{Script=Han}]*$/u, '') : text);
const HAN = /\p{Script=Han}/u;
