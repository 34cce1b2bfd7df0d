import { LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { MonthlyReport } from '../../api/access-types.ts';
import { useMonthlyReport } from '../../api/oversight.ts';
import { dayStart, monthOf } from '../../ui/day.ts';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { OtherNumbers, ReadingSums } from './report-tables.tsx';
import { WatchTabs } from './watch-tabs.tsx';
import '../../ui/rows.css';
import './watch.css';

const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
const beside = (month: string, away: number) => monthOf(dayStart(`${month}-01`) ?? Date.now(), away);

function Months({ month, set }: { readonly month: string; readonly set: (month: string) => void }) {
  const { t } = useWords();
  const isNow = month >= monthOf(Date.now());
  return (
    <div className="bar-row report-bar">
      <Button icon={<LeftOutlined />} aria-label={t('watch.monthBefore')} onClick={() => set(beside(month, -1))} />
      <Input
        className="report-month"
        type="month"
        aria-label={t('watch.month')}
        value={month}
        onChange={(event) => isMonth(event.target.value) && set(event.target.value)}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('watch.monthAfter')}
        disabled={isNow}
        onClick={() => set(beside(month, 1))}
      />
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('watch.print')}
      </Button>
    </div>
  );
}

function Totals({ report }: { readonly report: MonthlyReport }) {
  const { t } = useWords();
  const sum = (of: 'times' | 'items') => report.readings.reduce((all, row) => all + row[of], 0);
  const numbers = [
    [t('watch.totalReadings'), sum('times')],
    [t('watch.totalItems'), sum('items')],
    [t('watch.totalAlerts'), report.alerts.length],
    [t('watch.unmaskings'), report.unmaskings],
  ] as const;
  return (
    <dl className="totals">
      {numbers.map(([name, number]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{number.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}

const isEmpty = ({ readings, alerts, acts, grants, unmaskings }: MonthlyReport) =>
  readings.length + alerts.length + acts.length + grants.length + unmaskings === 0;

function Report({ month }: { readonly month: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useMonthlyReport(month);
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (isEmpty(data)) return <Empty title={t('watch.reportEmpty', { month })} next={t('watch.reportEmptyNext')} />;
  return (
    <>
      <Totals report={data} />
      {data.readings.length > 0 && <ReadingSums report={data} />}
      <OtherNumbers report={data} />
      <p className="quiet">{t('watch.printed', { month })}</p>
    </>
  );
}

/** 查阅月报: a month in numbers, to be read here or printed. */
export function ReportPage() {
  const { t } = useWords();
  const [month, set] = useState(() => monthOf(Date.now()));
  return (
    <div className="watch-page">
      <WatchTabs />
      <div className="page-stack">
        <header className="page-head">
          <h1>
            {t('watch.report')} {month}
          </h1>
          <p>{t('watch.reportLead')}</p>
        </header>
        <Months month={month} set={set} />
        <Report key={month} month={month} />
      </div>
    </div>
  );
}
