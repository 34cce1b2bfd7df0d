import { grounds } from './grounds.ts';
import type { QuestionId } from './questions.ts';
import type { Assessed, Ground, Sufficiency } from './sufficiency.ts';
import { ways } from './ways.ts';

export type Board = {
  readonly grounds: readonly Sufficiency[];
  /** The grounds with the fewest basic and core elements that are not proven, among those that can be compared. */
  readonly fewestOpen: readonly string[];
  /** What that comparison says and what it does not, in Chinese. */
  readonly says: string;
};

/** Holds one ground against what a chain was assessed to prove. */
export function sufficiencyOf(assessed: readonly Assessed[], ground: Ground): Sufficiency {
  const answers = new Map(assessed.map((each) => [each.question, each]));
  const elements = ground.elements.map(({ asks, ...element }) => {
    const { question: _, next, ...answer } = answers.get(asks) ?? unanswered(asks);
    return { ...element, ...answer, next: next.map((way) => ways[way]) };
  });
  const open = elements.filter(({ state }) => state !== 'proven');
  const applies = ground.appliesIf === undefined || answers.get(ground.appliesIf)?.state !== 'missing';
  const { id, version, title, article, note, byCounsel } = ground;
  const counted = { open: open.length, of: elements.length, missing: open.filter((e) => e.state === 'missing').length };
  const summary = applies
    ? summaryOf(counted, byCounsel)
    : `本项的前提尚不具备：${answers.get(ground.appliesIf ?? 'employment')?.because ?? ''}`;
  return { ground: id, title, article, version, note, byCounsel, applies, open: open.length, elements, summary };
}

/** A chain that was made before the ground asked this; it answers when it is made again. */
function unanswered(question: QuestionId): Assessed {
  const because = '这一要素在本证据链整理之后才加入，尚未核对。';
  const none = { entries: [], article90: [], standsAlone: false, needsSecond: false, next: [] };
  return { question, state: 'missing', because, ...none };
}

function summaryOf(
  { open, of, missing }: Readonly<Record<'open' | 'of' | 'missing', number>>,
  byCounsel: boolean,
): string {
  const counts = `共${of}项要素：已证明${of - open}项，薄弱${open - missing}项，缺少${missing}项。`;
  const whose = byCounsel ? '本项是否援引只由律师决定。' : '';
  return `${counts}${whose}这里只核对材料是否齐备，是否处理、如何处理由人决定。`;
}

/** A ground of which some core fact is not there at all is not nearly complete, however few its elements are. */
function isCompared({ applies, byCounsel, elements }: Sufficiency): boolean {
  return applies && !byCounsel && elements.every(({ tier, state }) => tier !== 'core' || state !== 'missing');
}

/** The procedure is still to come while the facts are gathered, and differs by ground: it would only favour short lists. */
function openFacts({ elements }: Sufficiency): number {
  return elements.filter(({ tier, state }) => tier !== 'process' && state !== 'proven').length;
}

/** Every ground, and which has the least left to do. It compares how complete the material is; a conclusion it is not. */
export function holdAgainstAll(assessed: readonly Assessed[]): Board {
  const held = grounds.map((ground) => sufficiencyOf(assessed, ground));
  const compared = held.filter(isCompared);
  const least = Math.min(...compared.map(openFacts));
  const fewest = compared.filter((each) => openFacts(each) === least);
  const names = fewest.map(({ title, article }) => `${title}（${article}）`).join('、');
  const says =
    fewest.length === 0
      ? '没有一项依据的核心要素都有材料，暂不比较。'
      : `基础和核心要素中待补最少的依据：${names}，${least}项待补（流程要素另计）。这只比较材料齐备程度，不表示任何一项成立。`;
  return { grounds: held, fewestOpen: fewest.map(({ ground }) => ground), says };
}
