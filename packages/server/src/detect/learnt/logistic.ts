/** A row of a sparse matrix: `at` names columns, `sizes` holds what stands there. */
export type Row = { readonly at: Int32Array; readonly sizes: Float64Array };

const MOST_ROUNDS = 60;
const MOST_STEPS = 50;
const CLOSE = 1e-3;

/**
 * Weights w that minimise ½‖w‖² + C Σ log(1 + exp(−yᵢ w·xᵢ)), by coordinate descent in the dual (Yu, Huang and Lin,
 * Machine Learning 85, 2011, algorithm 5). The order of rows is shuffled from a fixed seed: the same rows give the same
 * weights.
 */
export function logistic(rows: readonly Row[], labels: readonly boolean[], columns: number, c: number): Float64Array {
  const weights = new Float64Array(columns);
  const small = Math.min(CLOSE * c, 1e-8);
  const own = rows.map(({ sizes }) => sizes.reduce((sum, size) => sum + size * size, 0));
  const dual = [new Float64Array(rows.length).fill(small), new Float64Array(rows.length).fill(c - small)] as const;
  for (const [i, row] of rows.entries()) addTo(weights, row, signOf(labels[i]) * small);
  const order = Int32Array.from(rows, (_row, i) => i);
  const random = seeded();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    shuffle(order, random);
    let worst = 0;
    for (const i of order) {
      const row = rows[i];
      if (row === undefined) continue;
      const y = signOf(labels[i]);
      const margin = y * product(weights, row);
      const [up, down] = dual;
      const turned = 0.5 * (own[i] ?? 0) * ((down[i] ?? 0) - (up[i] ?? 0)) + margin < 0;
      const [one, other] = turned ? [down, up] : [up, down];
      const before = one[i] ?? 0;
      const step = solve(before, own[i] ?? 0, turned ? -margin : margin, c);
      worst = Math.max(worst, step.slope);
      if (step.to === before) continue;
      one[i] = step.to;
      other[i] = c - step.to;
      addTo(weights, row, (turned ? -1 : 1) * (step.to - before) * y);
    }
    if (worst < 20 * CLOSE) break;
  }
  return weights;
}

export function product(weights: Float64Array, { at, sizes }: Row): number {
  let sum = 0;
  for (let j = 0; j < at.length; j += 1) sum += (weights[at[j] ?? 0] ?? 0) * (sizes[j] ?? 0);
  return sum;
}

/** Newton's method for one variable between 0 and `c`; `slope` is how far from the solution it began. */
function solve(from: number, a: number, b: number, c: number): { readonly to: number; readonly slope: number } {
  let to = c - from < 0.5 * c ? 0.1 * from : from;
  const slopeAt = (z: number): number => a * (z - from) + b + Math.log(z / (c - z));
  let slope = slopeAt(to);
  const first = Math.abs(slope);
  if (first < CLOSE) return { to: from, slope: first };
  for (let step = 0; step <= MOST_STEPS && Math.abs(slope) >= CLOSE; step += 1) {
    const next = to - slope / (a + c / (c - to) / to);
    to = next <= 0 ? 0.1 * to : next;
    slope = slopeAt(to);
  }
  return { to, slope: first };
}

function addTo(weights: Float64Array, { at, sizes }: Row, factor: number): void {
  for (let j = 0; j < at.length; j += 1) {
    const column = at[j] ?? 0;
    weights[column] = (weights[column] ?? 0) + factor * (sizes[j] ?? 0);
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}

/** Numbers from 0 to 1, always the same ones (a linear congruence modulo 2³²). */
function seeded(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const signOf = (label: boolean | undefined): number => (label === true ? 1 : -1);
