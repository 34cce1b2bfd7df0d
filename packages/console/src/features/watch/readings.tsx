import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Reading } from '../../api/access-types.ts';
import { useAccounts } from '../../api/accounts.ts';
import { type ReadingFilter, useReadings } from '../../api/oversight.ts';
import { useActorName } from '../../ui/account-name.ts';
import { useActName } from '../../ui/act-name.ts';
import { useGroundText } from '../../ui/ground-text.ts';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { ReadingDrawer } from './reading-drawer.tsx';

type Filtered = { readonly filter: ReadingFilter; readonly set: (filter: ReadingFilter) => void };

function Filters({ filter, set }: Filtered) {
  const { t, w } = useWords();
  const { data } = useAccounts();
  const persons = (data?.accounts ?? []).map(({ id, name, login }) => ({
    value: `account:${id}`,
    label: `${name} (${login})`,
  }));
  return (
    <div className="bar-row">
      <Select
        className="watch-filter"
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label={t('watch.person')}
        placeholder={t('watch.allPersons')}
        value={filter.actor ?? null}
        options={persons}
        onChange={(actor) => set({ ...filter, actor: actor ?? undefined })}
      />
      <Select
        className="watch-filter"
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label={t('watch.act')}
        placeholder={t('watch.allActs')}
        value={filter.act ?? null}
        options={Object.entries(w.watch.actName).map(([value, label]) => ({ value, label }))}
        onChange={(act) => set({ ...filter, act: act ?? undefined })}
      />
    </div>
  );
}

function Row({ reading, open }: { readonly reading: Reading; readonly open: (reading: Reading) => void }) {
  const { t, w } = useWords();
  const groundText = useGroundText();
  const nameOf = useActorName();
  const actNameOf = useActName();
  const { index, actorName, act, ground, outcome, items, about, at } = reading;
  return (
    <tr className={outcome === 'read' || outcome === 'done' ? '' : 'reading-not'} data-act={act}>
      <td className="when" data-label={t('watch.at')}>
        <Time at={at} />
      </td>
      <td className="lead" data-label={t('watch.person')}>
        {nameOf(actorName)}
      </td>
      <td className="lead" data-label={t('watch.act')}>
        {actNameOf(act)}
      </td>
      <td data-label={t('watch.ground')}>{ground === '' ? '' : groundText(ground)}</td>
      <td data-label={t('watch.about')}>{about.join(w.common.listSeparator)}</td>
      <td data-label={t('watch.outcome')}>
        {wordFor(w.watch.outcomeName, outcome)}
        {items > 0 && ` · ${items}`}
      </td>
      <td className="reading-index">
        <button type="button" className="reading-open" title={t('watch.open')} onClick={() => open(reading)}>
          #{index}
        </button>
      </td>
    </tr>
  );
}

function Table({ readings }: { readonly readings: readonly Reading[] }) {
  const { t } = useWords();
  const [opened, open] = useState<Reading>();
  return (
    <>
      <table className="readings" data-testid="readings">
        <thead>
          <tr>
            {(['at', 'person', 'act', 'ground', 'about', 'outcome', 'entry'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`watch.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {readings.map((reading) => (
            <Row key={reading.index} reading={reading} open={open} />
          ))}
        </tbody>
      </table>
      {opened && <ReadingDrawer reading={opened} close={() => open(undefined)} />}
    </>
  );
}

/** What everybody read, sought, exported and changed, newest first, by person and act. */
export function Readings() {
  const { t } = useWords();
  const [filter, set] = useState<ReadingFilter>({});
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReadings(filter);
  const readings = data?.pages.flatMap((page) => page.readings);
  const isFiltered = filter.actor !== undefined || filter.act !== undefined;
  return (
    <Section id="readings" title={t('watch.readings')} lead={t('watch.readingsLead')}>
      <Filters filter={filter} set={set} />
      {error && <Problem error={error} retry={refetch} />}
      {!readings && !error && <Loading />}
      {readings?.length === 0 && !isFiltered && <Empty title={t('watch.emptyTitle')} next={t('watch.emptyNext')} />}
      {readings?.length === 0 && isFiltered && (
        <Empty title={t('watch.emptyFilter')}>
          <Button onClick={() => set({})}>{t('watch.clear')}</Button>
        </Empty>
      )}
      {readings && readings.length > 0 && <Table readings={readings} />}
      {hasNextPage && (
        <Button className="watch-more" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
