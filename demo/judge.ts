import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { GuiltyChain, Truth } from './truth.ts';
import type { Money } from './values.ts';

export type Judgement = { readonly ok: boolean; readonly lines: readonly string[] };

const STRENGTHS = ['weak', 'medium', 'strong'] as const;
type Strength = (typeof STRENGTHS)[number];

/** What the judge reads of one line of `zl chains --json`; anything else in the line is left alone. */
type FoundChain = {
  readonly line: number;
  readonly employee: { readonly ref: string | null; readonly name?: string };
  readonly customers: readonly { readonly ref: string }[];
  readonly outside: readonly { readonly ref?: string; readonly name: string }[];
  readonly promised?: Money;
  readonly received?: Money;
  readonly strength: Strength;
  readonly links: readonly { readonly type: string }[];
  readonly rivals: readonly { readonly kind: string; readonly outcome: string }[];
};

/**
 * Compares the output of `zl chains --json` with the truth. Every diverted customer must be there under the right
 * people and sums, nobody else at medium or above, and a weak chain about a look-alike must carry a rival that
 * explains it. A line starts with `pass`, `FAIL` or `note`; only `FAIL` decides.
 */
export function judge(truth: Truth, chainsJsonLines: string): Judgement {
  const lines: string[] = [];
  const chains: FoundChain[] = [];
  for (const [i, text] of chainsJsonLines.split('\n').entries()) {
    if (text.trim() === '') continue;
    const chain = decodeChain(i + 1, text);
    if (typeof chain === 'string') lines.push(`FAIL line ${i + 1}: ${chain}`);
    else chains.push(chain);
  }
  for (const guilty of truth.chains) lines.push(...judgeGuilty(guilty, chains));
  const others = chains.filter((chain) => !truth.chains.some((guilty) => isAbout(chain, guilty)));
  for (const chain of others) lines.push(judgeOther(truth, chain));
  for (const { kind, employee } of truth.innocent) {
    if (!others.some((chain) => chain.employee.ref === employee.ref))
      lines.push(`pass ${kind}: ${employee.name} in no chain`);
  }
  return { ok: !lines.some((line) => line.startsWith('FAIL')), lines };
}

function isAbout(chain: FoundChain, guilty: GuiltyChain): boolean {
  return (
    chain.employee.ref === guilty.employee.ref &&
    chain.outside.some((company) => isSameCompany(company, guilty.outside))
  );
}

function isSameCompany(found: FoundChain['outside'][number], { name, uscc }: GuiltyChain['outside']): boolean {
  return plainName(found.name) === plainName(name) || found.ref === uscc;
}

/** Brackets half-width, no spaces: the only two ways in which a printed name may differ from the registered one. */
const plainName = (name: string) => name.replaceAll('\uff08', '(').replaceAll('\uff09', ')').replaceAll(/\s/g, '');

function judgeGuilty(guilty: GuiltyChain, chains: readonly FoundChain[]): readonly string[] {
  const about = `${guilty.story}: ${guilty.employee.name} and ${guilty.outside.name}`;
  const [chain, second] = chains.filter((found) => isAbout(found, guilty));
  if (chain === undefined) return [`FAIL ${about}: no chain`];
  const faults = faultsOf(guilty, chain);
  if (second !== undefined) faults.push(`line ${second.line} is a second chain of the same two`);
  if (faults.length === 0) return [`pass ${about}: ${chain.strength}`];
  return faults.map((fault) => `FAIL ${about} (line ${chain.line}): ${fault}`);
}

function faultsOf(guilty: GuiltyChain, chain: FoundChain): string[] {
  const faults: string[] = [];
  const found = chain.customers.map(({ ref }) => ref);
  const missing = guilty.customers.filter((ref) => !found.includes(ref));
  const surplus = found.filter((ref) => ![...guilty.customers, ...guilty.alsoTold].includes(ref));
  const links = chain.links.map(({ type }) => type);
  const unlinked = guilty.linkTypes.filter((type) => !links.includes(type));
  if (rank(chain.strength) < rank(guilty.atLeast))
    faults.push(`${chain.strength}, at least ${guilty.atLeast} expected`);
  if (chain.employee.name !== guilty.employee.name)
    faults.push(`employee is called ${chain.employee.name ?? 'nothing'}`);
  if (missing.length > 0) faults.push(`customers missing: ${missing.join(' ')}`);
  if (surplus.length > 0) faults.push(`customers who were not diverted: ${surplus.join(' ')}`);
  if (chain.outside.length > 1) faults.push(`${chain.outside.length} outside companies instead of one`);
  if (!isSameMoney(chain.promised, guilty.promised))
    faults.push(`promised ${shown(chain.promised)}, not ${shown(guilty.promised)}`);
  if (!isSameMoney(chain.received, guilty.received))
    faults.push(`received ${shown(chain.received)}, not ${shown(guilty.received)}`);
  if (unlinked.length > 0) faults.push(`links missing: ${unlinked.join(' ')}`);
  return faults;
}

function judgeOther(truth: Truth, chain: FoundChain): string {
  const { ref, name } = chain.employee;
  const who = `${ref ?? 'an unknown employee'}${name === undefined ? '' : ` ${name}`} (line ${chain.line})`;
  const lookAlike = truth.innocent.find(({ employee }) => employee.ref === ref);
  const kind = lookAlike?.kind ?? 'not in the truth';
  if (chain.strength !== 'weak') return `FAIL ${kind}: ${who} is wrongly in a ${chain.strength} chain`;
  const explanation = chain.rivals.find(({ outcome }) => outcome === 'explains');
  if (explanation !== undefined) return `pass ${kind}: ${who} is weak, explained by ${explanation.kind}`;
  if (lookAlike !== undefined) return `FAIL ${kind}: ${who} is weak, and no rival explains it`;
  return `note ${kind}: ${who} is weak`;
}

const rank = (strength: Strength) => STRENGTHS.indexOf(strength);

const isSameMoney = (a: Money | undefined, b: Money | undefined) =>
  a?.minor === b?.minor && a?.currency === b?.currency;

const shown = (money: Money | undefined) => (money === undefined ? 'nothing' : `${money.currency} ${money.minor}`);

/** The chain of a line, or why it is none. */
function decodeChain(line: number, text: string): FoundChain | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  if (!isObject(value)) return 'not an object';
  const lists = ['customers', 'outside', 'links', 'rivals'].filter((name) => !isListOfObjects(value[name]));
  if (lists.length > 0) return `not a list of objects: ${lists.join(' ')}`;
  if (!isObject(value.employee) || value.employee.ref === undefined) return 'employee without ref';
  if (!STRENGTHS.some((strength) => strength === value.strength)) return 'strength is none of weak, medium, strong';
  return { ...value, line } as FoundChain;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isListOfObjects = (value: unknown) => Array.isArray(value) && value.every(isObject);

function main([truthFile, chainsFile]: readonly string[]): void {
  if (truthFile === undefined || chainsFile === undefined) {
    console.error('usage: node demo/judge.ts TRUTH.json CHAINS.jsonl');
    process.exitCode = 2;
    return;
  }
  const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Truth;
  const { ok, lines } = judge(truth, readFileSync(chainsFile, 'utf8'));
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
