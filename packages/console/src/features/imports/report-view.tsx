import type { ImportReport } from '../../api/types.ts';
import { usePlace } from '../../ui/place.ts';
import { Because } from '../../ui/sample-list.tsx';
import { Tag } from '../../ui/signs.tsx';
import { useWords } from '../../words/words.ts';
import { CountsLine } from './counts-line.tsx';
import { isHandOverMissing, otherWarnings, zeroYield } from './reading.ts';
import { SumsTable } from './sums-table.tsx';

function Reasons({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const place = usePlace();
  const { reasons, quarantined } = report;
  return (
    <div className="import-part">
      <h4>{t('imports.reasons')}</h4>
      {quarantined > reasons.length && (
        <p className="import-lead">{t('imports.reasonsMore', { count: reasons.length, total: quarantined })}</p>
      )}
      <ol className="reasons">
        {reasons.map((reason) => (
          <li key={`${reason.at} ${reason.code} ${reason.why}`}>
            <span className="reason-at">{place(reason.at)}</span>
            <Because code={reason.code} why={reason.why} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What may be wrong although nothing was refused; a file that yields nothing above all. */
function Warnings({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const zero = zeroYield(report);
  return (
    <>
      {zero !== undefined && (
        <div className="import-warning" role="alert">
          <strong>{zero === 'nothing' ? t('imports.zero') : t('imports.zeroSetAside')}</strong>
          <p>{zero === 'nothing' ? t('imports.zeroNext') : t('imports.zeroSetAsideNext')}</p>
        </div>
      )}
      {otherWarnings(report).map((warning) => (
        <div key={warning} className="import-warning">
          <strong>{t('imports.warning')}</strong>
          <p lang={isHandOverMissing(warning) ? undefined : 'en'}>
            {isHandOverMissing(warning) ? t('imports.handoverMissing') : warning}
          </p>
        </div>
      ))}
    </>
  );
}

/** One report: how the file was read, how much, what it adds up to and what could not be read. */
export function ReportView(props: {
  readonly report: ImportReport;
  readonly isDry: boolean;
  /** Whether the file's own name is to be told: in an archive, where there are several. */
  readonly isMember: boolean;
}) {
  const { report, isDry } = props;
  const { t } = useWords();
  return (
    <div className={props.isMember ? 'report report-member' : 'report'}>
      {props.isMember && (
        <h4 className="report-name">
          {report.file} <Tag>{report.format ?? t('imports.unrecognised')}</Tag>
        </h4>
      )}
      {report.format !== null && <CountsLine counts={report} isDry={isDry} />}
      <Warnings report={report} />
      {report.sums.length > 0 && <SumsTable sums={report.sums} />}
      {report.reasons.length > 0 && <Reasons report={report} />}
    </div>
  );
}
