import type { Instant } from '../kernel/time.ts';
import { instantFromMillis } from '../kernel/time.ts';

/** The instant at which clocks of a zone show what those of UTC show at `local`; undefined where none does. */
export type Zone = (local: number) => Instant | undefined;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The zone of an IANA name or an offset such as `+08:00`; undefined if there is none of that name. A clock time that
 * summer time leaves out has no instant; of one that it repeats the earlier is taken. Asia/Shanghai has no summer time
 * here, that of 1986 to 1991 included, as everywhere in records.
 */
export function zoneNamed(name: string): Zone | undefined {
  if (zones.has(name)) return zones.get(name);
  if (zones.size > NAMES) zones.clear();
  const made = makeZone(name);
  zones.set(name, made);
  return made;
}

const zones = new Map<string, Zone | undefined>();
const NAMES = 100;

function makeZone(name: string): Zone | undefined {
  if (name === 'Asia/Shanghai') return (local) => instantFromMillis(local - 8 * HOUR);
  const clock = clockOf(name);
  return clock === undefined ? undefined : withOffsets((at) => offsetAt(clock, at));
}

const REMEMBERED = 10_000;

function withOffsets(offsetOf: (at: number) => number): Zone {
  const days = new Map<number, readonly number[]>();
  /** The offsets that are in force about this day: two where one takes the place of the other. */
  function offsetsAbout(day: number): readonly number[] {
    const known = days.get(day);
    if (known !== undefined) return known;
    if (days.size > REMEMBERED) days.clear();
    const found = [...new Set([offsetOf((day - 1) * DAY), offsetOf((day + 2) * DAY)])];
    days.set(day, found);
    return found;
  }
  return (local) => {
    const offsets = offsetsAbout(Math.floor(local / DAY));
    const [only, other] = offsets;
    if (only === undefined) return undefined;
    if (other === undefined) return instantFromMillis(local - only);
    const fitting = offsets.filter((offset) => offsetOf(local - offset) === offset);
    return fitting.length === 0 ? undefined : instantFromMillis(local - Math.max(...fitting));
  };
}

function clockOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: name, hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return undefined;
  }
}

function offsetAt(clock: Intl.DateTimeFormat, at: number): number {
  const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
