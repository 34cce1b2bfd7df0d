import type { GraphNode, Placed } from './graph-model.ts';
import type { Box, PlacedNode } from './layout-graph.ts';

const rowPx = 26;
export const gapPx = 14;
/** How long the head of an arrow is: lines end this much before a node. */
export const arrowPx = 7;

/** As high as its text, which is cut to two lines, and the links within it. */
export function heightOf({ role, own }: GraphNode): number {
  const text = role === 'customer' || role === 'employee' ? 52 : 68;
  return text + (own.length > 0 ? own.length * rowPx + 6 : 0);
}

export const labelHeight = ({ length }: readonly Placed[]): number => (length === 0 ? 0 : length * rowPx + 8);
export const sumOf = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
export const stackHeight = (nodes: readonly GraphNode[]): number =>
  sumOf(nodes.map(heightOf)) + Math.max(0, nodes.length - 1) * gapPx;

/** Puts nodes one under the other. */
export const stack = (nodes: readonly GraphNode[], x: number, y: number, width: number): readonly PlacedNode[] =>
  nodes.map((node, at) => ({
    ...node,
    ...{ x, y: y + stackHeight(nodes.slice(0, at)) + (at > 0 ? gapPx : 0), width, height: heightOf(node) },
  }));

export const middle = ({ y, height }: Box): number => y + height / 2;
export const right = ({ x, width }: Box): number => x + width;
export const bottom = ({ y, height }: Box): number => y + height;
