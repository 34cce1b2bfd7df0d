import { readFileSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal.ts';
import { systemClock } from '../../kernel/time.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import type { Command } from '../command.ts';
import { text } from '../command.ts';

const USAGE = 'sign-pdf FILE.pdf --signer NAME [--out FILE.pdf]';

export const signPdfCommand: Command = {
  name: 'sign-pdf',
  usage: USAGE,
  does: 'add a signature to a report; earlier ones keep holding. Needs no server and no database',
  options: { signer: { type: 'string' }, out: { type: 'string' } },

  async run({ args, values, config, say, json }) {
    const [file] = args;
    const name = text(values, 'signer');
    if (file === undefined || name === undefined) throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    const configured = config.signers.find((each) => each.name === name);
    if (configured === undefined)
      throw new Refusal('cli.usage', { why: `ZHENGLIAN_SIGNERS_FILE names no signer ${name}` });
    const { openSigner } = await import('../../export/signer.ts');
    const { timestampAuthorities } = await import('../../wiring/outgoing.ts');
    const { signPdf } = await import('../../export/sign-pdf.ts');
    const { stampBy } = await import('../../export/stamp.ts');
    const signer = openSigner(configured, timestampAuthorities(config));
    let isStamped = false;
    const signed = await signPdf(readFileSync(file), signer, systemClock.now(), async (signature) => {
      const token = await stampBy(signer)(signature);
      isStamped = token !== undefined;
      return token;
    });
    const out = text(values, 'out') ?? file;
    await writeWhole(out, [signed]);
    json({ file: out, signer: name, timestamp: isStamped });
    say(`${out}: signed by ${name}, ${isStamped ? 'with' : 'without'} a timestamp`);
    return 0;
  },
};
