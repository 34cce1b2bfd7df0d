import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Case } from '../../api/access-types.ts';
import { useCases } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { Fact } from '../../ui/fact.tsx';
import { Field } from '../../ui/form.tsx';
import { Ground } from '../../ui/ground.tsx';
import { useGroundText } from '../../ui/ground-text.ts';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { CaseMembers } from './case-members.tsx';
import { ReadEntry } from './read-entry.tsx';
import '../../ui/rows.css';
import './cases.css';

function Close({ of, close }: { readonly of: Case; readonly close: () => void }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState('');
  return (
    <ProposeDialog
      kind="case.close"
      title={t('cases.closeTitle')}
      lead={t('cases.closeLead')}
      payload={outcome.trim() === '' ? undefined : { case: of.id, outcome: outcome.trim() }}
      close={close}
    >
      <Field label={t('cases.outcome')} note={t('cases.outcomeNote')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          />
        )}
      </Field>
    </ProposeDialog>
  );
}

/** What the case was opened upon, as a way to it where it has a page. */
function GroundLink({ ground }: { readonly ground: string }) {
  const groundText = useGroundText();
  const [kind, id = ''] = ground.split(':');
  if (kind === 'finding')
    return (
      <Link to="/findings/$findingId" params={{ findingId: id }}>
        {groundText(ground)}
      </Link>
    );
  if (kind === 'chain')
    return (
      <Link to="/chains/$chainId" params={{ chainId: id }}>
        {groundText(ground)}
      </Link>
    );
  return groundText(ground);
}

function Head({ of }: { readonly of: Case }) {
  const { t, w } = useWords();
  const may = useMay();
  const [isClosing, setClosing] = useState(false);
  return (
    <Section id="about" title={of.title}>
      <div className="row-head">
        <Tag>{w.cases.state[of.state]}</Tag>
      </div>
      <dl className="row-facts case-facts">
        <Fact label={t('cases.persons')}>{of.persons.map(({ label }) => label).join(w.common.listSeparator)}</Fact>
        <Fact label={t('cases.ground')}>
          <GroundLink ground={of.ground} />
        </Fact>
        <Fact label={t('cases.openedAt')}>
          <Time at={of.openedAt} />
        </Fact>
        {of.closedAt !== null && (
          <Fact label={t('cases.closedAt')}>
            <Time at={of.closedAt} />
          </Fact>
        )}
        <Fact label={t('acts.entry')}>#{of.index}</Fact>
      </dl>
      <p>
        {t('cases.why')}
        {w.common.colon}
        {of.why}
      </p>
      {of.state === 'open' && may('case.close.propose') && (
        <div className="form-actions case-add">
          <Button onClick={() => setClosing(true)}>{t('cases.close')}</Button>
        </div>
      )}
      {isClosing && <Close of={of} close={() => setClosing(false)} />}
    </Section>
  );
}

/** One case: whom it is about, upon what, who works on it, and its end. */
export function CasePage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useCases();
  const found = data?.cases.find((each) => each.id === id);
  return (
    <article className="page-stack">
      <p className="case-back">
        <Link to="/cases">← {t('cases.back')}</Link>
      </p>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && !found && <Empty title={t('cases.missing')} />}
      {found && (
        <Ground of={`case:${id}`}>
          <Head of={found} />
          <CaseMembers of={found} />
          {found.state === 'open' && may('entry.read') && <ReadEntry id={id} />}
        </Ground>
      )}
    </article>
  );
}
