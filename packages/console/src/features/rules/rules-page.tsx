import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Rule } from '../../api/access-types.ts';
import { useRules } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import '../../ui/rows.css';
import { TrySentence } from './try-sentence.tsx';

function Propose({ rule, close }: { readonly rule: Rule; readonly close: () => void }) {
  const { t } = useWords();
  const [assessment, setAssessment] = useState('');
  const [notice, setNotice] = useState('');
  const given = { assessment: assessment.trim(), notice: notice.trim() };
  const isFull = given.assessment !== '' && given.notice !== '';
  return (
    <ProposeDialog
      kind="rule.live"
      title={t(rule.live ? 'rules.offTitle' : 'rules.onTitle', { title: rule.title })}
      lead={t('rules.proposeLead')}
      payload={isFull ? { rule: rule.id, version: rule.version, live: !rule.live, ...given } : undefined}
      close={close}
    >
      <Field label={t('rules.assessment')} note={t('rules.assessmentNote')}>
        {(id) => (
          <Input id={id} maxLength={2000} value={assessment} onChange={(event) => setAssessment(event.target.value)} />
        )}
      </Field>
      <Field label={t('rules.notice')} note={t('rules.noticeNote')}>
        {(id) => <Input id={id} maxLength={2000} value={notice} onChange={(event) => setNotice(event.target.value)} />}
      </Field>
    </ProposeDialog>
  );
}

function Row({ rule }: { readonly rule: Rule }) {
  const { t, w } = useWords();
  const may = useMay();
  const [isAsking, ask] = useState(false);
  return (
    <li className="row" data-rule={rule.id}>
      <div className="row-head">
        <h2 className="row-title">{rule.title}</h2>
        <Tag>{rule.live ? t('rules.live') : t('rules.off')}</Tag>
        <span className="row-quiet">
          {wordFor(w.findingKind, rule.kind)} · {rule.id} · {t('rules.version', { version: rule.version })}
        </span>
      </div>
      {rule.blindSpots.length > 0 && (
        <details>
          <summary>{t('rules.blindSpots')}</summary>
          <ul>
            {rule.blindSpots.map((spot) => (
              <li key={spot}>{spot}</li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{t('rules.examples')}</summary>
        <ul>
          {rule.examples.map(({ name, text, fires, resembles }) => (
            <li key={name}>
              <Tag>{t(fires ? 'rules.fires' : resembles ? 'rules.resembles' : 'rules.silent')}</Tag> {name}
              {text !== null && (
                <>
                  {' '}
                  <q>{text}</q>
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
      {may('rule.propose') && (
        <div className="row-actions">
          <Button onClick={() => ask(true)}>{rule.live ? t('rules.proposeOff') : t('rules.proposeOn')}</Button>
        </div>
      )}
      {isAsking && <Propose rule={rule} close={() => ask(false)} />}
    </li>
  );
}

/** 规则: what each looks at, does not see, and whether it is live. */
export function RulesPage() {
  const { t } = useWords();
  const { data, error, refetch } = useRules();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('rules.title')}</h1>
        <p>{t('rules.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      <TrySentence />
      {data?.rules.length === 0 && <Empty title={t('rules.empty')} />}
      {data && data.rules.length > 0 && (
        <ul className="rows">
          {data.rules.map((rule) => (
            <Row key={`${rule.id} ${rule.version}`} rule={rule} />
          ))}
        </ul>
      )}
      {data && <p className="row-quiet">{t('rules.settings', { digest: data.settings })}</p>}
    </div>
  );
}
