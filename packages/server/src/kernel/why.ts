import type { z } from 'zod';
import type { RefusalCode } from './refusal.ts';

type Issue = z.core.$ZodIssue;
type Why = { readonly code: RefusalCode; readonly why: string };

const NAMED = 3;

/** What to parse with: lets a missing field be told from one of the wrong type. What it held is not passed on. */
export const withInput = { reportInput: true };

/**
 * The code and one sentence for what a schema found. A field that nobody knows comes first, since it is often the
 * misspelt name of one that is missing.
 */
export function describeIssues(issues: readonly Issue[]): Why {
  const issue =
    issues.find(({ code }) => code === 'unrecognized_keys') ?? issues.find((each) => codeOf(each) !== undefined);
  const first = issue ?? issues[0];
  if (first === undefined) return { code: 'record.invalid', why: 'record: is not valid' };
  const place = first.path;
  if (first.code === 'unrecognized_keys') {
    const names = first.keys.slice(0, NAMED).map((key) => pathText([...place, key]));
    const more = first.keys.length > NAMED ? ` and ${first.keys.length - NAMED} more` : '';
    return { code: 'record.field_unknown', why: `${names.join(', ')}${more}: no such field` };
  }
  return { code: codeOf(first) ?? 'record.invalid', why: `${pathText(place) || 'record'}: ${sentenceOf(first)}` };
}

function codeOf(issue: Issue): RefusalCode | undefined {
  return issue.code === 'custom' ? (issue.params?.refusal as RefusalCode | undefined) : undefined;
}

/** Own words for the few kinds of issue, so that nothing of the value itself can slip in. */
function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'fits none of the forms it may take';
    default:
      return issue.message;
  }
}

const PLAIN = /^[A-Za-z_][\w-]{0,63}$/;
const SHOWN = 64;

/** `body.forwarded[3].at`; a name that is not a plain word is quoted, and cut if it is long. */
function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (PLAIN.test(String(part))) text += `${text === '' ? '' : '.'}${String(part)}`;
    else text += `[${JSON.stringify(String(part).slice(0, SHOWN))}]`;
  }
  return text;
}
