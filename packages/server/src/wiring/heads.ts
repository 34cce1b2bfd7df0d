import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { Head } from '../ledger/fsck-heads.ts';

const Single = z.object({ log: z.string(), size: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const Epoch = z.object({ logs: z.array(Single) });

/**
 * Heads seen outside, one JSON value a line: `{log, size, sha256}` or an epoch with `logs`. Signature
 * lines of a signed epoch note are passed over. Refuses other lines with `request.invalid`.
 */
export function headsOf(text: string): readonly Head[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('— '));
  return lines.flatMap((line, at) => {
    try {
      const value: unknown = JSON.parse(line);
      const epoch = Epoch.safeParse(value);
      return epoch.success ? epoch.data.logs : [Single.parse(value)];
    } catch {
      throw new Refusal('request.invalid', { why: `line ${at + 1} of the heads is neither a head nor an epoch` });
    }
  });
}
