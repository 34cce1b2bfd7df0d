import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_MILLIS } from '../access/session.ts';
import type { Kept } from './route.ts';

const DAY_SECONDS = 24 * 3600;

/** How each is kept. A begun sign-in comes back by a link on another site, so that Strict would lose it. */
const KEPT = {
  session: { name: 'zl_session', sameSite: 'strict', seconds: SESSION_MILLIS / 1000 },
  device: { name: 'zl_device', sameSite: 'strict', seconds: 180 * DAY_SECONDS },
  pending: { name: 'zl_pending', sameSite: 'lax', seconds: 600 },
} as const satisfies Readonly<Record<Kept, object>>;

/** `__Host-` ties a cookie to this very host and to TLS (RFC 6265bis); without TLS browsers refuse such a name. */
export const cookieName = (what: Kept, isSecure: boolean): string =>
  isSecure ? `__Host-${KEPT[what].name}` : KEPT[what].name;

/** Reading and setting the cookies of one request; none of them can be read by a script. */
export function cookiesOf(request: FastifyRequest, reply: FastifyReply, isSecure: boolean) {
  return {
    kept: (what: Kept): string | undefined => request.cookies[cookieName(what, isSecure)],
    keep(what: Kept, value: string | null): void {
      const { sameSite, seconds } = KEPT[what];
      const options = { path: '/', httpOnly: true, sameSite, secure: isSecure };
      if (value === null) void reply.clearCookie(cookieName(what, isSecure), options);
      else void reply.setCookie(cookieName(what, isSecure), value, { ...options, maxAge: seconds });
    },
  };
}
