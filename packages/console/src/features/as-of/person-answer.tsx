import { type AskedAsOf, type PersonAsOf, usePersonAsOf } from '../../api/as-of.ts';
import { Fact } from '../../ui/fact.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { AnswerHead, Differences, Limits } from './answer-parts.tsx';
import { Right } from './customer-answer.tsx';
import { Entries, Holdings, PersonLink } from './holdings.tsx';

function Post({ of }: { readonly of: PersonAsOf }) {
  const { t, w } = useWords();
  const { state, presence, presenceBy } = of;
  return (
    <Section id="as-of-post" title={t('asOf.post')}>
      <dl className="row-facts">
        <Fact label={t('asOf.status')}>{w.asOf.presence[presence]}</Fact>
        <Fact label={t('asOf.department')}>{state?.department ?? t('common.unknown')}</Fact>
        <Fact label={t('asOf.jobTitle')}>{state?.title ?? t('common.unknown')}</Fact>
        <Fact label={t('asOf.manager')}>
          {state?.manager === undefined ? t('common.unknown') : <PersonLink who={state.manager} />}
        </Fact>
      </dl>
      {state === null ? <p className="quiet">{t('asOf.postHidden')}</p> : <Entries entries={[state.entry]} />}
      {state === null && <Entries entries={presenceBy} />}
    </Section>
  );
}

function History({ history }: { readonly history: PersonAsOf['history'] }) {
  const { t } = useWords();
  if (history.length < 2) return null;
  return (
    <Section id="as-of-history" title={t('asOf.history')}>
      <ol className="rows">
        {history.map(({ from, department, title, manager, status, entry }) => (
          <li key={`${entry.log}:${entry.index}`} className="row">
            <p>
              <Time at={from} /> {[department, title, status].filter(Boolean).join(' · ')}{' '}
              {manager !== undefined && <PersonLink who={manager} />} <Entries entries={[entry]} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Handles({ handles }: { readonly handles: PersonAsOf['handles'] }) {
  const { t } = useWords();
  if (handles.length === 0) return null;
  return (
    <Section id="as-of-handles" title={t('asOf.handles')}>
      <ul className="rows">
        {handles.map(({ handle, strength, entry, isShared }) => (
          <li key={`${handle.system}:${handle.realm}:${handle.ref}`} className="row">
            <p>
              {handle.system}:{handle.ref} <Tag>{strength}</Tag> {isShared && t('asOf.shared')}{' '}
              {entry !== undefined && <Entries entries={[entry]} />}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Agreements({ agreements }: { readonly agreements: PersonAsOf['agreements'] }) {
  const { t, w } = useWords();
  if (agreements.length === 0) return null;
  return (
    <Section id="as-of-agreements" title={t('asOf.agreements')}>
      <ul className="rows">
        {agreements.map(({ title, version, receipt, entry, receipts }) => (
          <li key={`${entry.log}:${entry.index}`} className="row">
            <p>
              {title} {version} <Tag>{w.asOf.receipt[receipt]}</Tag> <Entries entries={[entry, ...receipts]} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Which customers a permission reaches, or does not reach where it is one for all. */
function Reach({ held }: { readonly held: PersonAsOf['permissions']['counts'][number] }) {
  const { t, w } = useWords();
  const customers = held.customers.map(({ name, ref }) => `${name} (${ref})`).join(w.common.listSeparator);
  return (
    <>
      <Right held={held} />
      {customers !== '' && <span>{t(held.scope === 'all' ? 'asOf.except' : 'asOf.listed', { customers })}</span>}
    </>
  );
}

/** Where an employee stood: post, accounts, customers, permissions, rules. */
export function PersonAnswer({ asked }: { readonly asked: AskedAsOf }) {
  const { t, w } = useWords();
  const { data, error, refetch } = usePersonAsOf(asked);
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { who, known, differences } = data;
  const words = { ...w.asOf.standing, ...w.asOf.presence };
  const lines = differences.map(({ what, name, knownThen, knownNow, arrived }) => ({
    name: `${w.asOf.differenceWhat[what]} · ${name}`,
    was: knownThen === null ? w.common.none : wordFor(words, knownThen),
    is: knownNow === null ? w.common.none : wordFor(words, knownNow),
    arrived,
  }));
  return (
    <>
      <AnswerHead title={`${w.asOf.ofName.person} ${who.name} (${who.ref})`} answer={data} />
      <Post of={data} />
      <History history={data.history} />
      <Handles handles={data.handles} />
      <Holdings
        id="as-of-owned"
        title={t('asOf.owned')}
        sorted={data.owned}
        more={({ customer }) => (
          <span>
            {customer.name} ({customer.ref})
          </span>
        )}
      />
      <Holdings
        id="as-of-permissions"
        title={t('asOf.permissionsOf')}
        sorted={data.permissions}
        more={(held) => <Reach held={held} />}
      />
      <Agreements agreements={data.agreements} />
      <Differences known={known} lines={lines} />
      <Limits limits={data.limits} />
    </>
  );
}
