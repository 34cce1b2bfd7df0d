import type { Precision } from '../api/types.ts';
import { formatTime, shanghaiTime } from './format-time.ts';

/** An instant with its zone printed, as one unbroken piece of text. */
export function Time({ at, precision = 'second' }: { readonly at: number; readonly precision?: Precision }) {
  const { date, time, zone } = shanghaiTime(at, precision);
  return (
    <time className="time" title={formatTime(at, precision)}>
      {date}
      {time && ` ${time}`} <span className="time-zone">{zone}</span>
    </time>
  );
}
