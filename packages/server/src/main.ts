import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Every command loads some thousand modules: what they compile to is kept beside the packages, where whoever may write
// could change the code itself. Where nothing can be kept there, they are compiled anew.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/zhenglian'));
const { run } = await import('./cli/run.ts');

// A reader such as `head` that closes the pipe has what it wanted: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// The process's own environment is handed on once, here; `config` alone decodes it.
const code = await run(process.argv.slice(2), process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
process.exitCode = code;
