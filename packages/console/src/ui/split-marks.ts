/** A stretch of text with the marks that cover all of it; joined in order the pieces give the text back. */
export type Piece<M> = { readonly text: string; readonly start: number; readonly marks: readonly M[] };

/**
 * Cuts a text at the edges of its marks. Offsets are UTF-16 units as the rules count them; marks that lie outside the
 * text are clipped to it, empty ones are passed over, overlapping ones share their common piece.
 */
export function splitMarks<M extends { readonly start: number; readonly end: number }>(
  text: string,
  marks: readonly M[],
): readonly Piece<M>[] {
  const clipped = marks
    .map((mark) => ({ mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter(({ start, end }) => start < end);
  const edges = [...new Set([0, text.length, ...clipped.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((start, place) => {
    const end = edges[place + 1] ?? text.length;
    const covering = clipped.filter((c) => c.start <= start && c.end >= end).map((c) => c.mark);
    return { text: text.slice(start, end), start, marks: covering };
  });
}
