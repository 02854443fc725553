import { defineConfig } from 'vitest/config';

// Every state in every look takes minutes: `npm run states`; `npm test` has a choice of them.
export default defineConfig({
  test: {
    provide: { shiftMs: 0 },
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    include: ['web/states/*.states.ts'],
    // Of the two files, one has none of the states that were asked for.
    passWithNoTests: true,
    pool: 'forks',
    maxConcurrency: 3,
    testTimeout: 200_000,
    hookTimeout: 180_000,
  },
});
