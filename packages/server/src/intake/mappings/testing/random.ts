/** A stream of choices that depends on nothing but its seed. */
export type Random = {
  readonly int: (from: number, to: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
};

/** The mulberry32 recurrence: 32 bits of state, integer arithmetic only, hence the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[int(0, list.length - 1)];
    if (picked === undefined) throw new Error('pick needs a list with something in it');
    return picked;
  };
  return { int, pick, chance: (percent) => next() * 100 < percent };
}

export const digits = (random: Random, length: number): string =>
  Array.from({ length }, (_, at) => (at === 0 ? random.int(1, 9) : random.int(0, 9))).join('');

/** A moment of the years 2019 to 2025 as `YYYY-MM-DD HH:mm:ss`. */
export function moment(random: Random): string {
  const [month, day] = [random.int(1, 12), random.int(1, 28)];
  const [hour, minute, second] = [random.int(0, 23), random.int(0, 59), random.int(0, 59)];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${random.int(2019, 2025)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** The instant of a moment that is told in China, or of the beginning of a day. */
export function inChina(text: string): number {
  const [day = '', time = '00:00:00'] = text.split(' ');
  return Date.parse(`${day}T${time}+08:00`);
}
