/**
 * The address to show instead of a plain path such as `/sign-in?token=…`: the console keeps its places after `#`, so
 * that a token never reaches a server log. Undefined when the address is already of that form.
 */
export function hashOfEntrance(at: {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}): string | undefined {
  if (at.pathname === '/' || at.pathname === '/index.html' || at.hash.startsWith('#/')) return undefined;
  return `/#${at.pathname}${at.search}`;
}
