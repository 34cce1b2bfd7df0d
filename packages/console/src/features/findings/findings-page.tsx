import { Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useFindings } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Finding, Severity } from '../../api/types.ts';
import { newestFirst, severestFirst } from '../../ui/order.ts';
import { isCovered, personLabel, personNumber } from '../../ui/person.ts';
import { SeveritySign, Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { type Filter, filterFindings, noFilter } from './filter-findings.ts';
import '../../ui/person-tools.css';
import './findings-page.css';

type Sort = 'time' | 'severity';
const severities: readonly Severity[] = ['high', 'medium', 'low'];

function Filters(props: {
  readonly kinds: readonly string[];
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
}) {
  const { t, w } = useWords();
  const { filter, setFilter } = props;
  return (
    <div className="filters">
      <Select
        aria-label={t('findings.kind')}
        className="filter"
        allowClear
        placeholder={t('findings.kind')}
        value={filter.kind ?? null}
        options={props.kinds.map((kind) => ({ value: kind, label: wordFor(w.findingKind, kind) }))}
        onChange={(kind) => setFilter({ ...filter, kind: kind ?? undefined })}
      />
      <Select
        aria-label={t('findings.severity')}
        className="filter filter-short"
        allowClear
        placeholder={t('findings.severity')}
        value={filter.severity ?? null}
        options={severities.map((severity) => ({ value: severity, label: w.severity[severity] }))}
        onChange={(severity) => setFilter({ ...filter, severity: severity ?? undefined })}
      />
      <Input
        aria-label={t('findings.employee') + w.common.colon + t('findings.employeePlaceholder')}
        className="filter"
        allowClear
        placeholder={t('findings.employee') + w.common.colon + t('findings.employeePlaceholder')}
        value={filter.employee}
        onChange={(event) => setFilter({ ...filter, employee: event.target.value })}
      />
      <Select
        aria-label={t('findings.sort')}
        className="filter"
        value={props.sort}
        options={[
          { value: 'time', label: t('findings.sortTime') },
          { value: 'severity', label: t('findings.sortSeverity') },
        ]}
        onChange={props.setSort}
      />
    </div>
  );
}

function Row({ finding }: { readonly finding: Finding }) {
  const { w } = useWords();
  return (
    <li className="finding-row">
      <span className="finding-severity">
        <SeveritySign severity={finding.severity} />
      </span>
      <div className="finding-what">
        <Link className="finding-open" to="/findings/$findingId" params={{ findingId: finding.id }}>
          {wordFor(w.findingKind, finding.kind)}
        </Link>
        <span className="finding-title">{finding.title}</span>
      </div>
      <span className="finding-who">
        {personLabel(finding.employee)} <small>{personNumber(finding.employee)}</small>
      </span>
      <Time at={finding.at} />
      <span className="finding-status">
        <Tag>{wordFor(w.findingStatus, finding.status)}</Tag>
      </span>
    </li>
  );
}

function Head() {
  const { t } = useWords();
  return (
    <div className="finding-row finding-columns" aria-hidden="true">
      <span>{t('findings.severity')}</span>
      <span>{t('findings.what')}</span>
      <span>{t('findings.employee')}</span>
      <span>{t('findings.at')}</span>
      <span>{t('findings.status')}</span>
    </div>
  );
}

function Listed({ all, more }: { readonly all: readonly Finding[]; readonly more: (() => unknown) | undefined }) {
  const { t } = useWords();
  const [filter, setFilter] = useState(noFilter);
  const [sort, setSort] = useState<Sort>('time');
  const kinds = [...new Set(all.map((finding) => finding.kind))].sort();
  const shown = filterFindings(sort === 'time' ? newestFirst(all) : severestFirst(all), filter);
  return (
    <>
      <Filters {...{ kinds, filter, setFilter, sort, setSort }} />
      <p className="findings-count" role="status">
        {t('findings.shown', { shown: shown.length, loaded: all.length })}
        {more && ` · ${t('findings.partial')}`}
      </p>
      {all.some(({ employee }) => isCovered(employee)) && <p className="names-covered">{t('unmask.listNote')}</p>}
      {shown.length === 0 ? (
        <Empty title={t('findings.emptyFilter')}>
          <Button onClick={() => setFilter(noFilter)}>{t('findings.clear')}</Button>
        </Empty>
      ) : (
        <div className="finding-table">
          <Head />
          <ul>
            {shown.map((finding) => (
              <Row key={finding.id} finding={finding} />
            ))}
          </ul>
        </div>
      )}
      {more && (
        <Button className="findings-more" onClick={() => void more()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

/** All findings as rows on a wide screen and as cards on a narrow one. */
export function FindingsPage() {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useFindings();
  const may = useMay();
  const all = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <header className="page-head">
        <h1>{t('findings.title')}</h1>
        <p>{t('findings.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!all && !error && <Loading />}
      {all?.length === 0 && (
        <Empty
          title={t('findings.emptyTitle')}
          next={may('import.make') ? t('findings.emptyNext') : t('findings.emptyWithin')}
        />
      )}
      {all && all.length > 0 && <Listed all={all} more={hasNextPage ? fetchNextPage : undefined} />}
    </>
  );
}
