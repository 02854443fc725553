import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

// The same wishes again: INTERLUDE_FAULTS_SEED=… npm run faults
const { INTERLUDE_FAULTS_SEED, INTERLUDE_TEST_SEED } = process.env;
const seed = Number(INTERLUDE_FAULTS_SEED ?? INTERLUDE_TEST_SEED ?? randomInt(1, 1_000_000));

// What stops for a minute takes minutes to try: `npm run faults`, beside `npm test`.
export default defineConfig({
  test: {
    provide: { shiftMs: 0, faults: { seed } },
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    include: ['packages/dev-stack/src/**/*.faults.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 180_000,
  },
});
