import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from './logistic.ts';
import { logistic, product } from './logistic.ts';

const row = (...sizes: number[]): Row => ({
  at: Int32Array.from(sizes, (_size, i) => i),
  sizes: Float64Array.from(sizes),
});

test('at the weights that are found, no direction makes the loss smaller', () => {
  const size = fc.double({ min: -3, max: 3, noNaN: true });
  const point = fc.tuple(fc.tuple(size, size, size), fc.boolean());
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 3, maxLength: 40 }),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      (points, c) => {
        const rows = points.map(([sizes]) => row(1, ...sizes));
        const labels = points.map(([, label]) => label);
        const weights = logistic(rows, labels, 4, c);
        for (let column = 0; column < 4; column += 1) {
          const slope = rows.reduce((sum, each, i) => {
            const y = labels[i] === true ? 1 : -1;
            return sum - (c * y * (each.sizes[column] ?? 0)) / (1 + Math.exp(y * product(weights, each)));
          }, weights[column] ?? 0);
          expect(Math.abs(slope)).toBeLessThan(0.2 * c * rows.length);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the same rows give the same weights', () => {
  const rows = [row(1, 0), row(1, 1), row(1, 2), row(1, 3)];
  const labels = [false, true, false, true];
  expect(logistic(rows, labels, 2, 1)).toEqual(logistic(rows, labels, 2, 1));
});

test('two that only one column tells apart are told apart by it', () => {
  const weights = logistic([row(1, 1), row(1, -1)], [true, false], 2, 10);
  expect(weights[1]).toBeGreaterThan(1);
  expect(Math.abs(weights[0] ?? 1)).toBeLessThan(0.01);
});
