const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long something has lasted, in the largest unit that fits, rounded down: `3 小时`, `3 hours`. Never less than nothing. */
export function formatAge(millis: number, language: string): string {
  const lasted = Math.max(0, millis);
  const [unit, length] = units.find(([, each]) => lasted >= each) ?? ['second', 1_000];
  const inWords = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return inWords.format(Math.floor(lasted / length));
}
