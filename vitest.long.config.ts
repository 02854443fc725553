import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';
import { slowestFiles } from './packages/dev-stack/src/slowest-files.ts';

// The same again: INTERLUDE_TEST_SEED=…
const seed = Number(process.env['INTERLUDE_TEST_SEED'] ?? randomInt(1, 1_000_000));

// What `npm test` has a sample of, whole: beside the faults and the simulation a part of `npm run test:long`.
export default defineConfig({
  test: {
    provide: { extent: 'whole', seed, shiftMs: 0 },
    reporters: ['default', slowestFiles],
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    setupFiles: ['packages/dev-stack/src/test-reds.ts'],
    include: [
      'packages/dev-stack/src/{calendars-model,killed-booking,killed-parts,urgency}.test.ts',
      'services/booking/src/{calendar/listed-and-bookable,sessions/sessions}.test.ts',
      'web/src/accessibility.e2e.ts',
      'web/states/spoken.e2e.ts',
    ],
    pool: 'forks',
    maxWorkers: 2,
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
