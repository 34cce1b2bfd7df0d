/** What is paid where a sum was promised, if somebody rounds it or takes a tax out of it first. */
export type Adjusted = {
  /** Chinese; stands in the grounds, so that a reader computes the same. */
  readonly words: string;
  readonly minor: bigint;
};

/** 增值税 rates and levy rates of 2019 and later, and the round figures at which people settle “the tax”, in percent. */
const withoutTax = [13n, 9n, 6n, 3n, 1n] as const;
const taxTaken = [1n, 3n, 6n, 10n, 20n] as const;
const units = [1_000_00n, 100_00n, 10_00n] as const;

/**
 * Every sum that an ordinary settlement makes of `promised`, in minor units of CNY: rounded down or to the nearest 1,000, 100 or 10
 * yuan where that moves it by no more than one percent; out of the amount without 增值税; less a flat tax; less the
 * withholding on 劳务报酬 (国家税务总局公告2018年第61号, art. 8). The likelier come first; none of them is certain.
 */
export function adjustedSums(promised: bigint): readonly Adjusted[] {
  return [
    ...units.flatMap((unit) => rounded(promised, unit)),
    ...withoutTax.map((rate) => ({
      words: `按不含税金额计(税率${rate}%)`,
      minor: divide(promised * 100n, 100n + rate),
    })),
    ...taxTaken.map((rate) => ({ words: `扣除${rate}%税点`, minor: divide(promised * (100n - rate), 100n) })),
    { words: '扣除劳务报酬预扣税款', minor: promised - withheld(promised) },
  ].filter(({ minor }) => minor > 0n && minor !== promised);
}

function rounded(promised: bigint, unit: bigint): readonly Adjusted[] {
  const down = (promised / unit) * unit;
  const near = divide(promised, unit) * unit;
  return [...new Set([down, near])]
    .filter((minor) => absolute(minor - promised) * 100n <= promised)
    .map((minor) => ({ words: `取整到${unit / 100n}元`, minor }));
}

/** Of one payment, as whoever pays has to withhold it. */
function withheld(income: bigint): bigint {
  const taxable = income <= 4_000_00n ? income - 800_00n : divide(income * 80n, 100n);
  if (taxable <= 0n) return 0n;
  if (taxable <= 20_000_00n) return divide(taxable * 20n, 100n);
  if (taxable <= 50_000_00n) return divide(taxable * 30n, 100n) - 2_000_00n;
  return divide(taxable * 40n, 100n) - 7_000_00n;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Rounded half up; both are positive. */
const divide = (value: bigint, by: bigint): bigint => (value + by / 2n) / by;
