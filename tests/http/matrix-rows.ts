import type { Permission } from '../../packages/server/src/access/matrix.ts';
import type { Thing } from './matrix-things.ts';

/** Something of one's own or open to one, something outside of one's grant or of somebody else, something walled off. */
export type Case = 'own' | 'other' | 'walled';
export type Asked = { readonly path: string; readonly body?: unknown };

export type Row = {
  readonly ask: (kind: Case, thing: Thing) => Asked;
  /** What is answered to whoever may, for each kind of object: a status, and a code where it is 401 or 403. */
  readonly answers: Readonly<Record<Case, string>>;
  /** For routes whose permission depends on what is asked. */
  readonly permission?: Permission;
  /** Asked with a session of its own each time, since it ends one or changes what it is. */
  readonly endsSession?: true;
};

const same = (status: string): Row['answers'] => ({ own: status, other: status, walled: status });
/** Open where it is one's own to see, not there where it is not. */
const held = (status: string): Row['answers'] => ({ own: status, other: '404', walled: '404' });
const at =
  (path: string, body?: unknown): Row['ask'] =>
  () =>
    body === undefined ? { path } : { path, body };
const plain = (path: string, status: string, body?: unknown): Row => ({ ask: at(path, body), answers: same(status) });

const ABSENT = '0'.repeat(32);
const WHY = encodeURIComponent('a test asks for it at once');
const REASON = 'a test asks for it';
let unique = 0;
const story = (kind: Case, { own, walled }: Thing) => (kind === 'walled' ? walled : own);
/** A route at an absent id: what a reader of the code would take for their own is another's just as well. */
const absent = (path: string, status = '404'): Row => plain(path, status);

const open: Readonly<Record<string, Row>> = {
  'GET /healthz': plain('/healthz', '200'),
  'GET /metrics': plain('/metrics', '200'),
  'POST session': plain('session', '401 auth.token_spent', { by: 'link', token: 'x'.repeat(32) }),
  'POST session/passkey': plain('session/passkey', '200'),
  'GET oidc': plain('oidc', '200'),
  'GET oidc/start': plain('oidc/start', '404'),
  'GET oidc/callback': plain('oidc/callback', '404'),
  'GET schemas/record': plain('schemas/record', '200'),
  'GET mapping-schema': plain('mapping-schema', '200'),
};

const ownSession: Readonly<Record<string, Row>> = {
  'GET session': plain('session', '200'),
  'POST session/proof/passkey': plain('session/proof/passkey', '200'),
  'POST session/proof': plain('session/proof', '401 auth.sign_in_failed', { asked: 'x', response: { id: 'y' } }),
  'DELETE session': { ...plain('session', '204'), endsSession: true },
  'GET my/security': plain('my/security', '200'),
  'PUT my/password': plain('my/password', '422', { password: 'short' }),
  'POST my/totp': plain('my/totp', '200'),
  'PUT my/totp': plain('my/totp', '401 auth.sign_in_failed', { asked: 'x', code: '000000' }),
  'POST my/passkeys/ask': plain('my/passkeys/ask', '200'),
  'POST my/passkeys': plain('my/passkeys', '401 auth.sign_in_failed', {
    asked: 'x',
    response: { id: 'y' },
    label: 'mine',
  }),
  'DELETE my/passkeys/:id': plain('my/passkeys/absent', '409'),
  'POST my/recovery-codes': plain('my/recovery-codes', '200'),
  'GET my/sessions': plain('my/sessions', '200'),
  'DELETE my/sessions/:id': plain(`my/sessions/${ABSENT}`, '204'),
};

const administration: Readonly<Record<string, Row>> = {
  'GET accounts': plain('accounts', '200'),
  'GET account-names': plain('account-names', '200'),
  'POST accounts': {
    ask: () => ({ path: 'accounts', body: { login: `new-${++unique}`, name: 'New', employee: null } }),
    answers: same('200'),
  },
  'PATCH accounts/:id': {
    ask: (_kind, { account }) => ({ path: `accounts/${account}`, body: { name: 'Other' } }),
    answers: same('204'),
  },
  'POST accounts/:id/link': {
    ask: (_kind, { account }) => ({ path: `accounts/${account}/link` }),
    answers: same('200'),
  },
  'PUT accounts/:id/state': {
    ask: (_kind, { account }) => ({ path: `accounts/${account}/state`, body: { state: 'active', why: REASON } }),
    answers: same('204'),
  },
  'GET accounts/:id/sessions': {
    ask: (_kind, { account }) => ({ path: `accounts/${account}/sessions` }),
    answers: same('200'),
  },
  'DELETE accounts/:id/sessions': {
    ask: (_kind, { account }) => ({ path: `accounts/${account}/sessions` }),
    answers: same('204'),
  },
  'DELETE grants/:id': absent(`grants/${ABSENT}?why=${WHY}`),
  'GET provisioners': plain('provisioners', '200'),
  'PUT provisioners/:name': plain('provisioners/other', '200'),
  'DELETE provisioners/:name': plain('provisioners/other', '204'),
  'GET matrix': plain('matrix', '200'),
  'GET matrix/who': {
    ask: (kind, thing) => ({ path: `matrix/who?chain=${story(kind, thing).chain}` }),
    answers: same('200'),
  },
  'GET walls': plain('walls', '200'),
  'POST walls': {
    ask: (_kind, { account }) => ({ path: 'walls', body: { account, employee: 'E009', why: REASON } }),
    answers: same('200'),
  },
  'GET rules': plain('rules', '200'),
  'POST rules/try': plain('rules/try', '200', { text: '好处费给你10%', speaker: 'employee' }),
  'GET watch/readings': plain('watch/readings', '200'),
  'GET watch/readings/:index': plain('watch/readings/0', '200'),
  'GET watch/alerts': plain('watch/alerts', '200'),
  'POST watch/alerts/:id/review': plain(`watch/alerts/${ABSENT}/review`, '404', { outcome: REASON }),
  'GET watch/report': plain('watch/report?month=2026-03', '200'),
};

const acts: Readonly<Record<string, Row>> = {
  'GET acts': plain('acts', '200'),
  'POST acts': {
    ask: (kind, thing) => ({
      path: 'acts',
      body: {
        kind: 'name.unmask',
        payload: { person: story(kind, thing).person, accounts: [thing.me], hours: 1 },
        reason: REASON,
      },
    }),
    answers: { own: '200', other: '200', walled: '404' },
    permission: 'name.unmask.propose',
  },
  'POST acts/:id/decision': plain(`acts/${ABSENT}/decision`, '404', { decision: 'refused', reason: REASON }),
  'GET holds': plain('holds', '200'),
  'POST holds': plain('holds', '200', { query: { employees: ['E009'] }, why: REASON }),
  'GET cases': plain('cases', '200'),
  'POST cases': {
    ask: (kind, thing) => ({
      path: 'cases',
      body: {
        title: 'T',
        ground: `finding:${story(kind, thing).finding}`,
        persons: [story(kind, thing).person],
        members: [],
        why: REASON,
      },
    }),
    answers: { own: '200', other: '200', walled: '404' },
  },
  'PUT cases/:id/members/:account': {
    ask: (_kind, { account }) => ({ path: `cases/${ABSENT}/members/${account}`, body: { member: true, why: REASON } }),
    answers: same('404'),
  },
};

const content: Readonly<Record<string, Row>> = {
  'GET findings': plain('findings', '200'),
  'GET findings/:id': {
    ask: (kind, thing) => ({ path: `findings/${story(kind, thing).finding}` }),
    answers: held('200'),
  },
  'GET chains': plain('chains', '200'),
  'GET chains/:id': { ask: (kind, thing) => ({ path: `chains/${story(kind, thing).chain}` }), answers: held('200') },
  'GET chains/:id/attribution': {
    ask: (kind, thing) => ({ path: `chains/${story(kind, thing).chain}/attribution` }),
    answers: held('200'),
  },
  'GET suggestions': plain('suggestions', '200'),
  'POST suggestions/:id/decision': plain(`suggestions/${ABSENT}/decision`, '404', {
    decision: 'refused',
    reason: REASON,
  }),
  'GET chains/:id/history': {
    ask: (kind, thing) => ({ path: `chains/${story(kind, thing).chain}/history` }),
    answers: held('200'),
  },
  'GET chains/:id/diff': {
    ask: (kind, thing) => ({ path: `chains/${story(kind, thing).chain}/diff?from=${story(kind, thing).shown}` }),
    answers: held('200'),
  },
  'POST chains/:id/packages': {
    ask: (kind, thing) => ({ path: `chains/${story(kind, thing).chain}/packages` }),
    answers: held('200'),
  },
  'GET packages/:id': {
    ask: (kind, thing) => ({ path: `packages/${story(kind, thing).packed}` }),
    answers: held('200'),
  },
  'GET entries/:log/:index': {
    ask: (kind, thing) => ({
      path: `entries/main/${story(kind, thing).entry}?ground=finding:${story(kind, thing).finding}`,
    }),
    answers: held('200'),
  },
  // A customer is nobody's own: one that stands open is answered without what is behind a wall.
  'GET customers/:ref/as-of': {
    ask: (kind, { own, walled }) => ({
      path: `customers/${kind === 'walled' ? walled.customer : own.customer}/as-of?at=2026-03-02&ground=urgent&why=${WHY}`,
    }),
    answers: { own: '200', other: '404', walled: '200' },
  },
  'GET people/:ref/as-of': {
    ask: (kind, { own, walled }) => ({
      path: `people/${kind === 'walled' ? walled.employee : own.employee}/as-of?at=2026-03-02&ground=urgent&why=${WHY}`,
    }),
    answers: held('200'),
  },
  'GET blobs/:sha256': {
    ask: (kind, thing) => ({
      path: `blobs/${thing.sha256}?log=main&index=${story(kind, thing).filed}&ground=urgent&why=${WHY}`,
    }),
    answers: held('200'),
  },
};

const intake: Readonly<Record<string, Row>> = {
  'POST sources/:source/records': plain('sources/outside-feed/records', '200', '{}'),
  'PUT blobs/:sha256': plain(`blobs/${'0'.repeat(64)}`, '422', 'other bytes'),
  'GET imports': plain('imports', '200'),
  'POST imports': plain('imports', '200'),
  'GET imports/:id': { ask: (_kind, { imported }) => ({ path: `imports/${imported}` }), answers: same('404') },
  'PUT imports/:id/files': {
    ask: (_kind, { imported }) => ({ path: `imports/${imported}/files?path=a.ndjson`, body: '\n' }),
    answers: same('404'),
  },
  'DELETE imports/:id/files/:n': absent('imports/AAAAAAAAAAAA/files/1'),
  'POST imports/:id/settings': plain('imports/AAAAAAAAAAAA/settings', '404', { settings: {} }),
  'POST imports/:id/run': absent('imports/AAAAAAAAAAAA/run'),
  'DELETE imports/:id': absent('imports/AAAAAAAAAAAA'),
  'GET mappings': plain('mappings', '200'),
  'PUT mappings': plain('mappings', '422', { text: 'no mapping' }),
  'POST mappings/propose': plain('mappings/propose', '404', { import: 'AAAAAAAAAAAA', file: 1 }),
  'POST mappings/preview': plain('mappings/preview', '404', { import: 'AAAAAAAAAAAA', file: 1, text: 'x' }),
  'GET deliveries': plain('deliveries', '200'),
  'GET deliveries/:log/:index/quarantine': {
    ask: (kind, thing) => ({ path: `deliveries/main/${story(kind, thing).delivery}/quarantine` }),
    answers: { own: '200', other: '404', walled: '200' },
  },
  'GET deliveries/:log/:index/original': {
    ask: (kind, thing) => ({ path: `deliveries/main/${story(kind, thing).delivery}/original` }),
    answers: { own: '200', other: '404', walled: '403 auth.forbidden' },
  },
  'POST deliveries/:log/:index/reprocess': {
    ask: (kind, thing) => ({ path: `deliveries/main/${story(kind, thing).delivery}/reprocess` }),
    answers: { own: '200', other: '404', walled: '403 auth.forbidden' },
  },
  'POST deliveries/:log/:index/retract': plain('deliveries/main/999999/retract', '404', { why: REASON }),
  'GET trust': plain('trust', '200'),
  'GET custodians': plain('custodians', '200'),
  'GET verifier': plain('verifier', '200'),
  'GET events': plain('events', '200'),
};

const SCIM = '/scim/v2';
const USER = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'nobody-yet' };
const PATCH = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: false }],
};
const GROUP = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'nothing', members: [] };

/** A directory service alone gets this far; whom it may not change, `scim.test.ts` tells. */
const directory: Readonly<Record<string, Row>> = {
  'GET /scim/v2/ServiceProviderConfig': plain(`${SCIM}/ServiceProviderConfig`, '200'),
  'GET /scim/v2/ResourceTypes': plain(`${SCIM}/ResourceTypes`, '200'),
  'GET /scim/v2/ResourceTypes/:id': plain(`${SCIM}/ResourceTypes/User`, '200'),
  'GET /scim/v2/Schemas': plain(`${SCIM}/Schemas`, '200'),
  'GET /scim/v2/Schemas/:id': absent(`${SCIM}/Schemas/none`),
  'GET /scim/v2/Users': plain(`${SCIM}/Users`, '200'),
  'GET /scim/v2/Users/:id': absent(`${SCIM}/Users/${ABSENT}`),
  'POST /scim/v2/Users': plain(`${SCIM}/Users`, '201', USER),
  'PUT /scim/v2/Users/:id': plain(`${SCIM}/Users/${ABSENT}`, '404', USER),
  'PATCH /scim/v2/Users/:id': plain(`${SCIM}/Users/${ABSENT}`, '404', PATCH),
  'DELETE /scim/v2/Users/:id': absent(`${SCIM}/Users/${ABSENT}`),
  'GET /scim/v2/Groups': plain(`${SCIM}/Groups`, '200'),
  'GET /scim/v2/Groups/:id': absent(`${SCIM}/Groups/none`),
  'POST /scim/v2/Groups': plain(`${SCIM}/Groups`, '400', GROUP),
  'PUT /scim/v2/Groups/:id': plain(`${SCIM}/Groups/none`, '404', GROUP),
  'PATCH /scim/v2/Groups/:id': plain(`${SCIM}/Groups/none`, '404', PATCH),
  'DELETE /scim/v2/Groups/:id': absent(`${SCIM}/Groups/none`),
};

/** One row a route; `matrix.test.ts` fails for a route that has none. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...open,
  ...ownSession,
  ...administration,
  ...acts,
  ...content,
  ...intake,
  ...directory,
};
