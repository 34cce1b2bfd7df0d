import { readFileSync } from 'node:fs';
import type { ScanLine } from '../../detect/scan.ts';
import { scanLines } from '../../detect/scan.ts';
import { connectors } from '../../intake/connectors/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command } from '../command.ts';

export const scanCommand: Command = {
  name: 'scan',
  usage: 'scan FILE',
  does: 'content rules over the records of a file, line by line, without a database',
  options: {},

  run(context) {
    const [file] = context.args;
    if (file === undefined || context.args.length > 1) throw new Refusal('cli.usage', { why: 'usage: zl scan FILE' });
    const bytes = readFileSync(file);
    const connector = connectors.find((each) => each.recognise(bytes.subarray(0, 65_536), file));
    if (connector === undefined) throw new Refusal('import.unrecognised', { why: `${file} is in no known format` });
    const settings = { source: connector.sourceIn(bytes.subarray(0, 65_536)) ?? 'scan' };
    for (const line of scanLines(() => connector.parse(bytes, settings))) {
      context.json(line);
      for (const text of inWords(line)) context.say(text);
    }
    return Promise.resolve(0);
  },
};

function inWords(line: ScanLine): readonly string[] {
  if ('error' in line) return [`line ${line.line}: ${line.error.code}: ${line.error.why}`];
  return line.findings.map(
    ({ kind, severity, text, start, end }) => `line ${line.line}: ${kind} (${severity}) 「${text}」 ${start}–${end}`,
  );
}
