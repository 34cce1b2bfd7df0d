import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { ImportActs } from '../../api/intake.ts';
import type { ImportFile, ImportState } from '../../api/types.ts';
import { formatSize } from '../../ui/format-size.ts';
import { SampleList } from '../../ui/sample-list.tsx';
import { Tag } from '../../ui/signs.tsx';
import { useWords } from '../../words/words.ts';
import { Deliveries, MappingLine } from './file-links.tsx';
import { type FileSign, formatsOf, signOf, totalOf } from './reading.ts';
import { ReportView } from './report-view.tsx';
import { fieldsGiven, SettingsForm } from './settings-form.tsx';

const signMarks: Readonly<Record<FileSign, string>> = {
  ...{
    waiting: '○',
    reading: '◌',
    running: '◌',
    needs: '▲',
    unread: '✕',
    empty: '▲',
    partly: '△',
    ready: '●',
    done: '✓',
  },
};

function Sign({ sign }: { readonly sign: FileSign }) {
  const { w } = useWords();
  return (
    <span className={`file-sign file-sign-${sign}`}>
      <span aria-hidden="true">{signMarks[sign]}</span> {w.imports.sign[sign]}
    </span>
  );
}

/** `folder/name.csv`: the folder stands back, the name is what a person looks for. */
function Path({ path }: { readonly path: string }) {
  const at = path.lastIndexOf('/') + 1;
  return (
    <span className="file-path">
      <span className="quiet">{path.slice(0, at)}</span>
      {path.slice(at)}
    </span>
  );
}

function Head({ file, sign }: { readonly file: ImportFile; readonly sign: FileSign }) {
  const { w } = useWords();
  const total = totalOf(file.reports);
  const words = file.ran ? w.imports.counts : w.imports.countsDry;
  const parts = [
    `${words.found} ${total.found.toLocaleString('en')}`,
    ...(total.repeated > 0 ? [`${words.repeated} ${total.repeated.toLocaleString('en')}`] : []),
    ...(total.quarantined > 0 ? [`${words.quarantined} ${total.quarantined.toLocaleString('en')}`] : []),
  ];
  return (
    <summary className="file-head">
      <Path path={file.path} />
      <span className="file-formats">
        {formatsOf(file)
          .slice(0, 2)
          .map((format) => (
            <Tag key={format}>{format}</Tag>
          ))}
      </span>
      <span className="file-found">{formatsOf(file).length > 0 ? parts.join(' · ') : ''}</span>
      <span className="file-size">{formatSize(file.sizeBytes)}</span>
      <Sign sign={sign} />
    </summary>
  );
}

const reportsAtOnce = 50;

function Body(props: {
  readonly id: string;
  readonly file: ImportFile;
  readonly files: number;
  readonly sign: FileSign;
  readonly acts: ImportActs;
  readonly isFixed: boolean;
}) {
  const { t } = useWords();
  const { id, file, sign, acts, isFixed } = props;
  const [most, setMost] = useState(reportsAtOnce);
  // Before it is known how a file is read there is nothing to say about it but that.
  const isUnknown = sign === 'unread' && file.reports.length === 1 && fieldsGiven(file).length === 0;
  const isArchive = file.reports.length > 1;
  return (
    <div className="file-body">
      {file.reports.length === 0 && <p className="quiet">{t('imports.noReport')}</p>}
      <Deliveries file={file} />
      {!isFixed && <MappingLine {...{ id, file, sign, acts }} />}
      {!isFixed && file.reports.length > 0 && !isUnknown && (
        <SettingsForm
          file={file}
          files={props.files}
          say={acts.say.mutate}
          isSaving={acts.say.isPending}
          error={acts.say.error}
        />
      )}
      {isArchive && <p className="import-lead">{t('imports.archive', { count: file.reports.length })}</p>}
      {file.reports.slice(0, most).map((report) => (
        <ReportView key={report.file} report={report} isDry={!file.ran} isMember={isArchive} />
      ))}
      {file.reports.length > most && <Button onClick={() => setMost(most * 4)}>{t('common.more')}</Button>}
      {file.samples.length > 0 && (
        <div className="import-part">
          <h4>{t('imports.samples')}</h4>
          <SampleList samples={file.samples} />
        </div>
      )}
      {!isFixed && (
        <Button
          size="small"
          className="file-remove"
          aria-label={t('imports.remove', { path: file.path })}
          loading={acts.drop.isPending}
          onClick={() => acts.drop.mutate(file.n)}
        >
          {t('imports.removeShort')}
        </Button>
      )}
    </div>
  );
}

const moving: readonly FileSign[] = ['reading', 'running'];

/** One file of an import, closed to a line and open to everything that is known of it. */
export function FileCard(props: {
  readonly id: string;
  readonly file: ImportFile;
  readonly files: number;
  readonly state: ImportState['state'];
  /** Whether it is open until a person says otherwise. */
  readonly isOpen: boolean;
  readonly acts: ImportActs;
}) {
  const { id, file, files, state, acts } = props;
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? props.isOpen;
  const sign = signOf(file, state);
  const isFixed = file.ran || state === 'running' || state === 'done';
  return (
    <li className="import-file">
      <details
        className="file"
        open={isOpen}
        onToggle={(event) => {
          if (event.currentTarget.open !== isOpen) setChosen(event.currentTarget.open);
        }}
      >
        <Head file={file} sign={sign} />
        {isOpen && <Body {...{ id, file, files, sign, acts, isFixed }} />}
      </details>
      {moving.includes(sign) && (
        <Progress className="file-progress" percent={Math.round(file.progress * 100)} size="small" showInfo={false} />
      )}
    </li>
  );
}
