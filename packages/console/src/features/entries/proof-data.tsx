import type { ReactNode } from 'react';
import type { EntryDetail } from '../../api/types.ts';
import { Answer } from '../../ui/answer.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { formatAge } from '../../ui/format-age.ts';
import { Tag } from '../../ui/signs.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import type { CheckedProof } from './check-proof.ts';

type Proof = EntryDetail['proof'];

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="entry-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Hash = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <Fact label={label}>
    <Copyable text={text} label={label} />
  </Fact>
);

/** A longer text that is opened by itself: bytes that somebody else computes over. */
const Bytes = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <details className="proof-more">
    <summary>{label}</summary>
    <Copyable text={text} label={label} />
  </details>
);

export function LeafData(props: { readonly detail: EntryDetail; readonly leaf: CheckedProof['leaf'] }) {
  const { t } = useWords();
  const { leaf } = props;
  const { log, index, recordedAt, commitment } = props.detail.entry;
  return (
    <Part title={t('entryProof.entry')}>
      <dl className="entry-facts">
        <Fact label={t('entryProof.place')}>
          {log} #{index}
        </Fact>
        <Fact label={t('entry.recordedAt')}>
          <Time at={recordedAt} precision="ms" /> <small>{t('entry.recordedAtNote')}</small>
        </Fact>
        <Hash label={t('entryProof.commitment', { hash: 'SHA-256' })} text={commitment.sha256} />
        <Hash label={t('entryProof.commitment', { hash: 'SM3' })} text={commitment.sm3} />
        {leaf && <Hash label={t('entryProof.leaf', { hash: 'SHA-256' })} text={leaf.sha256} />}
        {leaf && <Hash label={t('entryProof.leaf', { hash: 'SM3' })} text={leaf.sm3} />}
      </dl>
      {leaf && <Bytes label={t('entryProof.raw')} text={leaf.text} />}
    </Part>
  );
}

function Path({ hash, path }: { readonly hash: 'SHA-256' | 'SM3'; readonly path: readonly string[] }) {
  const { t } = useWords();
  return (
    <details className="proof-more">
      <summary>{t('entryProof.path', { hash, count: path.length })}</summary>
      {path.length === 0 && <p>{t('entryProof.pathNone')}</p>}
      <ol>
        {path.map((node, at) => (
          <li key={node}>
            <Copyable text={node} label={t('entryProof.pathHash', { hash, n: at + 1 })} />
          </li>
        ))}
      </ol>
    </details>
  );
}

export function HeadData(props: { readonly proof: Proof; readonly root: CheckedProof['root'] }) {
  const { t } = useWords();
  const { root } = props;
  const { head } = props.proof;
  if (head === null) return null;
  return (
    <Part title={t('entryProof.head')}>
      <dl className="entry-facts">
        <Fact label={t('entryProof.size')}>{head.size}</Fact>
        {root.sha256 && <Hash label={t('entryProof.root', { hash: 'SHA-256' })} text={root.sha256} />}
        {root.sm3 && <Hash label={t('entryProof.root', { hash: 'SM3' })} text={root.sm3} />}
        <Hash label={t('entryProof.key')} text={head.key} />
      </dl>
      <Path hash="SHA-256" path={head.sha256} />
      <Path hash="SM3" path={head.sm3} />
      <Bytes label={t('entryProof.checkpoint')} text={head.checkpoint} />
    </Part>
  );
}

export function EpochData({ epoch }: { readonly epoch: Proof['epoch'] }) {
  const { t } = useWords();
  if (epoch === null) return null;
  return (
    <Part title={t('entryProof.epoch')}>
      <dl className="entry-facts">
        <Fact label={t('entryProof.epochNumber')}>{epoch.epoch}</Fact>
        <Fact label={t('entryProof.epochAt')}>
          <Time at={epoch.at} precision="ms" /> <small>{t('entry.recordedAtNote')}</small>
        </Fact>
        <Hash label={t('entryProof.key')} text={epoch.key} />
      </dl>
      <Bytes label={t('entryProof.epochNote')} text={epoch.note} />
    </Part>
  );
}

/** Who attests the epoch and when, by what this browser read out of the receipts itself. */
export function ReceiptsData({ proof, checked }: { readonly proof: Proof; readonly checked: CheckedProof }) {
  const { t, w, language } = useWords();
  const receipts = proof.epoch?.receipts ?? [];
  const missing = checked.found.receipts;
  return (
    <Part title={t('entryProof.receipts')}>
      {receipts.length === 0 && missing.outcome === 'not_checked' && <p>{w.entryProof.reason[missing.reason]}</p>}
      {receipts.map(({ custodian, host, neutral, at }) => {
        const own = checked.receipts.find((each) => each.custodian === custodian);
        const time = own?.at ?? at;
        return (
          <dl className="entry-facts proof-receipt" key={custodian} data-custodian={custodian}>
            <Fact label={t('entryProof.custodian')}>
              {custodian} {!neutral && <Tag>{t('custodians.notNeutral')}</Tag>} {host !== null && <small>{host}</small>}
            </Fact>
            {time !== null && (
              <Fact label={t('entryProof.attestedAt')}>
                <Time at={time} /> <small>{t('entryProof.age', { age: formatAge(proof.asOf - time, language) })}</small>
              </Fact>
            )}
            {own?.authority && <Fact label={t('entryProof.authority')}>{own.authority}</Fact>}
            {own && (
              <Fact label={t('entryProof.result')}>
                <Answer outcome={own.found.outcome} />
                {own.found.outcome === 'not_checked' && <small>{w.entryProof.reason[own.found.reason]}</small>}
              </Fact>
            )}
          </dl>
        );
      })}
    </Part>
  );
}
