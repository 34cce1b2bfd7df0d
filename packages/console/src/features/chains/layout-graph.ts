import type { Chain, Link } from '../../api/types.ts';

export type Role = 'employee' | 'customers' | 'outside';
export type Placed = { readonly link: Link; readonly place: number };
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type GraphNode = Box & { readonly role: Role; readonly own: readonly Placed[] };
type GraphEdge = {
  readonly from: Role;
  readonly to: Role;
  readonly links: readonly Placed[];
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number; readonly width: number };
};
export type GraphLayout = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly height: number;
};

const employeeCustomer: readonly string[] = ['owned-then', 'permitted-then', 'accessed', 'called'];
const rowPx = 26;
const wideFrom = 620;
const arrow = 7;

type Sides = { readonly own: Placed[]; readonly care: Placed[]; readonly deal: Placed[]; readonly money: Placed[] };

/** Which two of the three a link is about; a type that is not known is shown between employee and outside company. */
export function sidesOf(links: readonly Link[]): Sides {
  const sides: Sides = { own: [], care: [], deal: [], money: [] };
  links.forEach((link, place) => {
    const side =
      link.type === 'clause-in-force'
        ? sides.own
        : employeeCustomer.includes(link.type)
          ? sides.care
          : link.type === 'said-deal'
            ? sides.deal
            : sides.money;
    side.push({ link, place });
  });
  return sides;
}

const rows = (links: readonly Placed[]) => Math.max(1, links.length) * rowPx + 12;
const nodeHeight = (lines: number, own: number) => 52 + lines * 20 + (own > 0 ? own * rowPx + 4 : 0);

function heights(chain: Chain, sides: Sides) {
  return {
    employee: nodeHeight(1, sides.own.length),
    customers: nodeHeight(Math.max(1, Math.min(chain.customers.length, 5)), 0),
    outside: nodeHeight(Math.max(1, chain.outside.length), 0),
  };
}

/** Employee and company below, customers above them in the middle: three straight runs with room for their labels. */
function wide(chain: Chain, sides: Sides, width: number): GraphLayout {
  const node = Math.min(230, Math.max(150, Math.floor(width * 0.24)));
  const tall = heights(chain, sides);
  const top = Math.max(tall.customers, rows(sides.care), rows(sides.deal));
  const low = Math.max(tall.employee, tall.outside, rows(sides.money));
  const [right, middle, lowY] = [width - node, (width - node) / 2, top + 30];
  const [topLine, lowLine] = [top / 2, lowY + low / 2];
  const run = middle - node / 2;
  const labelWidth = Math.min(190, run - 44);
  const lowBox = { width: node, height: Math.max(tall.employee, tall.outside) };
  const boxY = lowLine - lowBox.height / 2;
  return {
    height: lowY + low,
    nodes: [
      { role: 'employee', own: sides.own, x: 0, y: boxY, ...lowBox },
      { role: 'customers', own: [], x: middle, y: topLine - tall.customers / 2, width: node, height: tall.customers },
      { role: 'outside', own: [], x: right, y: boxY, ...lowBox },
    ],
    edges: [
      {
        from: 'employee',
        to: 'customers',
        links: sides.care,
        path: `M${node / 2},${boxY} V${topLine + 8} Q${node / 2},${topLine} ${node / 2 + 8},${topLine} H${middle - arrow}`,
        label: { x: node / 2 + run / 2 - 4, y: topLine, width: labelWidth },
      },
      {
        from: 'customers',
        to: 'outside',
        links: sides.deal,
        path: `M${middle + node},${topLine} H${width - node / 2 - 8} Q${width - node / 2},${topLine} ${width - node / 2},${topLine + 8} V${boxY - arrow}`,
        label: { x: width - node / 2 - run / 2 + 4, y: topLine, width: labelWidth },
      },
      {
        from: 'outside',
        to: 'employee',
        links: sides.money,
        path: `M${right},${lowLine} H${node + arrow}`,
        label: { x: width / 2, y: lowLine, width: Math.min(240, right - node - 60) },
      },
    ],
  };
}

/** One under the other on a narrow screen; what flows back to the employee runs up the right side. */
function narrow(chain: Chain, sides: Sides, width: number): GraphLayout {
  const node = Math.round(width * 0.56);
  const tall = heights(chain, sides);
  const [careGap, dealGap] = [rows(sides.care) + 40, rows(sides.deal) + 40];
  const customersY = tall.employee + careGap;
  const outsideY = customersY + tall.customers + dealGap;
  const [centre, back] = [node / 2, node + (width - node) / 2];
  const [employeeLine, outsideLine] = [tall.employee / 2, outsideY + tall.outside / 2];
  return {
    height: outsideY + tall.outside,
    nodes: [
      { role: 'employee', own: sides.own, x: 0, y: 0, width: node, height: tall.employee },
      { role: 'customers', own: [], x: 0, y: customersY, width: node, height: tall.customers },
      { role: 'outside', own: [], x: 0, y: outsideY, width: node, height: tall.outside },
    ],
    edges: [
      {
        from: 'employee',
        to: 'customers',
        links: sides.care,
        path: `M${centre},${tall.employee} V${customersY - arrow}`,
        label: { x: centre, y: tall.employee + careGap / 2 - 3, width: node },
      },
      {
        from: 'customers',
        to: 'outside',
        links: sides.deal,
        path: `M${centre},${customersY + tall.customers} V${outsideY - arrow}`,
        label: { x: centre, y: customersY + tall.customers + dealGap / 2 - 3, width: node },
      },
      {
        from: 'outside',
        to: 'employee',
        links: sides.money,
        path: `M${node},${outsideLine} H${back - 8} Q${back},${outsideLine} ${back},${outsideLine - 8} V${employeeLine + 8} Q${back},${employeeLine} ${back - 8},${employeeLine} H${node + arrow}`,
        label: {
          x: node + 10 + (width - node - 10) / 2,
          y: (employeeLine + outsideLine) / 2,
          width: width - node - 14,
        },
      },
    ],
  };
}

/** Places the three parties and the links between them in a frame of the given width, in CSS pixels. */
export function layoutGraph(chain: Chain, width: number): GraphLayout {
  const sides = sidesOf(chain.links);
  return width >= wideFrom ? wide(chain, sides, width) : narrow(chain, sides, width);
}
