const numbers = new Map<string, number>();
const names: string[] = [];

/**
 * The number of a slot, the same for as long as the process runs: what is asked of every message is asked by number.
 * Names come from patterns and dictionaries alone, so there are never more than those hold.
 */
export function slotNumber(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = names.push(name) - 1;
  numbers.set(name, number);
  return number;
}

export const slotName = (slot: number): string => names[slot] ?? '';
