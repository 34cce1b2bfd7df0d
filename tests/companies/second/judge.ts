import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story } from './guilty.ts';
import type { Truth } from './make.ts';

/** What is read of a line of `zl chains --json`. */
type Chain = {
  readonly employee: { readonly ref: string | null };
  readonly customers: readonly { readonly ref: string }[];
  readonly outside: readonly { readonly ref?: string; readonly name: string }[];
  readonly promised?: { readonly minor: string };
  readonly received?: { readonly minor: string };
  readonly strength: string;
  readonly links: readonly { readonly type: string; readonly strength: string }[];
  readonly rivals: readonly { readonly kind: string; readonly outcome: string }[];
};

const RANK = ['none', 'weak', 'medium', 'strong'];
const rank = (strength: string) => RANK.indexOf(strength);

/** The strongest chain of the story's employee that names the story's firm, or else none that names another. */
function best(story: Story, chains: readonly Chain[]): Chain | undefined {
  const known = new Set([...(story.beneficiary?.names ?? []), ...(story.beneficiary?.refs ?? [])]);
  const fits = ({ employee, outside }: Chain) =>
    employee.ref === story.employee &&
    (outside.length === 0 || outside.some(({ ref = '', name }) => known.has(ref) || known.has(name)));
  return chains.filter(fits).sort((a, b) => rank(b.strength) - rank(a.strength))[0];
}

function brief(chain: Chain): string {
  const links = chain.links.map(({ type, strength }) => `${type}:${strength[0]}`).join(' ');
  const rivals = chain.rivals.filter(({ outcome }) => outcome === 'explains' || outcome === 'weakens');
  return `${chain.strength} [${links}] ${rivals.map(({ kind, outcome }) => `${kind}=${outcome}`).join(' ')}`;
}

function sums(story: Story, chain: Chain): string {
  const told = (['promised', 'received'] as const).flatMap((what) =>
    story[what]?.minor === chain[what]?.minor
      ? []
      : [`${what} ${chain[what]?.minor ?? '-'} for ${story[what]?.minor ?? '-'}`],
  );
  const missing = story.customers.filter((ref) => !chain.customers.some((each) => each.ref === ref)).length;
  const extra = chain.customers.filter(({ ref }) => !story.customers.includes(ref)).length;
  return [...told, ...(missing + extra > 0 ? [`customers -${missing} +${extra}`] : [])].join(', ');
}

function report(folder: string): void {
  // Both files are this generator's and the product's own; what else they hold is not read.
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
  const lines = readFileSync(join(folder, 'chains.ndjson'), 'utf8').trim().split('\n').filter(Boolean);
  const chains = lines.map((line) => JSON.parse(line) as Chain);
  console.log(`== ${folder}: ${chains.length} chains`);
  const own = new Set<Chain>();
  for (const story of truth.stories) {
    const chain = best(story, chains);
    if (chain !== undefined) own.add(chain);
    const found = rank(chain?.strength ?? 'none');
    const mark = found >= 2 ? 'found ' : found === 1 ? 'weak  ' : 'MISSED';
    const due = found >= rank(story.expects) ? '' : ` (due ${story.expects})`;
    const what = chain === undefined ? '' : `${brief(chain)} ${sums(story, chain)}`;
    console.log(`${mark} ${story.kind} ${story.employee}${due} ${what}`);
  }
  const stories = new Set(truth.stories.map(({ employee }) => employee));
  for (const chain of chains.filter((each) => !own.has(each) && rank(each.strength) >= 1)) {
    const { ref } = chain.employee;
    const kind = truth.innocent.find(({ employee }) => employee === ref)?.kind;
    const whose = kind ?? (ref !== null && stories.has(ref) ? 'second chain of a story' : 'ordinary');
    const mark = rank(chain.strength) < 2 ? 'hint  ' : 'FALSE ';
    console.log(`${mark} ${whose} ${ref} ${chain.outside.map(({ name }) => name).join()} ${brief(chain)}`);
  }
}

for (const folder of process.argv.slice(2)) report(folder);
