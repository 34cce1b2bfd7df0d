import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chain, EntryRef, Link, LinkInputs, TimelineItem } from '../../api/types.ts';
import { graphOf } from './graph-model.ts';
import { type Box, layoutGraph } from './layout-graph.ts';

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
const entry = (index: number): EntryRef => ({ log: 'main', source: 's', externalId: `x${index}`, index });
/** A server that is newer than this page may know more types. */
const link = (type: string, entries: readonly number[], grounds = ''): Link => ({
  ...{ type: type as Link['type'], strength: 'weak', entries: entries.map(entry), grounds },
});
const item = (kind: string, index: number, detail: string): TimelineItem => ({
  ...{ entry: entry(index), role: kind, at: 0, precision: 'day', title: '', detail, kind, recordedAt: 0 },
});
const tier = { have: [], weak: [], missing: [], next: [] };

type Story = {
  readonly customers: number;
  readonly outside: number;
  readonly links: readonly { readonly type: string; readonly customer: number; readonly entries: readonly number[] }[];
  readonly deals: number;
  readonly transfers: number;
};

/** Deals are the entries 0 to 9, payments 10 to 14. */
function storyOf({ customers, outside, links, deals, transfers }: Story) {
  const chain: Chain = {
    ...{ id: 'c', employee: { ref: 'E001', name: '张三', person: null }, strength: 'weak', rivals: [] },
    customers: Array.from({ length: customers }, (_, n) => ({ ref: `C${n}`, name: `客户${n}` })),
    outside: Array.from({ length: outside }, (_, n) => ({ name: `外部${n}` })),
    links: links.map(({ type, entries }) => link(type, entries, '付款人外部1')),
    tiers: { basic: tier, core: tier, process: tier },
  };
  const inputs: readonly LinkInputs[] = links.map(({ customer }) => ({ customer: `C${customer}` }));
  const timeline = [
    ...Array.from({ length: deals }, (_, n) => item('deal', n, `客户${n}与外部0：合同 ${n},¥1.00`)),
    ...Array.from({ length: transfers }, (_, n) => item('transfer', 10 + n, '外部0付给张三 ¥1.00')),
  ];
  return { chain, inputs, timeline };
}

const stories = fc.record({
  customers: fc.nat(8),
  outside: fc.nat(3),
  deals: fc.nat(10),
  transfers: fc.nat(4),
  links: fc.array(
    fc.record({
      type: fc.constantFrom(...types),
      customer: fc.nat(8),
      entries: fc.uniqueArray(fc.nat(14), { maxLength: 5 }),
    }),
    { maxLength: 40 },
  ),
});

test('every link is drawn once, one of an unknown type included', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { nodes, bundles } = graphOf(storyOf(story));
      const places = [...nodes.flatMap(({ own }) => own), ...bundles.flatMap(({ links }) => links)].map(
        ({ place }) => place,
      );
      expect(places.toSorted((a, b) => a - b)).toEqual([...story.links.keys()]);
      const known = new Set(nodes.map(({ id }) => id));
      for (const { lines } of bundles)
        for (const { from, to } of lines) expect([known.has(from), known.has(to)]).toEqual([true, true]);
    }),
  );
});

test('a link of money is drawn between the very deal, payment and payer that it rests on', () => {
  const { nodes, bundles } = graphOf(
    storyOf({
      ...{ customers: 2, outside: 2, deals: 2, transfers: 1 },
      links: [
        { type: 'said-deal', customer: 1, entries: [7, 1] },
        { type: 'deal-transfer', customer: 0, entries: [1, 10] },
        { type: 'payer-company', customer: 0, entries: [10] },
      ],
    }),
  );
  const lines = (id: string) => bundles.find((each) => each.id === id)?.lines;
  expect(lines('said-C1')).toEqual([{ from: 'customer-C1', to: 'deal-main:1' }]);
  expect(lines('deal-paid')).toEqual([{ from: 'deal-main:1', to: 'transfer-main:10' }]);
  expect(lines('paid-by')).toEqual([{ from: 'payer-0', to: 'transfer-main:10' }]);
  expect(nodes.find(({ id }) => id === 'deal-main:1')?.name).toBe('¥1.00 合同 1');
});

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x + 0.01 ||
  b.x + b.width <= a.x + 0.01 ||
  a.y + a.height <= b.y + 0.01 ||
  b.y + b.height <= a.y + 0.01;

test('no party and no label overlaps another or leaves the frame, for up to eight customers at every width', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 1400 }), stories, (width, story) => {
      const graph = graphOf(storyOf(story));
      const { nodes, labels, lines, height } = layoutGraph(graph, width);
      const boxes: readonly (Box & { readonly id: string })[] = [...nodes, ...labels];
      for (const [place, box] of boxes.entries()) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.01);
        for (const other of boxes.slice(place + 1))
          expect([box.id, other.id, apart(box, other)]).toEqual([box.id, other.id, true]);
      }
      const named = [...labels.flatMap(({ links }) => links), ...nodes.flatMap(({ own }) => own)].map(
        ({ place }) => place,
      );
      expect(named.toSorted((a, b) => a - b)).toEqual([...story.links.keys()]);
      expect(lines).toHaveLength(graph.bundles.flatMap((bundle) => bundle.lines).length);
    }),
    { numRuns: 300 },
  );
});
