import { createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Intake } from '../../intake/intake.ts';
import { everyDelivery } from '../../intake/list-deliveries.ts';
import { withOriginal } from '../../intake/original-file.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Place } from '../../ledger/read.ts';
import type { Command, Context } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';
import { placeIn } from '../place.ts';

const USAGE = 'original DELIVERY -o FILE | original DELIVERY… -o FOLDER/ | original --source NAME -o FOLDER/';

export const originalCommand: Command = {
  name: 'original',
  usage: USAGE,
  does: 'the files of deliveries, byte for byte as they came; that they were read is recorded',
  options: { output: { type: 'string', short: 'o' }, source: { type: 'string' } },

  async run(context) {
    const to = text(context.values, 'output');
    if (to === undefined) throw new Refusal('cli.usage', { why: `say where to write: ${USAGE}` });
    const source = text(context.values, 'source');
    const named = context.args.map(placeIn);
    if ((source === undefined) === (named.length === 0)) throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    const intoFolder = source !== undefined || named.length > 1 || to.endsWith('/') || isFolder(to);
    if (intoFolder) mkdirSync(to, { recursive: true, mode: 0o700 });
    await withProduct(context, async ({ intake, ledger }) => {
      const places = source === undefined ? named : await placesOf(ledger, source);
      for (const place of places) await writeOut(context, intake, place, { to, intoFolder });
    });
    return 0;
  },
};

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

async function placesOf(ledger: Ledger, source: string): Promise<readonly Place[]> {
  const places: Place[] = [];
  for await (const page of everyDelivery(ledger, operator, { source }))
    places.push(...page.map(({ log, index }) => ({ log, index })));
  return places.reverse();
}

type Where = { readonly to: string; readonly intoFolder: boolean };

async function writeOut(context: Context, intake: Intake, place: Place, { to, intoFolder }: Where): Promise<void> {
  await withOriginal(intake, operator, place, async (file, { name }) => {
    const path = intoFolder ? join(to, `${place.log}-${place.index}-${plainName(name)}`) : to;
    // A file that stands there already is left alone: it may be evidence too.
    if (existsSync(path)) throw new Refusal('cli.usage', { why: `${path} stands there already; name another file` });
    await pipeline(Readable.from(file.stream(0)), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    context.json({ delivery: `${place.log}:${place.index}`, file: path, name, sizeBytes: file.sizeBytes });
    context.say(`${path}: ${file.sizeBytes} bytes, as ${name} came`);
  });
}

/** The name a file had, without what would leave the folder or hide it. */
const plainName = (name: string): string => name.replaceAll(/[/\\\p{Cc}]/gu, '_').slice(-150);
