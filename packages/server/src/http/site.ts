import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { RelyingParty } from '../access/credentials/passkey.ts';
import { Refusal } from '../kernel/refusal.ts';

const NAME = '证链';

/**
 * Under which name this request reached us. With `ZHENGLIAN_PUBLIC_URL` only that one is answered, besides loopback;
 * without it only localhost and IP literals, so that another site's name that was pointed here (DNS rebinding) is refused.
 */
export function siteOf(request: Pick<FastifyRequest, 'headers'>, publicUrl: string | undefined): RelyingParty {
  const host = request.headers.host ?? '';
  const url = URL.parse(`http://${host}`);
  const isPlain = url !== null && url.host === host.toLowerCase().replace(/:80$/, '');
  if (publicUrl !== undefined && isPlain && host === new URL(publicUrl).host)
    return { id: new URL(publicUrl).hostname, name: NAME, origin: publicUrl };
  const name = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const isLocal = name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  if (!isPlain || !(isLocal || (publicUrl === undefined && isIP(name) !== 0)))
    throw new Refusal('auth.forbidden', {
      why: 'this server is not reached under this name; see ZHENGLIAN_PUBLIC_URL',
    });
  return { id: name, name: NAME, origin: `http://${host}` };
}
