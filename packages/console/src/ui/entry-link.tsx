import { Link } from '@tanstack/react-router';
import type { EntryRef } from '../api/types.ts';
import { useWords } from '../words/words.ts';
import { useGround } from './ground.tsx';

/** Opens an entry beside the page that is being read, whatever page that is, upon the ground of that page. */
export function EntryLink({ log, index, source, externalId }: EntryRef) {
  const { t } = useWords();
  const ground = useGround();
  return (
    <Link
      className="entry-link"
      to="."
      search={({ ground: _, ...before }) => ({
        ...before,
        entry: `${log}:${index}`,
        ...(ground !== undefined && { ground }),
      })}
      resetScroll={false}
      aria-label={`${t('common.open')} ${log} #${index} ${source} ${externalId}`}
    >
      {source !== '' && <span className="entry-link-source">{source}</span>}
      <span className="entry-link-id">{externalId}</span>
      <span className="entry-link-index">#{index}</span>
    </Link>
  );
}
