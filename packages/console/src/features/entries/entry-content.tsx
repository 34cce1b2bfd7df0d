import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../../api/session.ts';
import type { EntryDetail } from '../../api/types.ts';
import { FieldList, useFieldWords } from '../../ui/field-list.tsx';
import { formatSize } from '../../ui/format-size.ts';
import { OriginalText } from '../../ui/raw-text.tsx';
import { fieldsOf } from '../../ui/record-fields.ts';
import { useWords } from '../../words/words.ts';
import { sortedJson } from './sorted-json.ts';

function Side(props: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  return (
    <section className="entry-side">
      <h3>{props.title}</h3>
      {props.note && <p className="entry-side-note">{props.note}</p>}
      {props.children}
    </section>
  );
}

function OfWhat({ detail }: { readonly detail: EntryDetail }) {
  const { t } = useWords();
  const { original, delivery } = detail;
  const may = useMay();
  if (original === null) return null;
  return (
    <div className="entry-side-foot">
      {original.form === 'row' && <p>{t('entry.originalRow', { at: original.at ?? '' })}</p>}
      {delivery !== null && may('delivery.read') && (
        <p>
          <Link to="/deliveries/$log/$index" params={{ log: delivery.log, index: String(delivery.index) }}>
            {original.form === 'row' ? t('entry.toWorkbook') : t('entry.toDelivery')}
          </Link>
        </p>
      )}
      <p>{formatSize(original.sizeBytes)}</p>
      <p className="entry-digest">SHA-256 {original.sha256}</p>
    </div>
  );
}

function Original({ detail }: { readonly detail: EntryDetail }) {
  const { t } = useWords();
  const { original } = detail;
  if (original === null) return <p className="quiet">{t('entry.originalNone')}</p>;
  return (
    <>
      {original.text === null ? (
        <p className="quiet">{t('entry.originalBinary')}</p>
      ) : (
        <OriginalText text={original.text} label={t('entry.original')} isRow={original.form === 'row'} />
      )}
      <OfWhat detail={detail} />
    </>
  );
}

/** What an entry says: in the source's own words, field by field, and as the ledger's canonical JSON has it. */
export function EntryContent({ detail }: { readonly detail: EntryDetail }) {
  const { t } = useWords();
  const words = useFieldWords();
  if (detail.status === 'destroyed') return <p className="entry-note">{t('entry.destroyed')}</p>;
  const { body } = detail.body ?? {};
  const shown = typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : detail.body;
  return (
    <div className={detail.original === null ? 'entry-sides entry-sides-two' : 'entry-sides'}>
      {detail.original !== null && (
        <Side title={t('entry.original')} note={t('raw.marks')}>
          <Original detail={detail} />
        </Side>
      )}
      <Side title={t('entry.content')} {...(detail.original !== null && { note: t('entry.contentNote') })}>
        <FieldList fields={fieldsOf(shown ?? {}, words)} />
      </Side>
      <Side title={t('entry.json')} note={t('entry.jsonNote')}>
        <pre>{sortedJson(detail.body)}</pre>
      </Side>
      {detail.original === null && <p className="quiet">{t('entry.originalNone')}</p>}
    </div>
  );
}
