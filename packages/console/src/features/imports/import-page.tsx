import { Link } from '@tanstack/react-router';
import { Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { type ImportActs, isMoving, useImport, useImportActs } from '../../api/intake.ts';
import { useLive } from '../../api/live.ts';
import type { ImportState } from '../../api/types.ts';
import { isOnItsWay, useLeftOut, useUploads } from '../../api/uploads.ts';
import { formatTime } from '../../ui/format-time.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { Because } from '../../ui/sample-list.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { DropZone } from './drop-zone.tsx';
import { FileCard } from './file-card.tsx';
import { LeftOut } from './left-out.tsx';
import { type Look, lookAt, progressOf, signOf } from './reading.ts';
import { RunBar } from './run-bar.tsx';
import { StateTag } from './state-tag.tsx';
import { UploadLine } from './upload-line.tsx';
import { useTaking } from './use-taking.ts';
import './imports.css';

const pageSize = 50;
const looks: readonly Look[] = ['all', 'needs', 'problems', 'unread'];
const lookWords = {
  all: 'imports.showAll',
  needs: 'imports.showNeeds',
  problems: 'imports.showProblems',
  unread: 'imports.showUnread',
} as const;

function Files({ state, acts }: { readonly state: ImportState; readonly acts: ImportActs }) {
  const { t } = useWords();
  const [look, setLook] = useState<Look>('all');
  const [page, setPage] = useState(1);
  const { id } = state;
  const files = state.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const counts = looks.map((each) => [each, lookAt(files, state.state, each).length] as const);
  const kinds = counts.filter(([each, count]) => each === 'all' || each === look || count > 0);
  const chosen = lookAt(files, state.state, look);
  const shown = chosen.slice((page - 1) * pageSize, page * pageSize);
  const wanting = shown.find((file) => ['needs', 'unread', 'empty'].includes(signOf(file, state.state)));
  return (
    <>
      {kinds.length > 1 && (
        <Segmented
          className="import-look"
          aria-label={t('imports.show')}
          value={look}
          options={kinds.map(([value, count]) => ({ value, label: t(lookWords[value], { count }) }))}
          onChange={(value) => {
            setLook(value);
            setPage(1);
          }}
        />
      )}
      {shown.length === 0 && files.length > 0 && <p className="quiet">{t('imports.showNone')}</p>}
      <ul className="import-files">
        {shown.map((file) => (
          <FileCard
            key={file.n}
            {...{ id, file, acts }}
            files={files.length}
            state={state.state}
            isOpen={files.length === 1 || file === wanting}
          />
        ))}
      </ul>
      {chosen.length > pageSize && (
        <Pagination
          current={page}
          pageSize={pageSize}
          total={chosen.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

function Failed({ error }: { readonly error: NonNullable<ImportState['error']> }) {
  const { t } = useWords();
  return (
    <div className="state state-problem" role="alert">
      <h2 className="state-title">{t('imports.failed')}</h2>
      <Because code={error.code} why={error.why} />
      <p>{t('imports.failedNote')}</p>
    </div>
  );
}

const resultsAtOnce = 12;

/** Where what was imported is found from now on. */
function Result({ files }: { readonly files: ImportState['files'] }) {
  const { t } = useWords();
  const places = files.flatMap(({ path, deliveries }) => deliveries.map((place) => ({ ...place, path })));
  return (
    <div className="import-done" role="status">
      <strong>{t('imports.result')}</strong>
      <ul>
        {places.slice(0, resultsAtOnce).map(({ log, index, path }) => (
          <li key={`${log}:${index}`}>
            <Link to="/deliveries/$log/$index" params={{ log, index: String(index) }}>
              {t('imports.toDelivery', { log, index })}
            </Link>{' '}
            <span className="quiet">{path}</span>
          </li>
        ))}
      </ul>
      <Link to="/deliveries">{t('imports.toDeliveries')}</Link>
    </div>
  );
}

function Opened({ state }: { readonly state: ImportState }) {
  const { t } = useWords();
  const uploads = useUploads(state.id);
  const acts = useImportActs(state.id);
  const leftOut = useLeftOut(state.id);
  const { take, isEmpty, error } = useTaking(() => Promise.resolve(state.id));
  const told = useLive().imports.get(state.id);
  const progress = Math.max(isMoving(state.state) ? (told ?? 0) : 0, progressOf(state.files));
  const isFixed = state.state === 'running' || state.state === 'done';
  return (
    <>
      <header className="page-head">
        <h1>{t('imports.of', { at: formatTime(state.at, 'minute') })}</h1>
        <StateTag state={state.state} progress={progress} />
      </header>
      {state.state === 'done' && <Result files={state.files} />}
      {state.error && <Failed error={state.error} />}
      <UploadLine id={state.id} uploads={uploads} />
      {!isFixed && (
        <DropZone
          take={take}
          title={state.files.length === 0 ? t('imports.drop') : t('imports.add')}
          isSmall={state.files.length > 0}
        >
          {isEmpty && <p role="status">{t('imports.nothingChosen')}</p>}
          <LeftOut names={leftOut} />
        </DropZone>
      )}
      {(error ?? acts.drop.error) !== null && (error ?? acts.drop.error) !== undefined && (
        <Problem error={error ?? acts.drop.error} />
      )}
      <Files state={state} acts={acts} />
      <RunBar state={state} isUploading={uploads.some(isOnItsWay)} progress={progress} acts={acts} />
    </>
  );
}

/** One import: what was uploaded, what a trial reading gives, what is still missing, and how far it is. */
export function ImportPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useImport(id);
  return (
    <div className="intake">
      <IntakeTabs />
      <p className="intake-back">
        <Link to="/imports">← {t('imports.back')}</Link>
      </p>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Opened state={data} />}
    </div>
  );
}
