/** A movement of a made statement. Amounts are minor units of a currency of two decimals. */
export type SampleMovement = {
  readonly direction: 'in' | 'out';
  readonly minor: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly name?: string;
  readonly account?: string;
  readonly memo?: string;
  readonly endToEnd?: string;
  readonly bankReference?: string;
  readonly state?: 'booked' | 'pending' | 'reversal';
};

export type SampleStatement = {
  readonly account: string;
  readonly owner?: string;
  readonly currency: string;
  readonly openingMinor: number;
  readonly movements: readonly SampleMovement[];
};

/** What the account holds behind all booked movements. */
export function closingMinor({ openingMinor, movements }: SampleStatement): number {
  return movements
    .filter(({ state }) => state !== 'pending')
    .reduce((sum, { direction, minor }) => sum + (direction === 'in' ? minor : -minor), openingMinor);
}

/** `1234.56` with the decimal sign given. */
export function decimalOf(minor: number, sign: '.' | ','): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${digits.slice(0, -2)}${sign}${digits.slice(-2)}`;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
