import type { Kind } from '../../kernel/record.ts';
import type { Head } from '../connectors/connector.ts';
import { parseMapping } from './mapping-file.ts';
import { subjectOf } from './propose-subject.ts';
import { writeProposal } from './propose-text.ts';
import type { Meaning } from './propose-words.ts';

/** A mapping for a file that no format knows, to be completed by whoever knows the file. */
export type Proposal = {
  /** YAML that reads as a mapping; what could not be told stands in it as a question. */
  readonly text: string;
  readonly kind: string;
  /** From 0, nothing was understood, to 1. */
  readonly confidence: number;
  readonly columns: readonly {
    readonly name: string;
    /** The field that the column is proposed for; null if none. */
    readonly field: string | null;
    readonly why: string;
    readonly samples: readonly string[];
  }[];
};

const KINDS: readonly (readonly [Kind, needs: readonly (readonly Meaning[])[], helps: readonly Meaning[]])[] = [
  [
    'transfer',
    [
      ['day', 'when'],
      ['amount', 'amountIn', 'amountOut'],
    ],
    ['otherName', 'otherAccount', 'balance', 'side', 'memo', 'currency', 'amountIn', 'amountOut'],
  ],
  ['call', [['caller'], ['callee'], ['seconds']], ['callSide', 'when']],
  ['chat', [['words'], ['sender'], ['when', 'day']], ['receiver', 'talk']],
  ['follow-up', [['customerId', 'customerName'], ['follow'], ['when', 'day']], ['ownerId', 'ownerName', 'employeeId']],
  ['permission', [['rights'], ['employeeId', 'ownerId', 'actor']], ['scope', 'when', 'resource']],
  [
    'access',
    [['action'], ['when', 'day'], ['employeeId', 'ownerId', 'actor', 'employeeName']],
    ['ip', 'rows', 'resource', 'device', 'customerId'],
  ],
  [
    'employee',
    [['employeeId'], ['employeeName']],
    ['hired', 'left', 'department', 'title', 'manager', 'workplace', 'mobile', 'email'],
  ],
  [
    'ownership',
    [
      ['customerId', 'customerName'],
      ['ownerId', 'ownerName'],
      ['when', 'day'],
    ],
    ['actor'],
  ],
  [
    'customer',
    [
      ['customerId', 'customerName'],
      ['customerName', 'company'],
      ['mobile', 'email', 'wechat', 'wecom', 'status', 'company', 'when'],
    ],
    ['mobile', 'email', 'wechat', 'wecom', 'status', 'company', 'when'],
  ],
];

/** A mapping made from the names of the columns and the first rows. It always parses, whatever the file is. */
export function proposeMapping(head: Head): Proposal {
  const subject = subjectOf(head);
  const known = new Set(subject.columns.flatMap(({ meaning }) => meaning ?? []));
  const scores = KINDS.map(([kind, needs, helps]) => ({
    kind,
    met: needs.filter((any) => any.some((meaning) => known.has(meaning))).length / needs.length,
    helped: helps.filter((meaning) => known.has(meaning)).length,
  }));
  const best = scores.reduce((one, other) => (other.met * 10 + other.helped > one.met * 10 + one.helped ? other : one));
  const { text, fields } = writeProposal(subject, best.kind);
  const used = subject.columns.filter(({ name }) => fields.has(name)).length;
  const share = subject.columns.length === 0 ? 0 : used / subject.columns.length;
  return {
    text: parseMapping(text).ok ? text : writeProposal({ ...subject, columns: [] }, best.kind).text,
    kind: best.kind,
    confidence: Math.round(best.met * (0.6 + 0.4 * share) * 100) / 100,
    columns: subject.columns.map(({ name, meaning, samples }) => {
      const field = fields.get(name) ?? null;
      return { name, field, why: whyOf(field, meaning), samples };
    }),
  };
}

function whyOf(field: string | null, meaning: Meaning | undefined): string {
  if (meaning === undefined) return '列名不在常见列名之中';
  return field === null ? '列名认得，但这类记录没有对应的字段' : '按列名和前几行的样子';
}
