import type { Column } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';

/** What the proposal makes of each column, and why it thinks so. */
export function ColumnTable({ columns }: { readonly columns: readonly Column[] }) {
  const { t, w } = useWords();
  return (
    <table className="columns">
      <thead>
        <tr>
          <th scope="col">{t('mappings.column')}</th>
          <th scope="col">{t('mappings.reads')}</th>
          <th scope="col">{t('mappings.why')}</th>
          <th scope="col">{t('mappings.values')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, field, why, samples }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-label={t('mappings.reads')}>
              {field === null ? <span className="quiet">{t('mappings.notRead')}</span> : <code>{field}</code>}
            </td>
            <td data-label={t('mappings.why')}>{why}</td>
            <td data-label={t('mappings.values')} className="quiet">
              {samples.slice(0, 3).join(w.common.listSeparator)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
