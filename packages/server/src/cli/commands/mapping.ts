import { readFileSync } from 'node:fs';
import { diskFile } from '../../intake/file-source.ts';
import { keepMapping, keptMappings } from '../../intake/keep-mapping.ts';
import { mappingJsonSchema } from '../../intake/mapping/schema.ts';
import { previewFile, proposeForFile } from '../../intake/try-mapping.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command, Context } from '../command.ts';
import { operator, withProduct } from '../command.ts';

const USAGE = 'mapping propose FILE | mapping try MAPPING FILE | mapping keep MAPPING | mapping list | mapping schema';

export const mappingCommand: Command = {
  name: 'mapping',
  usage: USAGE,
  does: 'how files of unknown systems are read: propose a mapping for one, try it, keep it',
  options: {},

  async run(context) {
    const [verb, first, second] = context.args;
    const done = await VERBS[verb ?? '']?.(context, first ?? '', second ?? '');
    if (done === undefined) throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    return done;
  },
};

const VERBS: Readonly<Record<string, (context: Context, first: string, second: string) => Promise<number>>> = {
  async propose(context, file) {
    const proposal = await proposeForFile(await diskFile(file), undefined);
    context.json(proposal);
    context.say(proposal.text);
    return 0;
  },
  async try(context, mapping, file) {
    const { problems, samples } = await previewFile(await diskFile(file), readFileSync(mapping, 'utf8'));
    for (const { line, path, why } of problems) context.say(`${mapping} line ${line}, ${path}: ${why}`);
    for (const sample of samples) {
      context.json(sample);
      const after = sample.after === null ? `${sample.code}: ${sample.why}` : JSON.stringify(sample.after);
      context.say(`${sample.at}\n  ${sample.before.trimEnd()}\n  → ${after}`);
    }
    context.json({ problems });
    return problems.length === 0 ? 0 : 1;
  },
  async keep(context, mapping) {
    const text = readFileSync(mapping, 'utf8');
    const { name, version, digest } = await withProduct(context, ({ ledger }) => keepMapping(ledger, operator, text));
    context.json({ name, version, digest });
    context.say(`${name} is kept as version ${version}; files that fit it are read by it from now on`);
    return 0;
  },
  async list(context) {
    for (const { name, title, version, digest } of await withProduct(context, ({ ledger }) => keptMappings(ledger))) {
      context.json({ name, title, version, digest });
      context.say(`${name} ${version}: ${title}`);
    }
    return 0;
  },
  schema(context) {
    context.out(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
    return Promise.resolve(0);
  },
};
