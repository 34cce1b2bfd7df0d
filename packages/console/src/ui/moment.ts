/** A date and a time as they were typed, in Shanghai, as the server takes them: the date alone where no time is given. */
export function momentOf(date: string, time: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  if (time === '') return date;
  if (!/^\d\d:\d\d(:\d\d)?$/.test(time)) return undefined;
  return `${date}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

/** The date and the time of such a moment, to be shown in a form. */
export function typedIn(moment: string | undefined): { readonly date: string; readonly time: string } {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)\+08:00)?$/.exec(moment ?? '');
  return { date: found?.[1] ?? '', time: found?.[2] ?? '' };
}

/** An instant as such a moment. */
export const momentAt = (at: number): string => `${new Date(at + 8 * 3600 * 1000).toISOString().slice(0, 19)}+08:00`;
