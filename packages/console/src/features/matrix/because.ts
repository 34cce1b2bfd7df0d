import { useRoleName } from '../../ui/account-name.ts';
import { useWords, wordFor } from '../../words/words.ts';

const outside = /^outside of ([a-z-]+)/;
const limited = /^([a-z-]+) limited to /;
const walls = /^walls: (.+)$/;

/** Why somebody sees a thing or does not, in the reader's words; what is not known is shown as the server says it. */
export function useBecause(): (because: string) => string {
  const { t, w } = useWords();
  const roleName = useRoleName();
  return (because) => {
    if (Object.hasOwn(w.roleName, because)) return roleName(because);
    if (because === 'no role') return t('matrix.because.noRole');
    if (because.startsWith('no role of theirs')) return t('matrix.because.noPermission');
    if (because.startsWith('account is ')) return t('matrix.because.state');
    const byWall = walls.exec(because)?.[1]?.split(', ');
    if (byWall) {
      const why = byWall.map((each) => wordFor(w.holds.wallBy, each)).join(w.common.listSeparator);
      return t('matrix.because.walls', { why });
    }
    const [byOutside, byLimit] = [outside.exec(because)?.[1], limited.exec(because)?.[1]];
    if (byOutside !== undefined) return t('matrix.because.outside', { role: roleName(byOutside) });
    if (byLimit !== undefined) return t('matrix.because.limited', { role: roleName(byLimit) });
    return because;
  };
}
