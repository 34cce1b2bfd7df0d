import type { HoldQuery, Payload, ProposalKind, Scope } from '../../../server/src/access/acts/act.ts';
import type { ShownAct } from '../../../server/src/access/acts/list-acts.ts';
import type { Security } from '../../../server/src/access/enrol.ts';
import type { Permission } from '../../../server/src/access/matrix.ts';
import type { Role } from '../../../server/src/access/roles.ts';
import type { AlertKind } from '../../../server/src/access/watch/rules.ts';
import type { ShownAlert, ShownReading } from '../../../server/src/access/watch/show.ts';
import type { account, grant, sessionShown } from '../../../server/src/http/routes/access-shapes.ts';
import type { rulesShown, tried } from '../../../server/src/http/routes/rules.ts';

/** What `/api/v1` answers about accounts, roles, acts and readings; taken from the server's own types where it has them. */
export type { AlertKind, HoldQuery, Payload, Permission, ProposalKind, Role, Scope, Security };

export type Account = (typeof account)['_output'];
export type Grant = (typeof grant)['_output'];
export type SessionShown = (typeof sessionShown)['_output'];
export type Act = ShownAct;
export type ActState = Act['state'];
export type Decision = 'confirmed' | 'refused' | 'withdrawn';
export type Reading = ShownReading;
export type WatchAlert = Omit<ShownAlert, 'kind'> & { readonly kind: AlertKind };

export type Session = {
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  readonly level: 'full' | 'enrolment';
  readonly method: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly freshUntil: number;
  readonly expiresAt: number;
  readonly installation: string;
  readonly version: string;
};

export type Enrolled = { readonly recoveryCodes: readonly string[] };
export type TotpAsked = { readonly asked: string; readonly uri: string; readonly secret: string };
export type InvitationLink = { readonly account: string; readonly path: string };
/** A link, or the act that must be confirmed before there is one. */
export type FreshLink = { readonly account: string; readonly path: string | null; readonly proposal: string | null };
export type Provisioner = { readonly name: string; readonly madeAt: number };

type Named = { readonly zh: string; readonly en: string };
export type MatrixCell = {
  readonly role: Role;
  readonly allowed: boolean;
  readonly template: boolean;
  readonly locked: string | null;
};
export type MatrixRow = Named & {
  readonly permission: Permission;
  readonly fresh: boolean;
  readonly cells: readonly MatrixCell[];
};
export type Matrix = {
  readonly roles: readonly (Named & { readonly role: Role })[];
  readonly rows: readonly MatrixRow[];
};
export type Seer = {
  readonly id: string;
  readonly name: string;
  readonly sees: boolean;
  readonly because: readonly string[];
};

export type Hold = {
  readonly id: string;
  readonly query: HoldQuery;
  readonly why: string;
  readonly by: string;
  readonly placedAt: number;
  readonly releasedAt: number | null;
  readonly index: number;
};
export type Wall = {
  readonly id: string | null;
  readonly account: string;
  readonly person: string;
  readonly label: string;
  readonly why: string;
};

export type Case = {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly ground: string;
  readonly persons: readonly { readonly person: string; readonly label: string }[];
  readonly members: readonly string[];
  readonly why: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly index: number;
};

export type Rules = (typeof rulesShown)['_output'];
export type Rule = Rules['rules'][number];
export type Tried = (typeof tried)['_output'];

export type MonthlyReport = {
  readonly month: string;
  readonly readings: readonly {
    readonly actor: string;
    readonly actorName: string;
    readonly act: string;
    readonly ground: string;
    readonly outcome: string;
    readonly times: number;
    readonly items: number;
  }[];
  readonly alerts: readonly {
    readonly kind: string;
    readonly actorName: string;
    readonly items: number;
    readonly reviewed: boolean;
  }[];
  readonly acts: readonly {
    readonly kind: string;
    readonly state: string;
    readonly proposerRole: string;
    readonly deciderRole: string | null;
  }[];
  readonly grants: readonly {
    readonly accountName: string;
    readonly role: string;
    readonly given: boolean;
    readonly ended: boolean;
  }[];
  readonly unmaskings: number;
};
