import { DownloadOutlined } from '@ant-design/icons';
import { addressOf } from '../../api/client.ts';
import { type Ground, groundSearch } from '../../api/queries.ts';
import type { EntryDetail } from '../../api/types.ts';
import { formatSize } from '../../ui/format-size.ts';
import { useWords } from '../../words/words.ts';

type File = { readonly name: string; readonly sha256: string; readonly sizeBytes: number };

function fileIn(value: unknown): readonly File[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('name' in value && 'sha256' in value && 'sizeBytes' in value)) return [];
  const { name, sha256, sizeBytes } = value;
  return typeof name === 'string' && typeof sha256 === 'string' && typeof sizeBytes === 'number'
    ? [{ name, sha256, sizeBytes }]
    : [];
}

/** The files a record names; each is handed out upon the same ground as the entry itself. */
export function EntryMedia({ detail, upon }: { readonly detail: EntryDetail; readonly upon: Ground }) {
  const { t } = useWords();
  const named: unknown = detail.body?.media;
  const files = Array.isArray(named) ? named.flatMap(fileIn) : [];
  if (files.length === 0) return null;
  const { log, index } = detail.entry;
  const search = `log=${encodeURIComponent(log)}&index=${index}&${groundSearch(upon)}`;
  return (
    <section className="entry-block">
      <h3>{t('ground.media')}</h3>
      <p className="entry-side-note">{t('ground.mediaNote')}</p>
      <ul className="entry-media">
        {files.map(({ name, sha256, sizeBytes }) => (
          <li key={sha256}>
            <a href={addressOf(`/blobs/${sha256}?${search}`)} download={name}>
              <DownloadOutlined aria-hidden="true" /> {name}
            </a>{' '}
            <small className="quiet">{formatSize(sizeBytes)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
