import { useQuarantine } from '../../api/intake.ts';
import type { Place, SetAside } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { isSheetPlace, usePlace } from '../../ui/place.ts';
import { OriginalText } from '../../ui/raw-text.tsx';
import { Because } from '../../ui/sample-list.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';

function Row({ log, row }: { readonly log: string; readonly row: SetAside }) {
  const { t } = useWords();
  const place = usePlace();
  return (
    <li className={row.takenBy === null ? 'set-aside' : 'set-aside set-aside-taken'}>
      <div className="set-aside-why">
        <h4>{place(row.at)}</h4>
        <Because code={row.code} why={row.why} />
        {row.takenBy === null ? (
          <p className="set-aside-out">{t('deliveries.stillOut')}</p>
        ) : (
          <EntryLink log={log} index={row.takenBy} source="" externalId={t('deliveries.takenBy')} />
        )}
      </div>
      <div>
        <h5>{t('deliveries.before')}</h5>
        <OriginalText
          text={row.before}
          label={`${t('deliveries.before')} ${place(row.at)}`}
          isRow={isSheetPlace(row.at)}
        />
      </div>
    </li>
  );
}

/** What a delivery could not read: its own text, where it stands, and why. */
export function Quarantine({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuarantine(place);
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <>
      <p className="raw-cut">{t('raw.marks')}</p>
      <ol className="set-asides">
        {data.rows.map((row) => (
          <Row key={`${row.line} ${row.at} ${row.code}`} log={place.log} row={row} />
        ))}
      </ol>
    </>
  );
}
