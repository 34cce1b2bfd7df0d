import type { Weighing } from '../../api/types.ts';
import { Section } from '../../ui/section.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { EntryLinks } from './link-list.tsx';
import './weighing-panel.css';

const signed = (weight: number) => (weight > 0 ? `+${weight}` : `${weight}`);

function Table({ weighing: { parts, total, medium, strong } }: { readonly weighing: Weighing }) {
  const { t, w } = useWords();
  return (
    <table className="weighing">
      <thead>
        <tr>
          <th scope="col">{t('weighing.part')}</th>
          <th scope="col" className="weighing-number">
            {t('weighing.weight')}
          </th>
          <th scope="col">{t('weighing.because')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, weight, because, entries }) => (
          <tr key={`${part} ${because}`}>
            <th scope="row">{wordFor(w.weighing.parts, part)}</th>
            <td className="weighing-number">{signed(weight)}</td>
            <td>
              <p lang="zh-CN">{because}</p>
              <EntryLinks entries={entries} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('weighing.total')}</th>
          <td className="weighing-number">{total}</td>
          <td>{t('weighing.thresholds', { medium, strong })}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Would({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const { t } = useWords();
  return (
    <div>
      <h3>{title}</h3>
      {lines.length === 0 && <p className="quiet">{t('common.none')}</p>}
      <ul lang="zh-CN">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Every part of the sum behind the strength, the thresholds, and what would move it. */
export function WeighingPanel({ weighing }: { readonly weighing: Weighing }) {
  const { t } = useWords();
  return (
    <Section id="weighing" title={t('weighing.title')} lead={t('weighing.lead', { version: weighing.version })}>
      <p className="weighing-note">{t('weighing.note')}</p>
      <Table weighing={weighing} />
      {weighing.limits.length > 0 && (
        <p lang="zh-CN">
          {t('weighing.limits')}
          {weighing.limits.map(({ because }) => because).join('；')}
        </p>
      )}
      <div className="weighing-would">
        <Would title={t('weighing.wouldRaise')} lines={weighing.wouldRaise} />
        <Would title={t('weighing.wouldLower')} lines={weighing.wouldLower} />
      </div>
    </Section>
  );
}
