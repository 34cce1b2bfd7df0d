/** A value as canonical JSON orders it (RFC 8785: members by their UTF-16 units), with line ends for reading. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => sorted(member), 2);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
