import type { Actor } from '../platform/db.ts';

/** What a route may need. One table says who has it; a need without a row does not compile. */
export type Need =
  | 'nothing'
  | 'record.post'
  | 'import.make'
  | 'delivery.read'
  | 'delivery.change'
  | 'mapping.read'
  | 'mapping.keep'
  | 'session.own'
  | 'finding.read'
  | 'chain.read'
  | 'entry.read'
  | 'package.make'
  | 'package.read'
  | 'trust.read'
  | 'events.read';

type Role = Actor['role'] | 'anonymous';

const WHO = {
  nothing: ['anonymous', 'administrator', 'source'],
  'record.post': ['source'],
  'import.make': ['administrator'],
  'delivery.read': ['administrator'],
  'delivery.change': ['administrator'],
  'mapping.read': ['administrator'],
  'mapping.keep': ['administrator'],
  'session.own': ['administrator'],
  'finding.read': ['administrator'],
  'chain.read': ['administrator'],
  'entry.read': ['administrator'],
  'package.make': ['administrator'],
  'package.read': ['administrator'],
  'trust.read': ['administrator'],
  'events.read': ['administrator'],
} as const satisfies Record<Need, readonly Role[]>;

export const may = (role: Role, need: Need): boolean => (WHO[need] as readonly Role[]).includes(role);
