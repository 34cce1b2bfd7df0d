import type { Fact } from '../../people/fact.ts';
import { entryOf } from '../../people/fact.ts';
import type { Link, LinkType, Tier } from '../chain.ts';
import type { Evidence } from '../evidence.ts';
import { countedPayments } from '../link-money.ts';
import { ownedThen } from '../link-standing.ts';
import { customerLabel } from '../make-link.ts';
import { cite, citeSome, list } from '../wording.ts';
import type { World } from '../world.ts';
import type { TierBuilder } from './build-tier.ts';
import { tierBuilder } from './build-tier.ts';
import { splitByLawful } from './lawful.ts';

/** 核心证据: whose customer it was, what was said, where the customer went, and what the employee got. */
export function coreTier(evidence: Evidence, links: readonly Link[]): Tier {
  const tier = tierBuilder();
  if (evidence.story.employee.ref === undefined) {
    tier.add('missing', `账号${evidence.story.employee.handle.ref}尚未归属到员工。`);
    tier.add('next', '补充账号实名、设备或登录绑定记录,由人确认账号归属。');
  }
  ownership(evidence, tier);
  access(links, tier);
  words(evidence, tier);
  deals(evidence, links, tier);
  money(evidence, links, tier);
  testimony(evidence, tier);
  return tier.done();
}

function ownership(evidence: Evidence, tier: TierBuilder): void {
  const { story, world } = evidence;
  const { ref } = story.employee;
  const owned = ownedThen(evidence);
  if (owned.length > 0 && ref !== undefined) {
    const entries = owned.flatMap((customer) => world.directory.owned(ref, customer, evidence.last.at)?.entry ?? []);
    tier.add(
      'have',
      `行为时客户归属:${list(owned.map((customer) => customerLabel(customer, evidence)))}${citeSome(entries)}。`,
    );
  }
  const rest = story.customers.filter((customer) => !owned.includes(customer));
  if (story.customers.length === 0) tier.add('missing', '谈话对方尚未归属到具体客户。');
  if (rest.length > 0) {
    tier.add(
      'missing',
      `未见${list(rest.map((customer) => customerLabel(customer, evidence)))}在行为时分配给该员工的记录。`,
    );
    tier.add('next', '从客户管理系统导出客户分配历史和首次合作时间。');
  }
}

function access(links: readonly Link[], tier: TierBuilder): void {
  const permitted = links.filter((link) => link.type === 'permitted-then');
  const accessed = links.filter((link) => link.type === 'accessed');
  const entries = (found: readonly Link[]) => citeSome(found.flatMap((link) => link.entries));
  if (permitted.length > 0) tier.add('have', `行为时的客户资料权限${entries(permitted)}。`);
  if (accessed.length > 0) tier.add('have', `客户资料访问记录${entries(accessed)}。`);
  if (permitted.length > 0 || accessed.length > 0) return;
  tier.add('missing', '未见员工有权接触或实际接触客户资料的记录。');
  tier.add('next', '从客户管理系统导出权限设置和操作日志。');
}

/** Electronic data of doubtful origin, and copies that cannot be compared, do not stand alone (证据规定 90). */
function words({ story, world }: Evidence, tier: TierBuilder): void {
  if (story.said.length === 0) {
    tier.add('missing', '未见员工要求客户转移或约定好处的谈话。');
    tier.add('next', '请客户提供其持有的聊天或录音,填写移交清单并由两人接收;不得检查员工私人手机。');
    return;
  }
  const spoken = story.said.filter((said) => said.by === 'employee');
  const { lawful, not } = splitByLawful<Fact>(
    spoken.map((said) => said.fact),
    world,
  );
  const kept = lawful.filter((fact) => fact.record.basis === 'work-system');
  const given = lawful.filter((fact) => fact.record.basis !== 'work-system');
  if (kept.length > 0) tier.add('have', `工作系统留存的谈话${kept.length}条${citeSome(kept.map(entryOf))}。`);
  if (given.length > 0)
    tier.add(
      'weak',
      `移交取得的谈话${given.length}条${citeSome(given.map(entryOf))},须有原始载体核对或其他材料印证(证据规定90)。`,
    );
  noHandover(not, '谈话', tier);
  if (spoken.length === 0)
    tier.add('weak', `只有对方所说${citeSome(story.said.map((said) => said.entry))},员工是否回应须另查。`);
}

function deals(evidence: Evidence, links: readonly Link[], tier: TierBuilder): void {
  const { story, world, moves } = evidence;
  const dealt = moves.flatMap((move) => move.deals);
  const { lawful, not } = splitByLawful<Fact>(
    dealt.map((deal) => deal.fact),
    world,
  );
  if (lawful.length > 0) {
    const firm = links.some((link) => link.type === 'said-deal' && link.strength !== 'weak');
    tier.add(
      firm || story.said.length === 0 ? 'have' : 'weak',
      `客户与${evidence.outsideName}的交易凭证${lawful.length}份${citeSome(lawful.map(entryOf))}。`,
    );
  }
  noHandover(not, '交易凭证', tier);
  const lost = moves.filter((move) => move.deals.length === 0);
  if (lost.length > 0) {
    const entries = lost.flatMap((move) => move.lost?.state.entry ?? []);
    tier.add('weak', `${lost.length}名客户登记为流失${citeSome(entries)},没有其去向的交易凭证。`);
  }
  if (dealt.length > 0) return;
  tier.add('missing', '未见客户与外部公司的合同、订单或发票。');
  tier.add('next', '向客户发协助函,请其提供与外部公司的合同或发票,并办理移交清单;查阅公开的中标和工商信息。');
}

function money(evidence: Evidence, links: readonly Link[], tier: TierBuilder): void {
  const counted = countedPayments(evidence).map((paid) => paid.payment.fact);
  const { lawful, not } = splitByLawful<Fact>(counted, evidence.world);
  const firm = isFirm(links, 'payer-company') && isFirm(links, 'payee-employee');
  if (lawful.length > 0) {
    const from = lawful.map((fact) => fact.record.handover).filter((each) => each !== undefined);
    const how = from.length > 0 ? `,移交记录${list([...new Set(from)].toSorted())}` : '';
    tier.add(
      firm ? 'have' : 'weak',
      `付款凭证${lawful.length}份${citeSome(lawful.map(entryOf))}${how}${firm ? '' : ',付款方或收款人尚未查实'}。`,
    );
  }
  noHandover(not, '付款凭证', tier);
  if (counted.length > 0 && firm) return;
  if (counted.length === 0) tier.add('missing', '未见员工从外部公司取得款项的凭证。');
  tier.add('next', '款项线索由律师申请调查令,或申请仲裁委调查取证;也可请付款方自愿提供凭证并办理移交清单。');
}

function isFirm(links: readonly Link[], type: LinkType): boolean {
  return links.some((link) => link.type === type && link.strength !== 'weak');
}

function noHandover(facts: readonly Fact[], name: string, tier: TierBuilder): void {
  if (facts.length === 0) return;
  tier.add('weak', `${name}${facts.length}份${citeSome(facts.map(entryOf))}由他人提供而没有移交记录,不能进入证据包。`);
  tier.add('next', `为${name}补办移交清单:由谁、何时、凭何材料移交,两人接收并签名。`);
}

function testimony(evidence: Evidence, tier: TierBuilder): void {
  const facts = aboutFacts(evidence).filter((fact) => fact.record.kind === 'testimony');
  const { lawful, not } = splitByLawful(facts, evidence.world);
  for (const fact of lawful)
    tier.add('weak', `证言${cite(entryOf(fact))}须证人出庭,有利害关系的不能单独认定(证据规定90)。`);
  noHandover(not, '证言', tier);
  if (facts.length > 0) return;
  tier.add('missing', '未见客户或其他知情人的证言。');
  tier.add('next', '征得客户同意后由两人制作书面证言或录音,并告知可能需要出庭。');
}

/** Documents and testimony about the employee, or about a customer of the story. */
export function aboutFacts({
  story,
  world,
}: Evidence): readonly (World['about'] extends ReadonlyMap<string, readonly (infer F)[]> ? F : never)[] {
  const keys = [story.employee.key, ...story.customers.map((customer) => `crm:${customer}`)];
  return [...new Set(keys.flatMap((key) => world.about.get(key) ?? []))];
}
