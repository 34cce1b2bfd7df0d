import type { FastifyReply, FastifyRequest } from 'fastify';
import { provisionerOfKey } from '../access/provisioners.ts';
import type { Access } from '../access/session.ts';
import { accessOf } from '../access/session.ts';
import { sourceOfKey } from '../intake/source.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Product } from '../wiring/product.ts';
import { cookiesOf } from './cookies.ts';
import type { Asker } from './needs.ts';
import type { Caller } from './route.ts';
import { siteOf } from './site.ts';

const ANONYMOUS: Actor = { id: 'anonymous', role: 'system' };
const PROVISIONER_KEY = 'zlp_';

/**
 * Finds who makes a request. A key in `Authorization` counts alone: a session beside it neither helps nor harms. Refuses
 * with `auth.required` for a key that is wrong.
 */
export async function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  product: Product,
): Promise<{ readonly caller: Caller; readonly asker: Asker }> {
  const site = siteOf(request, product.config.publicUrl);
  const cookies = cookiesOf(request, reply, site.origin.startsWith('https:'));
  const agent = String(request.headers['user-agent'] ?? '').slice(0, 300);
  const about = { ...cookies, site, origin: { agent, address: request.ip } };
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { ...(await byKey(bearer, about, product)) };
  const token = cookies.kept('session');
  const access = token === undefined ? undefined : await accessOf(product.ledger, token);
  return access === undefined
    ? { caller: { ...about, actor: ANONYMOUS, source: undefined, access: undefined }, asker: { is: 'anonymous' } }
    : { caller: callerWith(about, access), asker: { is: 'account', access } };
}

type About = Pick<Caller, 'kept' | 'keep' | 'site' | 'origin'>;

const callerWith = (about: About, access: Access): Caller => ({
  ...about,
  actor: access.actor,
  source: undefined,
  access,
});

async function byKey(
  key: string,
  about: About,
  { ledger }: Product,
): Promise<{ readonly caller: Caller; readonly asker: Asker }> {
  const none = { ...about, source: undefined, access: undefined };
  if (key.startsWith(PROVISIONER_KEY)) {
    const id = await provisionerOfKey(ledger, key);
    return { caller: { ...none, actor: { id, role: 'provisioner' } }, asker: { is: 'provisioner' } };
  }
  const source = await sourceOfKey(ledger, systemActor, key);
  return {
    caller: { ...none, actor: { id: source.name, role: 'source' }, source: source.name },
    asker: { is: 'source' },
  };
}
