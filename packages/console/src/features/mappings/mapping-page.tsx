import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useImport, useImportActs, useKeepMapping, useMappings, usePreview, useProposal } from '../../api/intake.ts';
import type { ImportFile, MappingProposal } from '../../api/types.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { SampleList } from '../../ui/sample-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { ColumnTable } from './column-table.tsx';
import { ProblemList } from './problem-list.tsx';
import { useSettled } from './use-settled.ts';
import { type GoTo, YamlEditor } from './yaml-editor.tsx';
import './mappings.css';

const settleMs = 500;

/** Keeps the mapping (or not), has the file read by it, and goes back to the import. */
function useUse(id: string, n: number) {
  const keep = useKeepMapping();
  const { say } = useImportActs(id);
  const navigate = useNavigate();
  const back = { onSuccess: () => void navigate({ to: '/imports/$importId', params: { importId: id } }) };
  return {
    isWorking: keep.isPending || say.isPending,
    error: keep.error ?? say.error,
    once: (text: string) => say.mutate({ file: n, settings: { mapping: { text } } }, back),
    kept: (text: string) =>
      keep.mutate(text, {
        onSuccess: ({ name }) => say.mutate({ file: n, settings: { mapping: { name } } }, back),
      }),
  };
}

function Buttons(props: { readonly id: string; readonly n: number; readonly text: string; readonly isWrong: boolean }) {
  const { t } = useWords();
  const { id, n, text, isWrong } = props;
  const use = useUse(id, n);
  return (
    <>
      <div className="mapping-buttons">
        <Button type="primary" disabled={isWrong} loading={use.isWorking} onClick={() => use.kept(text)}>
          {t('mappings.saveUse')}
        </Button>
        <Button disabled={isWrong || use.isWorking} onClick={() => use.once(text)}>
          {t('mappings.useOnce')}
        </Button>
      </div>
      {use.error && <Problem error={use.error} />}
    </>
  );
}

function Preview(props: {
  readonly preview: ReturnType<typeof usePreview>;
  readonly isBehind: boolean;
  readonly goTo: (line: number) => void;
}) {
  const { t } = useWords();
  const { data, error, refetch } = props.preview;
  const isAnyRead = data === undefined || data.samples.length === 0 || data.samples.some(({ after }) => after !== null);
  return (
    <div className="mapping-preview" aria-busy={props.isBehind}>
      <h3>
        {t('mappings.preview')}
        {props.isBehind && <small> {t('mappings.previewing')}</small>}
      </h3>
      {error && <Problem error={error} retry={refetch} />}
      {data && <ProblemList problems={data.problems} isAnyRead={isAnyRead} goTo={props.goTo} />}
      {data && data.problems.length === 0 && <SampleList samples={data.samples} />}
    </div>
  );
}

function Editor(props: {
  readonly id: string;
  readonly n: number;
  readonly begin: string;
  readonly proposal: MappingProposal | undefined;
  readonly changed: (text: string) => void;
}) {
  const { t, w } = useWords();
  const { id, n, begin, proposal } = props;
  const [text, keepText] = useState(begin);
  const setText = (next: string) => {
    keepText(next);
    props.changed(next);
  };
  const [goTo, setGoTo] = useState<GoTo>();
  const settled = useSettled(text, settleMs);
  const preview = usePreview(id, n, settled);
  const isBehind = settled !== text || preview.isFetching;
  const problems = preview.data?.problems ?? [];
  const again = proposal && text !== proposal.text;
  return (
    <>
      <div className="mapping-sides">
        <div className="mapping-text">
          <YamlEditor
            text={text}
            change={setText}
            problemLines={new Set(problems.map(({ line }) => line))}
            goTo={goTo}
          />
          <Buttons {...{ id, n, text }} isWrong={isBehind || problems.length > 0 || !preview.data} />
          {again && (
            <Popconfirm title={t('mappings.againAsk')} onConfirm={() => setText(proposal.text)}>
              <Button type="text" size="small">
                {t('mappings.again')}
              </Button>
            </Popconfirm>
          )}
        </div>
        <Preview
          preview={preview}
          isBehind={isBehind}
          goTo={(line) => setGoTo((before) => ({ line, times: (before?.times ?? 0) + 1 }))}
        />
      </div>
      {proposal && proposal.columns.length > 0 && (
        <Section id="columns" title={t('mappings.columns')} lead={w.mappings.whyNote}>
          <ColumnTable columns={proposal.columns} />
        </Section>
      )}
    </>
  );
}

/** The text that the file is read by now: its own, or that of the kept mapping it names. */
function useOwnText({ settings }: ImportFile) {
  const { mapping } = settings;
  const { data, isLoading } = useMappings();
  if (mapping === undefined) return { text: undefined, isLoading: false };
  if ('text' in mapping) return { text: mapping.text, isLoading: false };
  return { text: data?.mappings.find(({ name }) => name === mapping.name)?.text, isLoading };
}

/** What kind of record the program takes the rows for. Where no column was known it has no opinion, and says so. */
function Guess({ proposal }: { readonly proposal: MappingProposal }) {
  const { t, w } = useWords();
  if (proposal.confidence === 0) return <Tag>{t('mappings.kindUnknown')}</Tag>;
  return (
    <>
      <Tag>{t('mappings.kind', { kind: wordFor(w.recordKind, proposal.kind) })}</Tag>{' '}
      <Tag>{t('mappings.confidence', { percent: Math.round(proposal.confidence * 100) })}</Tag>
    </>
  );
}

function OfFile({ id, file }: { readonly id: string; readonly file: ImportFile }) {
  const { t } = useWords();
  const own = useOwnText(file);
  const { data: proposal, error, refetch } = useProposal(id, file.n);
  const begin = own.text ?? proposal?.text;
  const [changed, setChanged] = useState<string>();
  const isProposed = proposal !== undefined && (changed ?? begin) === proposal.text;
  return (
    <>
      <header className="page-head">
        <h1>{t('mappings.of', { path: file.path })}</h1>
        {isProposed && (
          <p>
            <Guess proposal={proposal} />
          </p>
        )}
        <p>{own.text === undefined ? t('mappings.question') : t('mappings.loaded')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {own.isLoading || (begin === undefined && !error) ? (
        <Loading />
      ) : (
        <Editor key={file.n} id={id} n={file.n} begin={begin ?? ''} proposal={proposal} changed={setChanged} />
      )}
    </>
  );
}

/** The mapping of one file of an import: proposed, mended while its effect is seen, kept and used. */
export function MappingPage({ id, n }: { readonly id: string; readonly n: number }) {
  const { t } = useWords();
  const { data, error, refetch } = useImport(id);
  const file = data?.files.find((each) => each.n === n);
  return (
    <div className="mapping-page">
      <IntakeTabs />
      <p className="intake-back">
        <Link to="/imports/$importId" params={{ importId: id }}>
          ← {t('mappings.backToImport')}
        </Link>
      </p>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && !file && <Empty title={t('mappings.noFile')} />}
      {file && <OfFile id={id} file={file} />}
    </div>
  );
}
