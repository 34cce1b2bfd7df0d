import type { Command } from '../command.ts';

/**
 * The commands by their names, in the order of the help. Each is loaded when it is called for: whoever checks a package
 * need not wait for what a server is made of.
 */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'source add': async () => (await import('./source-add.ts')).sourceAddCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  import: async () => (await import('./import.ts')).importCommand,
  mapping: async () => (await import('./mapping.ts')).mappingCommand,
  deliveries: async () => (await import('./deliveries.ts')).deliveriesCommand,
  original: async () => (await import('./original.ts')).originalCommand,
  quarantine: async () => (await import('./quarantine.ts')).quarantineCommand,
  reprocess: async () => (await import('./reprocess.ts')).reprocessCommand,
  retract: async () => (await import('./retract.ts')).retractCommand,
  scan: async () => (await import('./scan.ts')).scanCommand,
  findings: async () => (await import('./findings.ts')).findingsCommand,
  chains: async () => (await import('./chains.ts')).chainsCommand,
  'as-of': async () => (await import('./as-of.ts')).asOfCommand,
  package: async () => (await import('./package.ts')).packageCommand,
  trust: async () => (await import('./package.ts')).trustCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  'sign-pdf': async () => (await import('./sign-pdf.ts')).signPdfCommand,
  custodians: async () => (await import('./custodians.ts')).custodiansCommand,
  fsck: async () => (await import('./fsck.ts')).fsckCommand,
  destroy: async () => (await import('./destroy.ts')).destroyCommand,
  invite: async () => (await import('./invite.ts')).inviteCommand,
  matrix: async () => (await import('./matrix.ts')).matrixCommand,
  who: async () => (await import('./matrix.ts')).whoCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  migrate: async () => (await import('./operate.ts')).migrateCommand,
  'keys rotate': async () => (await import('./operate.ts')).keysRotateCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  bench: async () => (await import('./bench.ts')).benchCommand,
};
