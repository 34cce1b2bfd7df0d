import { Link as RouterLink } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import type { Chain, EntryRef, Link, LinkInputs } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { StrengthSign } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { sumOfLink } from './link-sum.ts';

/** The entries something rests on, each one openable. */
export function EntryLinks({ entries }: { readonly entries: readonly EntryRef[] }) {
  return (
    <div className="entry-links">
      {entries.map((entry) => (
        <EntryLink key={`${entry.log}:${entry.index}`} {...entry} />
      ))}
    </div>
  );
}

/** When the standing that a chain speaks of is looked up, as an address writes it. */
export type ActOf = { readonly chain: Chain; readonly at: string };

/** Leads from what a chain says of standing to all that is recorded of it. */
function Standing({ link, act: { chain, at } }: { readonly link: Link; readonly act: ActOf }) {
  const { t } = useWords();
  const may = useMay();
  if (!may('entry.read') || (link.type !== 'owned-then' && link.type !== 'permitted-then')) return null;
  return chain.customers
    .filter(({ ref }) => link.grounds.includes(ref))
    .map(({ ref, name }) => (
      <RouterLink key={ref} to="/as-of" search={{ customer: ref, at, upon: `chain:${chain.id}` }}>
        {t('asOf.fromChain', { customer: name || ref })}
      </RouterLink>
    ));
}

/** What a link was computed from, as figures: so that it can be computed again without reading the sentence. */
function Inputs({ inputs }: { readonly inputs: LinkInputs }) {
  const { t, w } = useWords();
  const sum = sumOfLink(inputs);
  const { order, days } = inputs;
  const facts = [
    ...(sum === undefined
      ? []
      : [
          [t('inputs.due'), sum.due],
          [t('inputs.paid'), sum.paid],
          [t('inputs.difference'), sum.difference],
        ]),
    ...(order === undefined ? [] : [[t('inputs.order'), w.inputs.orders[order]]]),
    ...(days === undefined ? [] : [[t('inputs.apart'), t('inputs.days', { count: days })]]),
  ];
  if (facts.length === 0) return null;
  return (
    <dl className="link-inputs">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Each link with its strength in words, its grounds, its figures, and the entries by which they can be recomputed. */
export function LinkList(props: {
  readonly links: readonly Link[];
  readonly inputs: readonly LinkInputs[];
  readonly act: ActOf | undefined;
}) {
  const { t, w } = useWords();
  const { links, inputs, act } = props;
  if (links.length === 0) return <p className="quiet">{t('chain.whyNone')}</p>;
  return (
    <ol className="links">
      {links.map((link, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link has no id of its own; its place in the chain is its name.
        <li key={place} id={`link-${place}`} className="link" tabIndex={-1}>
          <div className="link-head">
            <span className="link-number">{place + 1}</span>
            <h3>{wordFor(w.link, link.type)}</h3>
            <StrengthSign strength={link.strength} />
          </div>
          <p className="link-grounds" lang="zh-CN">
            <span className="visually-hidden">{t('chain.grounds') + w.common.colon}</span>
            {link.grounds}
          </p>
          <Inputs inputs={inputs[place] ?? {}} />
          <EntryLinks entries={link.entries} />
          {act !== undefined && <Standing link={link} act={act} />}
        </li>
      ))}
    </ol>
  );
}
