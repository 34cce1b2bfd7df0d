/** One line of the system log: the name of an event and ids, numbers or codes about it. Never content, never a name. */
export type LogLine = { readonly event: string; readonly [id: string]: string | number | boolean };

export type Log = (line: LogLine) => void;

/** Writes JSON lines with the time to `write`; a value that is no id, number or code is replaced. */
export function logTo(write: (text: string) => void, now: () => number): Log {
  return (line) => {
    const safe = Object.fromEntries(
      Object.entries(line).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]),
    );
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...safe })}\n`);
  };
}

/** Ids, codes, paths of routes: ASCII without spaces. Anything else could be somebody's words. */
const plain = (value: string): string => (/^[\x21-\x7e]{0,200}$/.test(value) ? value : '[text]');
