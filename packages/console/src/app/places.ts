import type { Permission } from '../api/access-types.ts';

/** The places of the console in the order of the navigation, and what of it lets somebody in. */
export const places = [
  { to: '/chains', word: 'chains', within: /^\/chains/, needs: 'chain.read' },
  { to: '/findings', word: 'findings', within: /^\/findings/, needs: 'finding.list' },
  { to: '/suggestions', word: 'suggestions', within: /^\/suggestions/, needs: 'chain.read' },
  { to: '/cases', word: 'cases', within: /^\/cases/, needs: 'case.read' },
  { to: '/as-of', word: 'asOf', within: /^\/as-of/, needs: 'entry.read' },
  { to: '/imports', word: 'imports', within: /^\/(imports|deliveries|mappings)/, needs: 'import.make' },
  { to: '/deliveries', word: 'imports', within: /^\/(imports|deliveries|mappings)/, needs: 'delivery.read' },
  { to: '/mappings', word: 'imports', within: /^\/(imports|deliveries|mappings)/, needs: 'mapping.read' },
  { to: '/watch', word: 'watch', within: /^\/watch/, needs: 'watch.read' },
  { to: '/watch/report', word: 'watch', within: /^\/watch/, needs: 'watch.report' },
  { to: '/accounts', word: 'accounts', within: /^\/accounts/, needs: 'account.read' },
  { to: '/acts', word: 'acts', within: /^\/acts/, needs: 'act.read' },
  { to: '/holds', word: 'holds', within: /^\/holds/, needs: 'hold.read' },
  { to: '/holds', word: 'holds', within: /^\/holds/, needs: 'account.read' },
  { to: '/rules', word: 'rules', within: /^\/rules/, needs: 'rule.read' },
  { to: '/custodians', word: 'custodians', within: /^\/custodians/, needs: 'custodian.read' },
  { to: '/matrix', word: 'matrix', within: /^\/matrix/, needs: 'matrix.read' },
] as const satisfies readonly {
  readonly to: string;
  readonly word: string;
  readonly within: RegExp;
  readonly needs: Permission;
}[];

export type Place = (typeof places)[number];

/** The places somebody may go to; of several ways into one place, the first that is open to them. */
export function placesFor(may: (permission: Permission) => boolean): readonly Place[] {
  const open = places.filter(({ needs }) => may(needs));
  return open.filter((place, at) => open.findIndex(({ word }) => word === place.word) === at);
}
