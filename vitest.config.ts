import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts', 'demo/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One process takes file after file: loading a thousand modules anew for each took a third of the time.
    isolate: false,
    maxWorkers: 2,
    globalSetup: ['tests/setup/postgres.ts'],
  },
});
