import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chain, Link } from '../../api/types.ts';
import { type Box, layoutGraph, sidesOf } from './layout-graph.ts';

const types = [
  'said-deal',
  'said-transfer',
  'deal-transfer',
  'payer-company',
  'payee-employee',
  'owned-then',
  'permitted-then',
  'accessed',
  'called',
  'clause-in-force',
  'something-new',
];
/** A server that is newer than this page may know more types. */
const link = (type: string): Link => ({ type: type as Link['type'], strength: 'weak', entries: [], grounds: '' });
const tier = { have: [], weak: [], missing: [], next: [] };

function chainWith(links: readonly Link[], customers: number): Chain {
  return {
    id: 'c',
    employee: { ref: 'E001', name: '张三', person: null },
    customers: Array.from({ length: customers }, (_, n) => ({ ref: `C${n}`, name: '' })),
    outside: [{ name: '华晟科技有限公司' }],
    strength: 'weak',
    links,
    rivals: [],
    tiers: { basic: tier, core: tier, process: tier },
  };
}

test('no link is lost between the sides, one of an unknown type included', () => {
  const { own, care, deal, money } = sidesOf(types.map(link));
  const places = [...own, ...care, ...deal, ...money].map((placed) => placed.place);
  expect(places.toSorted((a, b) => a - b)).toEqual(types.map((_, place) => place));
  expect(money.map((placed) => placed.link.type)).toContain('something-new');
});

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('parties never overlap and stay inside the frame, at every width and with any links', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 280, max: 1400 }),
      fc.array(fc.constantFrom(...types), { maxLength: 14 }),
      fc.integer({ min: 0, max: 9 }),
      (width, chosen, customers) => {
        const { nodes, edges, height } = layoutGraph(chainWith(chosen.map(link), customers), width);
        for (const [place, node] of nodes.entries()) {
          expect(node.x).toBeGreaterThanOrEqual(0);
          expect(node.x + node.width).toBeLessThanOrEqual(width);
          expect(node.y).toBeGreaterThanOrEqual(0);
          expect(node.y + node.height).toBeLessThanOrEqual(height + 0.001);
          for (const other of nodes.slice(place + 1)) expect(apart(node, other)).toBe(true);
        }
        for (const { label } of edges) {
          expect(label.width).toBeGreaterThan(60);
          expect(label.x - label.width / 2).toBeGreaterThanOrEqual(0);
          expect(label.x + label.width / 2).toBeLessThanOrEqual(width);
        }
      },
    ),
  );
});
