import { Link } from '@tanstack/react-router';
import { Alert, Drawer } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useEntry } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { EntryDetail } from '../../api/types.ts';
import { formatTime, precisionOf } from '../../ui/format-time.ts';
import { useGroundText } from '../../ui/ground-text.ts';
import { codeOf } from '../../ui/refusal-sentence.ts';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { EntryContent } from './entry-content.tsx';
import { EntryMedia } from './entry-media.tsx';
import { NeedsGround } from './needs-ground.tsx';
import { ProofPanel } from './proof-panel.tsx';
import './entry-drawer.css';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="entry-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function textOf(body: EntryDetail['body'], name: string): string | undefined {
  const value = body?.[name];
  return typeof value === 'string' ? value : undefined;
}

function occurredAt(body: EntryDetail['body']): number | undefined {
  const value = body?.occurredAt;
  return typeof value === 'number' ? value : undefined;
}

function Facts({ detail }: { readonly detail: EntryDetail }) {
  const { t, w } = useWords();
  const { entry, body } = detail;
  const may = useMay();
  const groundText = useGroundText();
  const [kind, source, externalId, basis] = ['kind', 'source', 'externalId', 'basis'].map((name) => textOf(body, name));
  const occurred = occurredAt(body);
  // A delivery is its own; audits and the like came with none.
  const delivery = entry.type === 'delivery' ? entry.index : (entry.delivery ?? undefined);
  return (
    <dl className="entry-facts">
      <Fact label={t('entry.type')}>
        {wordFor(w.entryType, entry.type)}
        {kind && ` · ${wordFor(w.recordKind, kind)}`}
      </Fact>
      {occurred !== undefined && (
        <Fact label={t('entry.occurredAt')}>
          <Time at={occurred} precision={precisionOf(body?.precision)} />
        </Fact>
      )}
      <Fact label={t('entry.recordedAt')}>
        <Time at={entry.recordedAt} precision="ms" /> <small>{t('entry.recordedAtNote')}</small>
      </Fact>
      {source && <Fact label={t('entry.source')}>{source}</Fact>}
      {externalId && <Fact label={t('entry.externalId')}>{externalId}</Fact>}
      {basis && <Fact label={t('entry.basis')}>{wordFor(w.basis, basis)}</Fact>}
      {delivery !== undefined && (
        <Fact label={t('entry.delivery')}>
          {may('delivery.read') ? (
            <Link to="/deliveries/$log/$index" params={{ log: entry.log, index: String(delivery) }}>
              #{delivery}
            </Link>
          ) : (
            `#${delivery}`
          )}
        </Fact>
      )}
      <Fact label={t('ground.title')}>{groundText(detail.ground)}</Fact>
      {entry.prior !== undefined && <Fact label={t('entry.prior')}>#{entry.prior}</Fact>}
    </dl>
  );
}

/** What was imported by mistake is still here, and nothing rests on it any more. */
function Undone({ retracted }: { readonly retracted: EntryDetail['retracted'] }) {
  const { t } = useWords();
  if (retracted === null) return null;
  const { index, at, why } = retracted;
  const by = t('entry.retractedBy', { index, at: formatTime(at, 'second'), why });
  return <Alert type="warning" showIcon title={t('entry.retracted')} description={by} />;
}

function Opened({
  log,
  index,
  ground,
}: {
  readonly log: string;
  readonly index: number;
  readonly ground: string | undefined;
}) {
  const { t } = useWords();
  const [why, setWhy] = useState<string>();
  const upon = why === undefined ? { ground } : { ground: 'urgent', why };
  const { data, error, refetch } = useEntry(log, index, upon);
  if (error && codeOf(error) === 'reading.needs_ground') return <NeedsGround ground={ground} open={setWhy} />;
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <div className="entry">
      <p className="entry-recorded" role="status">
        {t('entry.recorded')}
      </p>
      <Undone retracted={data.retracted} />
      <Facts detail={data} />
      <ProofPanel detail={data} />
      <EntryContent detail={data} />
      <EntryMedia detail={data} upon={upon} />
    </div>
  );
}

/** Wide enough for original, fields and JSON side by side. */
const widestPx = 1180;

/** One entry beside the page: its content, its original and its proof data. Opening it is itself recorded; closing gives focus back. */
export function EntryDrawer(props: {
  readonly log: string;
  readonly index: number;
  readonly ground: string | undefined;
  readonly close: () => void;
}) {
  const { t } = useWords();
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [opener]);
  return (
    <Drawer
      open
      size={Math.min(widestPx, window.innerWidth)}
      title={t('entry.title', { log: props.log, index: props.index })}
      onClose={props.close}
      closable={{ 'aria-label': t('app.close') }}
    >
      <Opened log={props.log} index={props.index} ground={props.ground} />
    </Drawer>
  );
}
