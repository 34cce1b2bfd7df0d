import type { Chain, Strength } from '../../chain/chain.ts';
import { showChains } from '../../chain/show.ts';
import { formatMoney } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { bringUp } from '../../wiring/run.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const STRENGTHS: readonly Strength[] = ['weak', 'medium', 'strong'];
const IN_WORDS: Readonly<Record<Strength, string>> = {
  weak: '相互印证不足',
  medium: '相互印证部分',
  strong: '相互印证充分',
};

export const chainsCommand: Command = {
  name: 'chains',
  usage: 'chains [--min weak|medium|strong]',
  does: 'evidence chains with their grounds, as of now',
  options: { min: { type: 'string' } },

  async run(context) {
    const wanted = text(context.values, 'min') ?? 'weak';
    const min = STRENGTHS.find((each) => each === wanted);
    if (min === undefined) throw new Refusal('cli.usage', { why: '--min is weak, medium or strong' });
    return await withProduct(context, async (product) => {
      await bringUp(product);
      const chains = await showChains(product.ledger, operator, min);
      for (const chain of chains) {
        context.json(chain);
        context.say(story(chain));
      }
      if (chains.length === 0)
        context.say(
          '没有证据链。尚无足以相互印证的记录,或尚未导入。 No chain: nothing that corroborates each other has been recorded.',
        );
      return 0;
    });
  },
};

/** A chain as text for a reader who has nothing but this. */
export function story(chain: Chain): string {
  const { employee, customers, outside, promised, received } = chain;
  const who =
    employee.ref === null
      ? `账号 ${employee.handle.system}:${employee.handle.ref}`
      : `${employee.name}(${employee.ref})`;
  const sums = [promised && `说到 ${formatMoney(promised)}`, received && `收到 ${formatMoney(received)}`]
    .filter(Boolean)
    .join(',');
  const rivals = chain.rivals.filter(({ outcome }) => outcome !== 'none-found');
  return [
    `■ ${who} → ${outside.map(({ name }) => name).join('、') || '未知的外部公司'}  ${IN_WORDS[chain.strength]}`,
    `  客户:${customers.map(({ name, ref }) => `${name}(${ref})`).join('、')}${sums === '' ? '' : `;${sums}`}`,
    ...chain.links.map(({ type, strength, grounds }) => `  - ${type} [${strength}] ${grounds}`),
    rivals.length === 0 ? '  其他合理解释:已逐项查找,未发现' : '  其他合理解释:',
    ...rivals.map(({ kind, outcome, because }) => `  * ${kind} (${outcome}) ${because}`),
    ...Object.entries(chain.tiers).flatMap(([name, tier]) => [
      `  [${name}] 已有 ${tier.have.length} · 薄弱 ${tier.weak.length} · 缺失 ${tier.missing.length}`,
      ...tier.missing.map((each) => `      缺失:${each}`),
      ...tier.next.map((each) => `      下一步:${each}`),
    ]),
    `  ${chain.id}`,
    '',
  ].join('\n');
}
