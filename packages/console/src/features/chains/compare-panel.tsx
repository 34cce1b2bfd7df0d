import { useMutation } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { fetchDiff, fetchHistory } from '../../api/queries.ts';
import type { ChainCompared, Difference, PastChain } from '../../api/types.ts';
import { Field } from '../../ui/form.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { EntryLinks } from './link-list.tsx';
import './compare-panel.css';

const marks = { came: '＋', went: '－', changed: '△' } as const;

function One({ difference }: { readonly difference: Difference }) {
  const { t, w } = useWords();
  const { change, says, before, after, entries } = difference;
  return (
    <li className={`difference difference-${change}`}>
      <p>
        <span className="difference-mark" aria-hidden="true">
          {marks[change]}
        </span>
        <span className="visually-hidden">{w.history.change[change] + w.common.colon}</span>
        <span lang="zh-CN">{says}</span>
      </p>
      {(before ?? after) !== undefined && (
        <dl className="difference-texts" lang="zh-CN">
          {before !== undefined && (
            <div>
              <dt>{t('history.before')}</dt>
              <dd>{before}</dd>
            </div>
          )}
          {after !== undefined && (
            <div>
              <dt>{t('history.after')}</dt>
              <dd>{after}</dd>
            </div>
          )}
        </dl>
      )}
      <EntryLinks entries={entries} />
    </li>
  );
}

/** What differs, part by part; that nothing does is said too. */
function Differences({ compared }: { readonly compared: ChainCompared }) {
  const { t, w } = useWords();
  const { differences, because, withheld } = compared;
  if (differences === null) return <p lang="zh-CN">{because}</p>;
  const parts = [...Map.groupBy(differences, ({ part }) => part)];
  return (
    <div className="differences" role="status">
      {differences.length === 0 && <p>{t('history.same')}</p>}
      {parts.map(([part, all]) => (
        <section key={part}>
          <h3>
            {w.history.part[part]} <small>{all.length}</small>
          </h3>
          <ul>
            {all.map((difference) => (
              <One
                key={`${difference.change} ${difference.says} ${difference.after ?? difference.before}`}
                difference={difference}
              />
            ))}
          </ul>
        </section>
      ))}
      {withheld > 0 && <p className="quiet">{t('chain.withheld', { count: withheld })}</p>}
    </div>
  );
}

function Choose({ id, past }: { readonly id: string; readonly past: readonly PastChain[] }) {
  const { t, w } = useWords();
  const [from, setFrom] = useState(past.at(-2)?.index ?? past.at(-1)?.index);
  const [to, setTo] = useState<number | 'now'>('now');
  const compare = useMutation({ mutationFn: () => fetchDiff(id, from ?? 0, to) });
  const options = past.toReversed().map(({ index, recordedAt, status, strength }) => ({
    value: index,
    label: `${formatTime(recordedAt, 'minute')} · #${index} · ${strength === null ? w.history.status[status] : w.strength[strength]}`,
    disabled: status !== 'open',
  }));
  return (
    <>
      <form
        className="compare-form"
        onSubmit={(event) => {
          event.preventDefault();
          compare.mutate();
        }}
      >
        <Field label={t('history.from')}>
          {(field) => (
            <Select
              id={field}
              value={from ?? null}
              options={options}
              onChange={(value) => value !== null && setFrom(value)}
            />
          )}
        </Field>
        <Field label={t('history.to')}>
          {(field) => (
            <Select<number | 'now'>
              id={field}
              value={to}
              options={[{ value: 'now', label: t('history.now') }, ...options]}
              onChange={setTo}
            />
          )}
        </Field>
        <Button htmlType="submit" type="primary" loading={compare.isPending} disabled={from === undefined}>
          {t('history.compare')}
        </Button>
      </form>
      {compare.error && <Problem error={compare.error} />}
      {compare.data && <Differences compared={compare.data} />}
    </>
  );
}

/**
 * Two reconstructions of the chain beside each other. What was shown before is content: it is read when somebody asks for
 * it, and that is recorded.
 */
export function ComparePanel({ id }: { readonly id: string }) {
  const { t } = useWords();
  const history = useMutation({ mutationFn: () => fetchHistory(id) });
  const past = history.data?.items;
  return (
    <>
      {past === undefined && (
        <Button loading={history.isPending} onClick={() => history.mutate()}>
          {t('history.load')}
        </Button>
      )}
      {history.error && <Problem error={history.error} />}
      {past !== undefined && <p className="quiet">{t('history.count', { count: past.length })}</p>}
      {past !== undefined && <Choose id={id} past={past} />}
    </>
  );
}
