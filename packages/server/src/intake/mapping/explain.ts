import type { z } from 'zod';
import type { PathParts, Problem } from './compiler.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong in a mapping, in words for whoever wrote it. */
export function explain(issues: readonly Issue[]): readonly Problem[] {
  return issues.flatMap(explainOne);
}

function explainOne(issue: Issue): readonly Problem[] {
  const path = issue.path as PathParts;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], why: 'is no name known here' }));
    case 'invalid_union':
      return [{ path, why: issue.input === undefined ? 'is missing' : 'is of none of the forms that may stand here' }];
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
