import { Link } from '@tanstack/react-router';
import type { EntryDetail } from '../../api/types.ts';
import { Answer } from '../../ui/answer.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { useWords } from '../../words/words.ts';
import { type CheckedProof, type Found, parts } from './check-proof.ts';
import { EpochData, HeadData, LeafData, ReceiptsData } from './proof-data.tsx';
import { type Checking, useCheckedProof } from './use-checked-proof.ts';
import './proof-panel.css';

/** Why something is no `是`, in words. */
export function Because({ found }: { readonly found: Found }) {
  const { t, w } = useWords();
  if (found.outcome === 'pass') return null;
  const text =
    found.outcome === 'fail' ? t('entryProof.because', { why: found.why }) : w.entryProof.reason[found.reason];
  return <p className="proof-because">{text}</p>;
}

/** 自 ⟨time⟩ 固定后未改变:是／否／未检验; with the reason, unless that was told just before. */
function Since(props: {
  readonly what: string;
  readonly time: number;
  readonly found: Found;
  readonly isTold: boolean;
}) {
  const { t, w } = useWords();
  return (
    <div className="proof-since">
      <p>
        <span className="proof-what">{props.what}</span>{' '}
        {t('verify.verdictAt', { time: formatTime(props.time, 'second') })}
        {w.common.colon}
        <Answer outcome={props.found.outcome} />
      </p>
      {!props.isTold && <Because found={props.found} />}
    </div>
  );
}

function Judged({ checked, recordedAt }: { readonly checked: CheckedProof; readonly recordedAt: number }) {
  const { t } = useWords();
  const { attestedAt, entry, content } = checked;
  const time = attestedAt ?? recordedAt;
  const isSame = JSON.stringify(entry) === JSON.stringify(content);
  return (
    <div className="proof-judged" role="status">
      <Since what={t('entryProof.entry')} time={time} found={entry} isTold={false} />
      <Since what={t('entryProof.content')} time={time} found={content} isTold={isSame} />
      <p className="proof-small">{t(attestedAt === undefined ? 'entryProof.byOwnClock' : 'entryProof.byReceipt')}</p>
      <p className="proof-small">
        {t('entryProof.honest')} <Link to="/verify">{t('nav.verify')}</Link> {t('entryProof.honestEnd')}
      </p>
    </div>
  );
}

function Checks({ found }: { readonly found: CheckedProof['found'] }) {
  const { t, w } = useWords();
  return (
    <section>
      <h4>{t('entryProof.checks')}</h4>
      <ul className="proof-checks">
        {parts.map((part) => (
          <li key={part} data-part={part}>
            <div className="proof-check">
              <span>{w.entryProof.part[part]}</span>
              <Answer outcome={found[part].outcome} />
            </div>
            <Because found={found[part]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The two answers beside the title, so that they are seen before anything is opened. */
function Short({ done }: Checking) {
  const { t, w } = useWords();
  if (done === undefined) return null;
  return (
    <span className="proof-short">
      {(['entry', 'content'] as const).map((what) => (
        <span key={what}>
          {t(`entryProof.${what}`)}
          {w.common.colon}
          <Answer outcome={done[what].outcome} />
        </span>
      ))}
    </span>
  );
}

/** 固定与核验: what fixes an entry and since when, as this browser computes it again from what the server gave. */
export function ProofPanel({ detail }: { readonly detail: EntryDetail }) {
  const { t } = useWords();
  const checking = useCheckedProof(detail);
  const { done, failed } = checking;
  return (
    <details className="proof">
      <summary>
        <h3>{t('entryProof.title')}</h3>
        <Short {...checking} />
      </summary>
      {failed !== undefined && <p role="alert">{t('entryProof.failed', { why: failed })}</p>}
      {done === undefined && failed === undefined && <p className="quiet">{t('entryProof.checking')}</p>}
      {done !== undefined && (
        <div className="proof-body">
          <Judged checked={done} recordedAt={detail.entry.recordedAt} />
          <Checks found={done.found} />
          <LeafData detail={detail} leaf={done.leaf} />
          <HeadData proof={detail.proof} root={done.root} />
          <EpochData epoch={detail.proof.epoch} />
          <ReceiptsData proof={detail.proof} checked={done} />
        </div>
      )}
    </details>
  );
}
