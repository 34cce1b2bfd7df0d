import { existsSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal.ts';
import { formatInstant } from '../../kernel/time.ts';
import { backup } from '../../wiring/backup/backup.ts';
import { restore } from '../../wiring/backup/restore.ts';
import { destructionsPath } from '../../wiring/destructions.ts';
import type { Command, Context } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE',
  does: 'write the whole ledger into one file; the master key is not in it and is to be kept apart',
  options: {},

  async run(context) {
    const [file] = context.args;
    if (file === undefined || context.args.length > 1) throw new Refusal('cli.usage', { why: 'usage: zl backup FILE' });
    const done = await withProduct(context, (product) => backup(product, file));
    context.json({ file, ...done });
    context.say(`${file}: ${done.sizeBytes} bytes, ${done.files} sealed files, SHA-256 ${done.sha256}`);
    for (const { log, size, sha256 } of done.heads) context.say(`  log ${log}: ${size} entries, root ${sha256}`);
    context.say(keepApart(context));
    return 0;
  },
};

/** What somebody with the backup alone lacks, and what somebody who has to restore will look for. */
function keepApart({ config }: Context): string {
  const { masterKey, dataDir } = config;
  const where = masterKey.kind === 'file' ? masterKey.path : 'where ZHENGLIAN_MASTER_KEY* says';
  return [
    `The master key (${where}) is NOT in this file. Without it nothing here can ever be opened; with it, everything can.`,
    'Keep a copy of it apart from the backup, never beside it. 主密钥不在备份内,请另行保管,勿与备份放在一处。',
    `Keep ${destructionsPath(dataDir)} with the master key, always the latest: a restore goes by it to destroy`,
    'again what was destroyed since. Backups older than a destruction still hold the keys it destroyed: discard them.',
  ].join('\n');
}

const RESTORE = 'restore FILE [--destructions FILE]';

export const restoreCommand: Command = {
  name: 'restore',
  usage: RESTORE,
  does: 'put a backup into an empty database; what was destroyed since stays destroyed',
  options: { destructions: { type: 'string' } },

  async run(context) {
    const [path] = context.args;
    if (path === undefined || context.args.length > 1) throw new Refusal('cli.usage', { why: `usage: zl ${RESTORE}` });
    if (!existsSync(path)) throw new Refusal('cli.usage', { why: `there is no file ${path}` });
    const destructions = text(context.values, 'destructions');
    const { config } = context;
    const done = await restore({
      config,
      actor: operator,
      path,
      ...(destructions === undefined ? {} : { destructions }),
    });
    const { header, ...rest } = done;
    const { installation, version, createdAt, heads } = header;
    context.json({ file: path, installation, version, createdAt: formatInstant(createdAt), heads, ...rest });
    context.say(`Restored installation ${installation} as of ${formatInstant(createdAt)}, ${done.files} sealed files.`);
    for (const { log, size, sha256 } of heads) context.say(`  log ${log}: ${size} entries, root ${sha256}`);
    for (const folder of done.movedAside) context.say(`What stood here before is now ${folder}.`);
    if (done.destroyedAgain > 0) context.say(`${done.destroyedAgain} data keys destroyed since were destroyed again.`);
    if (!done.knowsDestructions) {
      context.note(
        'No destructions.ndjson was found: if anything was destroyed after this backup, it is back. Restore again with --destructions.\n',
      );
    }
    context.say('What was recorded after the backup is not here. Check it all with: zl fsck');
    return 0;
  },
};
