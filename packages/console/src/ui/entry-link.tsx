import { Link } from '@tanstack/react-router';
import type { EntryRef } from '../api/types.ts';
import { useWords } from '../words/words.ts';

/** Opens an entry beside the page that is being read, whatever page that is. */
export function EntryLink({ log, index, source, externalId }: EntryRef) {
  const { t } = useWords();
  return (
    <Link
      className="entry-link"
      to="."
      search={(before) => ({ ...before, entry: `${log}:${index}` })}
      resetScroll={false}
      aria-label={`${t('common.open')} ${log} #${index} ${source} ${externalId}`}
    >
      {source !== '' && <span className="entry-link-source">{source}</span>}
      <span className="entry-link-id">{externalId}</span>
      <span className="entry-link-index">#{index}</span>
    </Link>
  );
}
