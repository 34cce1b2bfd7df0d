import { useWords } from '../../words/words.ts';

const named = 3;

/** Nothing is left out without saying so. */
export function LeftOut({ names }: { readonly names: readonly string[] }) {
  const { t, w } = useWords();
  if (names.length === 0) return null;
  const some = names.slice(0, named).join(w.common.listSeparator) + (names.length > named ? '…' : '');
  return (
    <p className="drop-note" role="status">
      {t('imports.skipped', { count: names.length, names: some })}
    </p>
  );
}
