import type { Epoch } from '@zhenglian/proof';
import { parseEpoch } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { Outside } from '../ledger/fsck-heads.ts';

const Single = z.object({ log: z.string(), size: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * What was seen outside, one JSON value a line: a head `{log, size, sha256}` or an epoch as its note holds it. Signature
 * lines of a signed note are passed over. Refuses other lines with `request.invalid`.
 */
export function outsideOf(text: string): Outside {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('— '));
  const seen = lines.map((line, at): Outside => {
    try {
      const single = Single.safeParse(JSON.parse(line));
      return single.success ? { heads: [single.data], epochs: [] } : { heads: [], epochs: [epochIn(line)] };
    } catch {
      throw new Refusal('request.invalid', { why: `line ${at + 1} of the heads is neither a head nor an epoch` });
    }
  });
  return { heads: seen.flatMap(({ heads }) => heads), epochs: seen.flatMap(({ epochs }) => epochs) };
}

const epochIn = (line: string): Epoch => parseEpoch(`${line.trim()}\n`);
