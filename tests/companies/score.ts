import type { Money } from './record.ts';
import type { GuiltyKind, Story, Strength, Truth } from './truth.ts';
import { GUILTY_KINDS } from './truth.ts';

/** What is read of one line of `zl chains --json`. */
export type Chain = {
  readonly id: string;
  readonly employee: { readonly ref: string | null; readonly handle?: { readonly ref: string } };
  readonly customers: readonly { readonly ref: string }[];
  readonly outside: readonly { readonly ref?: string; readonly name: string }[];
  readonly promised?: Money;
  readonly received?: Money;
  readonly strength: Strength;
  readonly links: readonly { readonly type: string }[];
};

export type Outcome = {
  readonly story: Story;
  /** The chain at medium or above that tells this story. */
  readonly chain?: Chain;
  /** There is one, but below medium. */
  readonly isWeak: boolean;
  readonly right: { readonly customers: boolean; readonly promised: boolean; readonly received: boolean };
};

export type False = { readonly kind: string; readonly chain: Chain; readonly how: string };

export type Scored = {
  readonly outcomes: readonly Outcome[];
  readonly falses: readonly False[];
  readonly chains: number;
};

const RANK = { weak: 0, medium: 1, strong: 2 } as const;

/** Holds the chains of one company against its truth. `weak` are all chains, `medium` those at medium or above. */
export function score(truth: Truth, medium: readonly Chain[], weak: readonly Chain[]): Scored {
  const told = new Set<Chain>();
  const outcomes = truth.stories.map((story): Outcome => {
    const fitting = medium
      .filter((chain) => tells(story, chain))
      .toSorted((a, b) => closeness(story, b) - closeness(story, a));
    const [chain] = fitting;
    if (chain !== undefined) told.add(chain);
    const isWeak = chain === undefined && weak.some((each) => tells(story, each));
    const right = {
      customers:
        chain !== undefined &&
        isSame(
          story.customers,
          chain.customers.map(({ ref }) => ref),
        ),
      promised: chain !== undefined && isNear(story.promised, chain.promised),
      received: chain !== undefined && isNear(story.received, chain.received),
    };
    return { story, ...(chain === undefined ? {} : { chain }), isWeak, right };
  });
  const falses = falseOf(
    truth,
    medium.filter((chain) => !told.has(chain)),
  );
  return { outcomes, falses, chains: medium.length };
}

/** The story's employee, and its beneficiary or, where none is named, one of its customers. */
function tells({ employee, beneficiary, customers }: Story, chain: Chain): boolean {
  if (chain.employee.ref !== employee) return false;
  if (beneficiary === null) return true;
  if (names(beneficiary, chain)) return true;
  return chain.outside.length === 0 && chain.customers.some(({ ref }) => customers.includes(ref));
}

function names({ names: all, refs }: NonNullable<Story['beneficiary']>, { outside }: Chain): boolean {
  return outside.some(
    ({ ref, name }) =>
      all.includes(name) || refs.includes(name) || (ref !== undefined && (refs.includes(ref) || all.includes(ref))),
  );
}

function closeness(story: Story, chain: Chain): number {
  const isNamed = story.beneficiary !== null && names(story.beneficiary, chain) ? 100 : 0;
  return (
    isNamed + RANK[chain.strength] * 10 + chain.customers.filter(({ ref }) => story.customers.includes(ref)).length
  );
}

/** Chains that tell no story. Those of one guilty employee about one story's beneficiary count once. */
function falseOf(truth: Truth, extra: readonly Chain[]): readonly False[] {
  const seen = new Set<string>();
  return extra.flatMap((chain): readonly False[] => {
    const made = describe(truth, chain);
    const key = made.kind === 'duplicate' ? `duplicate ${chain.employee.ref}` : chain.id;
    if (seen.has(key)) return [];
    seen.add(key);
    return [made];
  });
}

function describe({ stories, innocent }: Truth, chain: Chain): False {
  const { employee, outside } = chain;
  if (employee.ref === null) return { kind: 'unknown-employee', chain, how: employee.handle?.ref ?? '' };
  const story = stories.find((each) => each.employee === employee.ref);
  if (story !== undefined) {
    const isDuplicate = tells(story, chain) || chain.customers.some(({ ref }) => story.customers.includes(ref));
    return { kind: isDuplicate ? 'duplicate' : 'wrong-beneficiary', chain, how: `${story.kind}: ${story.how}` };
  }
  const theirs = innocent.filter((each) => each.employee === employee.ref);
  const same =
    theirs.find(({ company }) => outside.some(({ ref, name }) => [ref, name].includes(company ?? '-'))) ?? theirs[0];
  return same === undefined ? { kind: 'everyday', chain, how: '' } : { kind: same.kind, chain, how: same.how };
}

const isSame = (wanted: readonly string[], got: readonly string[]): boolean =>
  wanted.length === new Set(got).size && wanted.every((each) => got.includes(each));

/** To the yuan; nothing wanted is right where nothing is said. */
function isNear(wanted: Money | undefined, got: Money | undefined): boolean {
  if (wanted === undefined || got === undefined) return wanted === got;
  return Math.abs(Number(wanted.minor) - Number(got.minor)) <= 100;
}

export type KindFigures = {
  readonly kind: GuiltyKind | 'all';
  readonly stories: number;
  /** Stories that a careful litigator would call medium or strong: recall is reckoned on these. */
  readonly due: number;
  /** Of those due. */
  readonly found: number;
  /** Also those that were not due. */
  readonly told: number;
  readonly foundButWeak: number;
  /** Found at medium where the truth says strong, and the other way round. */
  readonly below: number;
  readonly above: number;
  readonly customers: number;
  readonly promised: number;
  readonly received: number;
  /** False chains of the employees of these stories; for all of them every false chain. */
  readonly extra: number;
};

export function figures(scored: readonly Scored[]): readonly KindFigures[] {
  const all = scored.flatMap(({ outcomes }) => outcomes);
  const extra = scored.flatMap(({ falses }) => falses);
  return [...GUILTY_KINDS, 'all' as const].map((kind): KindFigures => {
    const of = kind === 'all' ? all : all.filter(({ story }) => story.kind === kind);
    const due = of.filter(({ story }) => story.expects !== 'weak');
    const found = of.filter(({ chain }) => chain !== undefined);
    const rank = ({ story, chain }: Outcome): number =>
      chain === undefined ? 0 : RANK[chain.strength] - RANK[story.expects];
    return {
      kind,
      stories: of.length,
      due: due.length,
      found: due.filter(({ chain }) => chain !== undefined).length,
      told: found.length,
      foundButWeak: of.filter(({ isWeak }) => isWeak).length,
      below: found.filter((each) => rank(each) < 0).length,
      above: found.filter((each) => rank(each) > 0).length,
      customers: found.filter(({ right }) => right.customers).length,
      promised: found.filter(({ right }) => right.promised).length,
      received: found.filter(({ right }) => right.received).length,
      extra: extra.filter(({ how }) => kind === 'all' || how.startsWith(`${kind}:`)).length,
    };
  });
}
