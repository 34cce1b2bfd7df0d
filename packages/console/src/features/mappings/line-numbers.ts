/** How many lines a text has, as an editor counts them: one more than its line ends. */
export function countLines(text: string): number {
  return text.split('\n').length;
}

/** Where the given line (from 1) stands in a text, as a selection of the whole line; the last line where it is beyond. */
export function spanOfLine(text: string, line: number): { readonly start: number; readonly end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(1, line), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[at]?.length ?? 0) };
}
