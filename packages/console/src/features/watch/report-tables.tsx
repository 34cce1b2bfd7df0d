import type { MonthlyReport } from '../../api/access-types.ts';
import { useActorName, useRoleName } from '../../ui/account-name.ts';
import { useActName } from '../../ui/act-name.ts';
import { Section } from '../../ui/section.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { readingSums } from './reading-sums.ts';

type Of = { readonly report: MonthlyReport };

export function ReadingSums({ report }: Of) {
  const { t, w } = useWords();
  const actNameOf = useActName();
  const nameOf = useActorName();
  return (
    <Section id="report-readings" title={t('watch.byPerson')}>
      <table className="readings">
        <thead>
          <tr>
            {(['person', 'act', 'ground', 'outcome', 'times', 'items'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'times' || name === 'items' ? 'number' : ''}>
                {t(`watch.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {readingSums(report.readings).map((row) => (
            <tr key={`${row.actor} ${row.act} ${row.ground} ${row.outcome}`}>
              <td className="lead" data-label={t('watch.person')}>
                {nameOf(row.actorName)}
              </td>
              <td className="lead" data-label={t('watch.act')}>
                {actNameOf(row.act)}
              </td>
              <td data-label={t('watch.ground')}>{row.ground === '' ? '' : wordFor(w.watch.groundName, row.ground)}</td>
              <td data-label={t('watch.outcome')}>{wordFor(w.watch.outcomeName, row.outcome)}</td>
              <td data-label={t('watch.times')} className="number">
                {row.times}
              </td>
              <td data-label={t('watch.items')} className="number">
                {row.items}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** Alerts, acts and changes of roles, each as lines of text; a part with nothing in it says so. */
export function OtherNumbers({ report }: Of) {
  const { t, w } = useWords();
  const roleName = useRoleName();
  const nameOf = useActorName();
  const parts = [
    {
      id: 'report-alerts',
      title: t('watch.reportAlerts'),
      lines: report.alerts.map(({ kind, actorName, items, reviewed }) => {
        const what = `${wordFor(w.watch.kind, kind)} · ${nameOf(actorName)} · ${t('watch.alertItems', { count: items })}`;
        return `${what} · ${reviewed ? t('watch.reportReviewed') : t('watch.reportOpen')}`;
      }),
    },
    {
      id: 'report-acts',
      title: t('watch.reportActs'),
      lines: report.acts.map(({ kind, state, proposerRole, deciderRole }) => {
        const roles = [proposerRole, ...(deciderRole === null ? [] : [deciderRole])].map(roleName).join(' → ');
        return `${wordFor(w.actKind, kind)} · ${wordFor(w.actState, state)} · ${roles}`;
      }),
    },
    {
      id: 'report-grants',
      title: t('watch.reportGrants'),
      lines: report.grants.map(({ accountName, role, given, ended }) => {
        const what = [...(given ? [t('watch.given')] : []), ...(ended ? [t('watch.ended')] : [])].join(' · ');
        return `${accountName} · ${roleName(role)} · ${what}`;
      }),
    },
  ];
  return parts.map(({ id, title, lines }) => (
    <Section key={id} id={id} title={`${title} (${lines.length})`}>
      {lines.length === 0 && <p className="quiet">{t('common.none')}</p>}
      <ul className="report-lines">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and do not move
          <li key={at}>{line}</li>
        ))}
      </ul>
    </Section>
  ));
}
