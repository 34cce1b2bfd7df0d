import type { Chain, ChainDetail, EntryRef, Link, TimelineItem } from '../../api/types.ts';
import { shanghaiTime } from '../../ui/format-time.ts';
import { personLabel, personNumber } from '../../ui/person.ts';

export type Role = 'employee' | 'clause' | 'account' | 'customer' | 'deal' | 'outside' | 'payer' | 'transfer';
/** A link with its place in the list of links, which is its number on the page. */
export type Placed = { readonly link: Link; readonly place: number };
export type GraphNode = {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly detail: string;
  /** Links that are shown within the node: no other node is known that they lead to. */
  readonly own: readonly Placed[];
};
/** Lines that share one label; a line without links only says what a record itself names. */
export type Bundle = {
  readonly id: string;
  readonly lines: readonly { readonly from: string; readonly to: string }[];
  readonly links: readonly Placed[];
};
export type Graph = { readonly nodes: readonly GraphNode[]; readonly bundles: readonly Bundle[] };

const keyOf = ({ log, index }: Pick<EntryRef, 'log' | 'index'>): string => `${log}:${index}`;
const rests = (link: Link, entry: EntryRef) => link.entries.some((each) => keyOf(each) === keyOf(entry));

/** What is new in a line once the parties are drawn beside it: the sum first, then what a deal or memo is called. */
function briefly(text: string): string {
  const [sum = ''] = /(?:¥|[A-Z]{3} )\d[\d,]*(?:\.\d+)?/u.exec(text) ?? [];
  const [before = '', after = ''] = sum === '' ? [text] : text.split(sum);
  const rest = before.includes('：') ? before.slice(before.lastIndexOf('：') + 1) : sum === '' ? text : after;
  return `${sum} ${rest.replace(/^[,，\s]+|[,，\s]+$/gu, '')}`.trim();
}

type Part = { readonly node: GraphNode; readonly entry: EntryRef; readonly item: TimelineItem };

function partsOf(timeline: readonly TimelineItem[], kind: 'deal' | 'transfer'): readonly Part[] {
  return timeline
    .filter((item) => item.kind === kind)
    .map((item) => ({
      node: {
        id: `${kind}-${keyOf(item.entry)}`,
        role: kind,
        name: briefly(item.detail),
        detail: shanghaiTime(item.at, item.precision).date,
        own: [],
      },
      entry: item.entry,
      item,
    }));
}

function personNode({ employee }: Chain, own: readonly Placed[]): GraphNode {
  return { id: 'employee', role: 'employee', name: personLabel(employee), detail: personNumber(employee), own };
}

/** Whom each deal was with: by a link that names the customer and rests on the deal, else by the name it begins with. */
function customerOf({ entry, item }: Part, { chain, inputs }: Pick<ChainDetail, 'chain' | 'inputs'>) {
  const by = chain.links.findIndex((link, place) => inputs[place]?.customer !== undefined && rests(link, entry));
  const named = chain.customers.find(({ name }) => name !== '' && item.detail.startsWith(name));
  return inputs[by]?.customer ?? named?.ref;
}

type Detail = Pick<ChainDetail, 'chain' | 'inputs' | 'timeline'>;
/** Hands out links, each once: of these types, and about this customer where one is named. */
type Take = (types: readonly string[], customer?: string) => readonly Placed[];
type Drawn = { readonly nodes: readonly GraphNode[]; readonly bundles: readonly Bundle[] };

function taker({ chain, inputs }: Detail): Take {
  const left = new Set(chain.links.keys());
  return (types, customer) =>
    chain.links.flatMap((link, place) => {
      const isMeant = customer === undefined || inputs[place]?.customer === customer;
      return isMeant && types.includes(link.type) && left.delete(place) ? [{ link, place }] : [];
    });
}

/** A node for each of these links, with the name of the record of this kind that it rests on, and a line to the employee. */
function beside(links: readonly Placed[], role: Role, nameOf: (link: Link) => string): Drawn {
  return {
    nodes: links.map(({ link, place }) => ({
      ...{ id: `${role}-${place}`, role, name: nameOf(link), detail: `${place + 1}`, own: [] },
    })),
    bundles: links.map((each) => ({
      ...{
        id: `${role}-${each.place}-line`,
        lines: [{ from: `${role}-${each.place}`, to: 'employee' }],
        links: [each],
      },
    })),
  };
}

function customersOf(detail: Detail, take: Take, deals: readonly Part[]): Drawn {
  const drawn = detail.chain.customers.map(({ ref, name }): Drawn => {
    const id = `customer-${ref}`;
    const care = take(['owned-then', 'permitted-then', 'accessed'], ref);
    const said = take(['said-deal'], ref);
    const lines = deals
      .filter((deal) => customerOf(deal, detail) === ref)
      .map(({ node }) => ({ from: id, to: node.id }));
    const own = lines.length === 0 ? said : [];
    return {
      nodes: [{ id, role: 'customer', name: name || ref, detail: name ? ref : '', own }],
      bundles: [
        { id: `care-${ref}`, lines: [{ from: 'employee', to: id }], links: care },
        { id: `said-${ref}`, lines, links: lines.length === 0 ? [] : said },
      ],
    };
  });
  return { nodes: drawn.flatMap(({ nodes }) => nodes), bundles: drawn.flatMap(({ bundles }) => bundles) };
}

/** The company and whoever else paid, with the lines that end in a payment. */
function moneyOf({ chain }: Detail, take: Take, deals: readonly Part[], transfers: readonly Part[]): Drawn {
  const [company, ...others] = chain.outside;
  const payers = others.map(({ name }, at) => ({
    id: `payer-${at}`,
    role: 'payer' as const,
    name,
    detail: '',
    own: [],
  }));
  const payerOf = (link: Link) => payers.find(({ name }) => link.grounds.includes(name))?.id ?? 'outside';
  const paidBy = take(['payer-company']);
  const [saidPaid, dealPaid] = [take(['said-transfer']), take(['deal-transfer'])];
  const met = (links: readonly Placed[], from: EntryRef | undefined, to: EntryRef) =>
    links.some(({ link }) => rests(link, to) && (from === undefined || rests(link, from)));
  const paid = (
    id: string,
    links: readonly Placed[],
    from: readonly { readonly id: string; readonly entry?: EntryRef }[],
  ) => ({
    ...{ id, links },
    lines: from.flatMap((one) =>
      transfers.filter(({ entry }) => met(links, one.entry, entry)).map(({ node }) => ({ from: one.id, to: node.id })),
    ),
  });
  return {
    nodes: [{ id: 'outside', role: 'outside', name: company?.name ?? '', detail: '', own: [] }, ...payers],
    bundles: [
      { id: 'sold', lines: deals.map(({ node }) => ({ from: node.id, to: 'outside' })), links: [] },
      paid('said-paid', saidPaid, [{ id: 'employee' }]),
      paid(
        'deal-paid',
        dealPaid,
        deals.map(({ node, entry }) => ({ id: node.id, entry })),
      ),
      {
        id: 'paid-by',
        lines: transfers.map(({ node, entry }) => {
          const by = paidBy.find(({ link }) => rests(link, entry));
          return { from: by === undefined ? 'outside' : payerOf(by.link), to: node.id };
        }),
        links: paidBy.filter(({ link }) => payerOf(link) === 'outside'),
      },
      {
        id: 'payer-of',
        lines: payers.map(({ id }) => ({ from: id, to: 'outside' })),
        links: paidBy.filter(({ link }) => payerOf(link) !== 'outside'),
      },
    ],
  };
}

/**
 * What stands on the page as a drawing: every party, deal, payment and clause once, and every link once, on the line
 * between the two that it is about, or within the employee where no other is known.
 */
export function graphOf(detail: Detail): Graph {
  const { chain, timeline } = detail;
  const take = taker(detail);
  const [deals, transfers] = [partsOf(timeline, 'deal'), partsOf(timeline, 'transfer')];
  const record = (kind: string) => (link: Link) =>
    timeline.find((item) => item.kind === kind && rests(link, item.entry))?.detail ?? '';
  const clauses = beside(
    take(['clause-in-force']),
    'clause',
    (link) => /《.*/u.exec(record('agreement')(link))?.[0] ?? '',
  );
  const accounts = beside(take(['payee-employee']), 'account', record('binding'));
  const customers = customersOf(detail, take, deals);
  const money = moneyOf(detail, take, deals, transfers);
  const paidTo = transfers.map(({ node, entry }) => {
    const at = chain.links.findIndex((link) => link.type === 'payee-employee' && rests(link, entry));
    return { from: node.id, to: at < 0 ? 'employee' : `account-${at}` };
  });
  const all = [
    ...[...clauses.bundles, ...customers.bundles, ...money.bundles, ...accounts.bundles],
    { id: 'paid-to', lines: paidTo, links: [] },
  ];
  const bundles = all.filter(({ lines }) => lines.length > 0);
  const drawn = new Set(
    [...bundles.flatMap(({ links }) => links), ...customers.nodes.flatMap(({ own }) => own)].map(({ place }) => place),
  );
  const own = chain.links.flatMap((link, place) => (drawn.has(place) ? [] : [{ link, place }]));
  const nodes = [
    ...[...clauses.nodes, personNode(chain, own), ...accounts.nodes, ...customers.nodes],
    ...[...deals.map(({ node }) => node), ...money.nodes, ...transfers.map(({ node }) => node)],
  ];
  return { nodes, bundles };
}
