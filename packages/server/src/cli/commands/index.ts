import type { Command } from '../command.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { benchCommand } from './bench.ts';
import { chainsCommand } from './chains.ts';
import { deliveriesCommand } from './deliveries.ts';
import { destroyCommand } from './destroy.ts';
import { findingsCommand } from './findings.ts';
import { fsckCommand } from './fsck.ts';
import { importCommand } from './import.ts';
import { inviteCommand } from './invite.ts';
import { mappingCommand } from './mapping.ts';
import { matrixCommand, whoCommand } from './matrix.ts';
import { keysRotateCommand, migrateCommand } from './operate.ts';
import { originalCommand } from './original.ts';
import { packageCommand, trustCommand, verifyCommand } from './package.ts';
import { quarantineCommand } from './quarantine.ts';
import { reprocessCommand } from './reprocess.ts';
import { retractCommand } from './retract.ts';
import { scanCommand } from './scan.ts';
import { serveCommand } from './serve.ts';
import { sourceAddCommand } from './source-add.ts';
import { watchCommand } from './watch.ts';

export const commands: readonly Command[] = [
  sourceAddCommand,
  serveCommand,
  importCommand,
  mappingCommand,
  deliveriesCommand,
  originalCommand,
  quarantineCommand,
  reprocessCommand,
  retractCommand,
  scanCommand,
  findingsCommand,
  chainsCommand,
  packageCommand,
  trustCommand,
  verifyCommand,
  fsckCommand,
  destroyCommand,
  inviteCommand,
  matrixCommand,
  whoCommand,
  watchCommand,
  migrateCommand,
  keysRotateCommand,
  backupCommand,
  restoreCommand,
  benchCommand,
];
