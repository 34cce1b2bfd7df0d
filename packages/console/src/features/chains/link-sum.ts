import type { LinkInputs, Money } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';

/** 1000 basis points are 10%; no trailing zeros. */
export function formatPercent(bps: number): string {
  const rest = String(Math.abs(bps) % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(bps / 100)}${rest === '' ? '' : `.${rest}`}%`;
}

/** The sum by which a link can be computed again: what was due, what was paid, by how much they differ. */
export type LinkSum = {
  /** `10% × ¥200,000.00 = ¥20,000.00`, or a fixed sum that was spoken of. */
  readonly due: string;
  readonly paid: string;
  readonly difference: string;
};

/** Nothing where the link does not rest on sums. What was due is what was paid less the difference, as the server counts. */
export function sumOfLink({ percentBps, fixed, dealTotal, paid, differenceMinor }: LinkInputs): LinkSum | undefined {
  if (paid === undefined || differenceMinor === undefined) return undefined;
  const minor = (value: bigint): Money => ({ currency: paid.currency, minor: String(value) });
  const due = formatMoney(minor(BigInt(paid.minor) - BigInt(differenceMinor)));
  const share = percentBps === undefined ? undefined : formatPercent(percentBps);
  const how =
    share === undefined ? '' : dealTotal === undefined ? `${share} → ` : `${share} × ${formatMoney(dealTotal)} = `;
  return {
    due: share === undefined && fixed !== undefined ? formatMoney(fixed) : `${how}${due}`,
    paid: formatMoney(paid),
    difference: formatMoney(minor(BigInt(differenceMinor))),
  };
}
