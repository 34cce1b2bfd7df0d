import type { Mark, Message } from '../api/types.ts';
import { useWords, wordFor } from '../words/words.ts';
import './message-list.css';
import { shanghaiTime } from './format-time.ts';
import { splitMarks } from './split-marks.ts';

function Words({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  const { w } = useWords();
  return splitMarks(text, marks).map((piece) => {
    if (piece.marks.length === 0) return <span key={piece.start}>{piece.text}</span>;
    const kinds = [...new Set(piece.marks.map((mark) => wordFor(w.findingKind, mark.kind)))].join(' · ');
    return (
      <mark key={piece.start} title={kinds}>
        {piece.text}
      </mark>
    );
  });
}

function Line({ message }: { readonly message: Message }) {
  const { t, w } = useWords();
  const { date, time, zone } = shanghaiTime(message.at, message.precision);
  const to = message.to.map((speaker) => speaker.label).join(w.common.listSeparator);
  const kinds = [...new Set(message.marks.map((mark) => wordFor(w.findingKind, mark.kind)))];
  return (
    <li className={message.focus ? 'message message-focus' : 'message'}>
      <div className="message-head">
        <span className="message-from">{message.from.label}</span>
        <span className="message-side">{w.side[message.from.side]}</span>
        {to && (
          <span className="message-to">
            {t('chain.to')} {to}
          </span>
        )}
        <time className="message-at">
          {date} {time} {zone}
        </time>
      </div>
      <p className="message-text">
        {message.text === '' ? <em>{t('chain.noText')}</em> : <Words text={message.text} marks={message.marks} />}
      </p>
      {kinds.length > 0 && (
        <p className="message-foot">
          {t('chain.focus')}
          {w.common.colon + kinds.join(w.common.listSeparator)}
        </p>
      )}
    </li>
  );
}

/** A conversation as it ran, the words that a rule matched marked where they stand. */
export function MessageList({ messages }: { readonly messages: readonly Message[] }) {
  return (
    <ol className="messages">
      {messages.map((message) => (
        <Line key={`${message.log}:${message.index}:${message.field}`} message={message} />
      ))}
    </ol>
  );
}
