import type { ImportSum } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { useWords } from '../../words/words.ts';
import { agreementOf } from './reading.ts';

const marks = { agrees: '✓', differs: '✕', 'not-printed': '–' } as const;

function Agreement({ sum }: { readonly sum: ImportSum }) {
  const { t } = useWords();
  const agreement = agreementOf(sum);
  const words = {
    agrees: t('imports.agrees'),
    differs: t('imports.differs'),
    'not-printed': t('imports.notPrinted'),
  };
  return (
    <span className={`agreement agreement-${agreement}`}>
      <span aria-hidden="true">{marks[agreement]} </span>
      {words[agreement]}
    </span>
  );
}

function Printed({ sum }: { readonly sum: ImportSum }) {
  const { count, minor } = sum.printed ?? {};
  const parts = [
    ...(count === undefined ? [] : [String(count)]),
    ...(minor === undefined ? [] : [formatMoney({ currency: sum.currency, minor })]),
  ];
  return parts.join(' · ');
}

const order: readonly ImportSum['direction'][] = ['in', 'out', 'neutral'];
const inOrder = (sums: readonly ImportSum[]) =>
  sums.toSorted((a, b) => order.indexOf(a.direction) - order.indexOf(b.direction));

/** What the rows add up to in each direction, beside what the file prints of itself. */
export function SumsTable({ sums }: { readonly sums: readonly ImportSum[] }) {
  const { t, w } = useWords();
  return (
    <div className="import-part">
      <h4>{t('imports.sums')}</h4>
      <p className="import-lead">{t('imports.sumsLead')}</p>
      <table className="sums">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('imports.sumCount')}</th>
            <th scope="col">{t('imports.sumAmount')}</th>
            <th scope="col" className="sums-printed">
              {t('imports.printed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(sums).map((sum) => (
            <tr key={`${sum.direction} ${sum.currency}`}>
              <th scope="row">{w.imports.direction[sum.direction]}</th>
              <td className="number">{sum.count}</td>
              <td className="number">{formatMoney(sum)}</td>
              <td className="sums-printed">
                <Printed sum={sum} /> <Agreement sum={sum} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
