import type { ScanLine } from '../../detect/scan.ts';
import { scanLines } from '../../detect/scan.ts';
import { diskFile } from '../../intake/file-source.ts';
import { readFileRecords } from '../../intake/read-file.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command } from '../command.ts';

export const scanCommand: Command = {
  name: 'scan',
  usage: 'scan FILE',
  does: 'content rules over the records of a file, line by line, without a database',
  options: {},

  async run(context) {
    const [file] = context.args;
    if (file === undefined || context.args.length > 1) throw new Refusal('cli.usage', { why: 'usage: zl scan FILE' });
    const records = await readFileRecords(await diskFile(file), file);
    for (const line of scanLines(() => records)) {
      context.json(line);
      for (const text of inWords(line)) context.say(text);
    }
    return 0;
  },
};

function inWords(line: ScanLine): readonly string[] {
  if ('error' in line) return [`line ${line.line}: ${line.error.code}: ${line.error.why}`];
  return line.findings.map(
    ({ kind, severity, text, start, end }) => `line ${line.line}: ${kind} (${severity}) 「${text}」 ${start}–${end}`,
  );
}
