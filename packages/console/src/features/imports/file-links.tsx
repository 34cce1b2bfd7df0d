import { Link } from '@tanstack/react-router';
import type { ImportActs } from '../../api/intake.ts';
import type { ImportFile } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { useWords } from '../../words/words.ts';
import { type FileSign, formatsOf } from './reading.ts';

/** How a file is read and the way to another mapping. */
export function MappingLine(props: {
  readonly id: string;
  readonly file: ImportFile;
  readonly sign: FileSign;
  readonly acts: ImportActs;
}) {
  const { t } = useWords();
  const { id, file, sign, acts } = props;
  const { mapping } = file.settings;
  const to = { to: '/imports/$importId/mapping/$n', params: { importId: id, n: String(file.n) } } as const;
  const isShut = sign === 'needs' && formatsOf(file).length === 0;
  if (sign === 'waiting' || sign === 'reading' || isShut) return null;
  if (mapping === undefined)
    return sign === 'unread' ? (
      <div className="import-warning">
        <strong>{t('imports.unrecognised')}</strong>
        <p>{t('imports.unrecognisedNext')}</p>
        <Link className="import-propose" {...to}>
          {t('imports.propose')}
        </Link>
      </div>
    ) : (
      <p className="import-lead">
        <Link {...to}>{sign === 'empty' ? t('imports.propose') : t('imports.mappingUse')}</Link>
      </p>
    );
  return (
    <p className="import-lead">
      {'name' in mapping ? t('imports.mappingBy', mapping) : t('imports.mappingOwn')} ·{' '}
      <Link {...to}>{t('imports.mappingChange')}</Link> ·{' '}
      <button
        type="button"
        className="link"
        onClick={() => acts.say.mutate({ file: file.n, settings: { mapping: null } })}
      >
        {t('imports.mappingNone')}
      </button>
    </p>
  );
}

/** Where what was taken in is found: the delivery, and its entry in the ledger. */
export function Deliveries({ file }: { readonly file: ImportFile }) {
  const { t } = useWords();
  if (file.deliveries.length === 0) return null;
  return (
    <ul className="file-deliveries">
      {file.deliveries.map((place) => (
        <li key={`${place.log}:${place.index}`}>
          <Link to="/deliveries/$log/$index" params={{ log: place.log, index: String(place.index) }}>
            {t('imports.toDelivery', place)}
          </Link>
          <EntryLink {...place} source="" externalId={t('common.open')} />
        </li>
      ))}
    </ul>
  );
}
