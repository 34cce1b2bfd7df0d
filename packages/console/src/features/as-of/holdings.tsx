import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext } from 'react';
import type { AskedAsOf, Holding, Sorted, Who } from '../../api/as-of.ts';
import type { EntryRef } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';

/** The question that is being answered: its moment and ground go on to whoever is looked up from the answer. */
const Context = createContext<AskedAsOf | undefined>(undefined);
export const Asked = Context;

export function Entries({ entries }: { readonly entries: readonly EntryRef[] }) {
  return (
    <span className="as-of-entries">
      {entries.map((entry) => (
        <EntryLink key={`${entry.log}:${entry.index}`} {...entry} />
      ))}
    </span>
  );
}

/** An employee, to be looked up as of the same moment. */
export function PersonLink({ who }: { readonly who: Who }) {
  const asked = useContext(Context);
  const name = who.name === who.ref ? who.ref : `${who.name} (${who.ref})`;
  if (asked === undefined) return name;
  const { at, known, ground } = asked;
  const upon = ground === undefined || ground === 'urgent' ? {} : { upon: ground };
  return (
    <Link to="/as-of" search={{ person: who.person, at, ...(known !== undefined && { known }), ...upon }}>
      {name}
    </Link>
  );
}

function Line<T extends Holding>({ held, more }: { readonly held: T; readonly more: (held: T) => ReactNode }) {
  const { t, w } = useWords();
  return (
    <li className="row">
      <div className="row-head">
        <h3>
          <PersonLink who={held.who} />
        </h3>
        <Tag>{w.asOf.presence[held.presence]}</Tag>
        {more(held)}
      </div>
      <p>
        {t('asOf.since')} <Time at={held.since} precision={held.precision} /> <Entries entries={held.entries} />
      </p>
      {held.note !== undefined && <p lang="zh-CN">{held.note}</p>}
      {held.presenceBy.length > 0 && held.presence !== 'employed' && <Entries entries={held.presenceBy} />}
    </li>
  );
}

/** What counts, and apart from it what does not: never one list. */
export function Holdings<T extends Holding>(props: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly sorted: Sorted<T>;
  readonly more: (held: T) => ReactNode;
}) {
  const { t } = useWords();
  const { id, title, lead, sorted, more } = props;
  return (
    <Section id={id} title={title} {...(lead !== undefined && { lead })}>
      {sorted.counts.length === 0 && <p className="quiet">{t('asOf.none')}</p>}
      {(['counts', 'apart', 'unclear'] as const).map(
        (place) =>
          sorted[place].length > 0 && (
            <div key={place} className="as-of-group">
              <h3>{t(`asOf.${place}`)}</h3>
              <ul className="rows">
                {sorted[place].map((held, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a holding has no id of its own; the list never changes.
                  <Line key={n} held={held} more={more} />
                ))}
              </ul>
            </div>
          ),
      )}
    </Section>
  );
}
