import type { Relation } from '../../people/company-index.ts';
import { isTieDeclared } from '../declared-tie.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

const words: Readonly<Record<Relation, string>> = {
  own: '本公司',
  affiliate: '关联公司',
  partner: '合作方',
  supplier: '供应商',
  customer: '客户',
  competitor: '竞争对手',
  unknown: '不明',
};
const working: readonly Relation[] = ['own', 'affiliate', 'partner', 'supplier'];

/** The company works with ours, so that sending a customer there may be everyday business; paying our employee is not. */
export const searchPartner: RivalSearch = (evidence) => {
  const { story, world, first, paid, looseMatches } = evidence;
  const kind = 'partner';
  const { company } = story;
  if (company === undefined) return found(kind, 'not-searchable', '外部公司尚未查明,无法查找其与本公司的关系。');
  const relation = world.directory.relation(company, first.at);
  const word = words[relation];
  const entries = company.entry === undefined ? [] : [company.entry];
  if (!working.includes(relation)) {
    const known = company.entry === undefined ? '没有该公司的登记资料' : `该公司登记的关系为${word}`;
    return found(kind, 'none-found', `${known},不是本公司的合作方、供应商或关联公司。`, entries);
  }
  const tied = isTieDeclared(evidence);
  const onlyBusiness = paid.length === 0 && looseMatches.length === 0 && !tied;
  const explains = relation === 'own' || relation === 'affiliate' || onlyBusiness;
  const rest = explains
    ? '介绍客户可以是正常业务,且未见其付给员工款项'
    : tied
      ? '介绍客户可以是正常业务,但员工申报与其有关系'
      : '介绍客户可以是正常业务,但不能解释其付给员工的款项';
  return found(kind, explains ? 'explains' : 'weakens', `该公司当时登记为${word};${rest}。`, entries);
};
