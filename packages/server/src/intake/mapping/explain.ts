import type { z } from 'zod';
import type { PathParts, Problem } from './compiler.ts';
import { selectorNames } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong in a mapping, in words for whoever wrote it. */
export function explain(issues: readonly Issue[]): readonly Problem[] {
  return issues.flatMap((issue) => explainOne(issue, []));
}

function explainOne(issue: Issue, before: PathParts): readonly Problem[] {
  const path = [...before, ...(issue.path as PathParts)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], why: 'is no name known here' }));
    case 'invalid_union':
      return explainUnion(issue, path);
    case 'invalid_type':
      return [
        { path, why: issue.input === undefined ? 'is missing' : `must be ${WORDS[issue.expected] ?? issue.expected}` },
      ];
    case 'invalid_value':
      return [
        { path, why: `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}` },
      ];
    case 'invalid_key':
      return [{ path, why: 'is no name that may stand here' }];
    case 'too_big':
    case 'too_small':
      return [
        {
          path,
          why: `is too ${issue.code === 'too_big' ? 'big' : 'small'}: ${issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`}`,
        },
      ];
    default:
      return [{ path, why: issue.message }];
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
};

/** Only what the alternative says that was meant: the one of which the fewest names are missing or unknown. */
function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: PathParts): readonly Problem[] {
  const { input } = issue;
  if (input === undefined) return [{ path, why: 'is missing' }];
  const isMade = typeof input === 'object' && input !== null && !Array.isArray(input);
  const names = isMade ? Object.keys(input) : [];
  let best: readonly Issue[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const option of optionsOf(issue)) {
    const strangeness = option.reduce((sum, each) => sum + strangenessOf(each), 0);
    if (strangeness < least) [best, least] = [option, strangeness];
  }
  if (best === undefined || least >= HOPELESS || (isMade && !names.some((name) => isKnown(name)) && least > 0))
    return [
      {
        path,
        why: isMade
          ? `is none of the forms a value or a condition may take here; it names ${names.slice(0, 5).join(', ') || 'nothing'}`
          : 'is of none of the forms that may stand here',
      },
    ];
  return best.flatMap((each) => explainOne(each, path));
}

/** The alternatives, those of a union that is one of them among them. */
function optionsOf({ errors }: Extract<Issue, { code: 'invalid_union' }>): readonly (readonly Issue[])[] {
  return errors.flatMap((option) => {
    const [only, other] = option;
    const isUnion = only?.code === 'invalid_union' && other === undefined && only.path.length === 0;
    return isUnion ? optionsOf(only) : [option];
  });
}

const HOPELESS = 1_000;
const CONDITIONS = new Set(['all', 'any', 'not', 'is', 'matches', 'blank', 'above', 'below']);
const isKnown = (name: string): boolean => selectorNames.has(name) || CONDITIONS.has(name);

/** How unlikely it is that the alternative was meant which finds this. */
function strangenessOf(issue: Issue): number {
  const isHere = issue.path.length === 0;
  if (issue.code === 'unrecognized_keys' && isHere)
    return issue.keys.reduce((sum, key) => sum + (isKnown(key) ? 50 : 5), 0);
  if ((issue.code === 'invalid_type' || issue.code === 'custom') && isHere) return HOPELESS;
  if (issue.code === 'invalid_type' && issue.path.length === 1 && issue.input === undefined) return 20;
  return 1;
}
