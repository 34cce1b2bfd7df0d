const [LF, CR] = [10, 13];

/** How many lines end in these bytes, by LF or CRLF; with `loneToo`, also by a CR alone, as tables of old systems have it. */
export function lineEnds(bytes: Uint8Array, loneToo: boolean): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  if (!loneToo) return lines;
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) lines++;
  return lines;
}
