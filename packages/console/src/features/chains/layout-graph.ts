import type { Bundle, Graph, GraphNode, Placed } from './graph-model.ts';
import { layoutNarrow } from './layout-narrow.ts';
import { layoutWide } from './layout-wide.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type PlacedNode = GraphNode & Box;
/** One line of a bundle; `links` are those of its bundle. */
export type PlacedLine = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly links: readonly Placed[];
};
/** Where links are named that share a place. */
export type PlacedLabel = Box & { readonly id: string; readonly links: readonly Placed[] };
export type GraphLayout = {
  readonly nodes: readonly PlacedNode[];
  readonly lines: readonly PlacedLine[];
  readonly labels: readonly PlacedLabel[];
  readonly height: number;
};

/** From this width on there is room for four columns with their labels in between. */
const wideFrom = 1160;

/** Places parties and links in a frame of the given width, in CSS pixels: nothing overlaps, at any width. */
export const layoutGraph = (graph: Graph, width: number): GraphLayout =>
  width >= wideFrom ? layoutWide(graph, width) : layoutNarrow(graph, width);

/** All links of the bundles whose name begins so, in their order. */
export const linksIn = (bundles: readonly Bundle[], ...names: readonly string[]): readonly Placed[] =>
  bundles
    .filter(({ id }) => names.some((name) => id.startsWith(name)))
    .flatMap(({ links }) => links)
    .toSorted((a, b) => a.place - b.place);
