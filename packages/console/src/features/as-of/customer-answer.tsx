import type { CustomerAsOf, Permitted } from '../../api/as-of.ts';
import { type AskedAsOf, useCustomerAsOf } from '../../api/as-of.ts';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { AnswerHead, Differences, Limits } from './answer-parts.tsx';
import { Entries, Holdings, PersonLink } from './holdings.tsx';

export function Right({ held }: { readonly held: Permitted }) {
  const { w } = useWords();
  const actions = held.actions.map((action) => w.asOf.action[action]).join(w.common.listSeparator);
  return (
    <span>
      <code>{held.resource}</code> {actions} · {w.asOf.scope[held.scope]}
    </span>
  );
}

function Changed({ changes }: { readonly changes: CustomerAsOf['changedThatDay'] }) {
  const { t, w } = useWords();
  if (changes.length === 0) return null;
  return (
    <Section id="as-of-changed" title={t('asOf.changed')}>
      <ul className="rows">
        {changes.map(({ who, action, at, precision, entry }) => (
          <li key={`${entry.log}:${entry.index}`} className="row">
            <p>
              <Time at={at} precision={precision} /> {w.asOf.move[action]} <PersonLink who={who} />{' '}
              <Entries entries={[entry]} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Managers({ managers }: { readonly managers: CustomerAsOf['managers'] }) {
  const { t } = useWords();
  if (managers.length === 0) return null;
  return (
    <Section id="as-of-managers" title={t('asOf.managers')}>
      <ul className="rows">
        {managers.map(({ who, of, entry, isPermitted }) => (
          <li key={`${who.person} ${of.person}`} className="row">
            <p>
              <PersonLink who={who} /> · {t('asOf.managerOf', { name: of.name })} ·{' '}
              {t(isPermitted ? 'asOf.managerMay' : 'asOf.managerMayNot')} <Entries entries={[entry]} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Accesses({ accesses }: { readonly accesses: CustomerAsOf['accesses'] }) {
  const { t } = useWords();
  if (accesses.length === 0) return null;
  return (
    <Section id="as-of-accesses" title={t('asOf.accesses')} lead={t('asOf.accessesLead')}>
      <ul className="rows">
        {accesses.map(({ who, account, action, at, precision, entry, isOwner }) => (
          <li key={`${entry.log}:${entry.index}`} className="row">
            <p>
              <Time at={at} precision={precision} /> {who === undefined ? account : <PersonLink who={who} />}{' '}
              <Tag>{action}</Tag> {isOwner && t('asOf.isOwner')} <Entries entries={[entry]} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Unattributed({ of: { count, entries } }: { readonly of: CustomerAsOf['unattributed'] }) {
  const { t } = useWords();
  if (count === 0) return null;
  return (
    <Section id="as-of-unattributed" title={t('asOf.unattributed')} lead={t('asOf.unattributedCount', { count })}>
      <Entries entries={entries} />
    </Section>
  );
}

/** Who was in charge of a customer, who was permitted to open it, and what cannot be said. */
export function CustomerAnswer({ asked }: { readonly asked: AskedAsOf }) {
  const { t, w } = useWords();
  const { data, error, refetch } = useCustomerAsOf(asked);
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { customer, known, differences } = data;
  const lines = differences.map(({ what, who, resource, action, knownThen, knownNow, arrived }) => {
    const right = [resource, action && wordFor(w.asOf.action, action)].filter(Boolean).join(' ');
    const name = `${w.asOf.differenceWhat[what]} · ${who.name} (${who.ref}) ${right}`;
    return { name, was: w.asOf.standing[knownThen], is: w.asOf.standing[knownNow], arrived };
  });
  return (
    <>
      <AnswerHead title={`${w.asOf.ofName.customer} ${customer.name} (${customer.ref})`} answer={data} />
      <Holdings
        id="as-of-owners"
        title={t('asOf.owners')}
        lead={t('asOf.ownersLead')}
        sorted={data.owners}
        more={() => null}
      />
      <Holdings
        id="as-of-permissions"
        title={t('asOf.permissions')}
        lead={t('asOf.permissionsLead')}
        sorted={data.permissions}
        more={(held) => <Right held={held} />}
      />
      <Changed changes={data.changedThatDay} />
      <Managers managers={data.managers} />
      <Accesses accesses={data.accesses} />
      <Unattributed of={data.unattributed} />
      <Differences known={known} lines={lines} />
      <Limits limits={data.limits} />
    </>
  );
}
