import { Button } from 'antd';
import { useState } from 'react';
import type { EntryRef, Link, TimelineItem } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { formatTime, shanghaiTime } from '../../ui/format-time.ts';
import { MessageList } from '../../ui/message-list.tsx';
import { conversationOf, nearby } from '../../ui/order.ts';
import { goTo } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { type Lane, laneOf, lanes, latenessOf } from './lanes.ts';
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

function When({ item }: { readonly item: TimelineItem }) {
  const { t } = useWords();
  const { date, time, zone } = shanghaiTime(item.at, item.precision);
  const coarse =
    item.precision === 'day' ? t('chain.onlyDay') : item.precision === 'month' ? t('chain.onlyMonth') : undefined;
  return (
    <div className="moment-when">
      <span className="moment-date">{date}</span>
      <span className="moment-time">
        {time} <span className="time-zone">{zone}</span>
      </span>
      {coarse && <span className="moment-coarse">{coarse}</span>}
    </div>
  );
}

type MomentProps = { readonly item: TimelineItem; readonly uses: readonly Use[]; readonly isLate: boolean };

function Moment({ item, uses, isLate }: MomentProps) {
  const { t, w } = useWords();
  const lane = laneOf(item);
  return (
    <li className="moment" data-lane={lane}>
      <When item={item} />
      <div className="moment-lanes" aria-hidden="true">
        {lanes.map((each) => (
          <span key={each} className={each === lane ? 'moment-lane moment-here' : 'moment-lane'} />
        ))}
      </div>
      <div className={item.message ? 'moment-what' : 'moment-what moment-bare'}>
        <div className="moment-head">
          <span className="moment-lane-name">{w.lanes[lane]}</span>
          <Tag>{wordFor(w.role, item.role)}</Tag>
          {item.title && <h3 lang="zh-CN">{item.title}</h3>}
          {isLate && (
            <span className="moment-late">
              {t('timeline.late', { at: formatTime(item.recordedAt, 'day'), days: daysLate(item) })}
            </span>
          )}
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
const daysLate = ({ at, recordedAt }: TimelineItem) => Math.floor((recordedAt - at) / (24 * 3600 * 1000));

function LaneHead(props: {
  readonly items: readonly TimelineItem[];
  readonly off: readonly Lane[];
  readonly turn: (lane: Lane) => void;
}) {
  const { t, w } = useWords();
  return (
    <fieldset className="lane-head" aria-label={t('timeline.choose')}>
      {lanes.map((lane) => (
        <button key={lane} type="button" aria-pressed={!props.off.includes(lane)} onClick={() => props.turn(lane)}>
          {w.lanes[lane]}
          <small>{props.items.filter((item) => laneOf(item) === lane).length}</small>
        </button>
      ))}
    </fieldset>
  );
}

/** Every record of the chain in the order of the times their sources state, each in the lane of where it comes from. */
export function Timeline(props: { readonly items: readonly TimelineItem[]; readonly links: readonly Link[] }) {
  const { t } = useWords();
  const [off, setOff] = useState<readonly Lane[]>([]);
  if (props.items.length === 0) return <p className="quiet">{t('chain.emptyTimeline')}</p>;
  const { allAbout, isLate } = latenessOf(props.items);
  const turn = (lane: Lane) => setOff(off.includes(lane) ? off.filter((each) => each !== lane) : [...off, lane]);
  const shown = props.items.filter((item) => !off.includes(laneOf(item)));
  const usesOf = (entry: EntryRef) =>
    props.links
      .map((link, place) => ({ place, type: link.type, entries: link.entries }))
      .filter(({ entries }) => entries.some((used) => sameEntry(used, entry)));
  return (
    <>
      <LaneHead items={props.items} off={off} turn={turn} />
      {allAbout !== undefined && (
        <p className="timeline-late">{t('timeline.lateAll', { at: formatTime(allAbout, 'day') })}</p>
      )}
      <ol className="timeline">
        {shown.map((item) => (
          <Moment
            key={`${item.entry.log}:${item.entry.index}`}
            item={item}
            uses={usesOf(item.entry)}
            isLate={isLate(item)}
          />
        ))}
      </ol>
      {shown.length < props.items.length && (
        <p className="quiet">{t('timeline.hidden', { count: props.items.length - shown.length })}</p>
      )}
    </>
  );
}
