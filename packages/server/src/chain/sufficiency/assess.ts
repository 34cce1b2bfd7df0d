import { forbiddenIn, rulesInForce } from '../clauses.ts';
import { grounds } from './grounds.ts';
import { judge } from './judge.ts';
import type { QuestionId } from './questions.ts';
import { questionOf } from './questions.ts';
import type { Assessed } from './sufficiency.ts';
import type { View } from './view.ts';

/** Everything that some ground asks, each once. */
const all: readonly QuestionId[] = [
  ...new Set(
    grounds.flatMap((ground) => [
      ...ground.elements.map((element) => element.asks),
      ...(ground.appliesIf === undefined ? [] : [ground.appliesIf]),
    ]),
  ),
];

/** Answers every question of every ground from the evidence of one chain. Pure; the order is that of the grounds. */
export function assessSufficiency(given: Omit<View, 'rules' | 'forbidden'>): readonly Assessed[] {
  const { evidence } = given;
  const view = { ...given, rules: rulesInForce(evidence, evidence.first.at), forbidden: forbiddenIn(evidence) };
  return all.map((question) => {
    const { assess, ways } = questionOf(question);
    return judge(question, assess(view), ways, view);
  });
}
