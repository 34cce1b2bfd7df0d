import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withOriginal } from '../../intake/original-file.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';
import { placeIn } from '../place.ts';

export const originalCommand: Command = {
  name: 'original',
  usage: 'original DELIVERY -o FILE',
  does: 'the file of a delivery, byte for byte as it came; that it was read is recorded',
  options: { output: { type: 'string', short: 'o' } },

  async run(context) {
    const to = text(context.values, 'output');
    if (to === undefined) throw new Refusal('cli.usage', { why: 'say where to write it: -o FILE' });
    const place = placeIn(context.args[0]);
    const { name, sizeBytes } = await withProduct(context, ({ intake }) =>
      withOriginal(intake, operator, place, async (file, delivered) => {
        // A file that stands there already is left alone: it may be evidence too.
        await pipeline(Readable.from(file.stream(0)), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
        return { name: delivered.name, sizeBytes: file.sizeBytes };
      }),
    );
    context.json({ file: to, name, sizeBytes });
    context.say(`${to}: ${sizeBytes} bytes, as ${name} came`);
    return 0;
  },
};
