import { defineConfig } from 'vitest/config';

/** These put spies into modules, which they must load themselves to do so. */
const spying = ['packages/server/src/access/credentials/password.test.ts', 'tests/http/hostile/guessing.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['tests/setup/postgres.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts', 'demo/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...spying],
          // One process takes file after file: loading a thousand modules anew for each took a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: spying } },
    ],
  },
});
