import { Button } from 'antd';
import { useState } from 'react';
import type { EntryRef, Link, TimelineItem } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { shanghaiTime } from '../../ui/format-time.ts';
import { MessageList } from '../../ui/message-list.tsx';
import { conversationOf, nearby } from '../../ui/order.ts';
import { goTo } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import './timeline.css';

const around = 2;

/** A link that rests on an entry: its place in the list of links, and its type. */
type Use = { readonly place: number; readonly type: string };

function Conversation({ item }: { readonly item: TimelineItem }) {
  const { t } = useWords();
  const all = conversationOf(item);
  const near = nearby(all, (m) => m.focus || (m.log === item.entry.log && m.index === item.entry.index), around);
  const [open, setOpen] = useState(false);
  if (all.length === 0) return null;
  return (
    <div className="moment-words">
      <MessageList messages={open ? all : near} />
      {all.length > near.length && (
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('chain.contextHide') : t('chain.context', { count: all.length - near.length })}
        </Button>
      )}
    </div>
  );
}

/** The links that rest on an entry, by their numbers in the list of links. */
function UsedBy({ uses }: { readonly uses: readonly Use[] }) {
  const { t, w } = useWords();
  if (uses.length === 0) return null;
  return (
    <span className="moment-links">
      {t('chain.usedBy')}
      {uses.map(({ place, type }) => (
        <button key={place} type="button" onClick={() => goTo(`link-${place}`)}>
          {place + 1} {wordFor(w.link, type)}
        </button>
      ))}
    </span>
  );
}

function Moment({ item, uses }: { readonly item: TimelineItem; readonly uses: readonly Use[] }) {
  const { t, w } = useWords();
  const { date, time, zone } = shanghaiTime(item.at, item.precision);
  const coarse =
    item.precision === 'day' ? t('chain.onlyDay') : item.precision === 'month' ? t('chain.onlyMonth') : undefined;
  return (
    <li className="moment">
      <div className="moment-when">
        <span className="moment-date">{date}</span>
        <span className="moment-time">
          {time} <span className="time-zone">{zone}</span>
        </span>
        {coarse && <span className="moment-coarse">{coarse}</span>}
      </div>
      <div className={item.title || item.message ? 'moment-what' : 'moment-what moment-bare'}>
        <div className="moment-head">
          <Tag>{wordFor(w.role, item.role)}</Tag>
          {item.title && <h3 lang="zh-CN">{item.title}</h3>}
        </div>
        {item.detail && (
          <p className="moment-detail" lang="zh-CN">
            {item.detail}
          </p>
        )}
        <Conversation item={item} />
        <div className="moment-foot">
          <EntryLink {...item.entry} />
          <UsedBy uses={uses} />
        </div>
      </div>
    </li>
  );
}

const sameEntry = (a: EntryRef, b: EntryRef) => a.log === b.log && a.index === b.index;

/** Every record of the chain in the order of the times their sources state, from all sources together. */
export function Timeline(props: { readonly items: readonly TimelineItem[]; readonly links: readonly Link[] }) {
  const { t } = useWords();
  if (props.items.length === 0) return <p className="quiet">{t('chain.emptyTimeline')}</p>;
  const usesOf = (entry: EntryRef) =>
    props.links
      .map((link, place) => ({ place, type: link.type, entries: link.entries }))
      .filter(({ entries }) => entries.some((used) => sameEntry(used, entry)));
  return (
    <ol className="timeline">
      {props.items.map((item) => (
        <Moment key={`${item.entry.log}:${item.entry.index}`} item={item} uses={usesOf(item.entry)} />
      ))}
    </ol>
  );
}
