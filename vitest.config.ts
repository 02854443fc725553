import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { slowestFiles } from './packages/dev-stack/src/slowest-files.ts';

// On a busy machine a second is nothing: what never comes is given up by the one wait for it, long before its test is.
const patience = { expect: { poll: { timeout: 30_000 } }, testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    // A file waits for servers a third of its time: three share two cores well.
    maxWorkers: Math.max(3, availableParallelism()),
    reporters: ['default', slowestFiles],
    // `npm run test:long` tries whole what takes minutes. INTERLUDE_TEST_SEED=… repeats a sample.
    provide: {
      extent: 'sample',
      seed: Number(process.env['INTERLUDE_TEST_SEED'] ?? randomInt(1, 1_000_000)),
      shiftMs: 0,
    },
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          include: [
            'packages/shared/src/**/*.test.ts',
            'web/src/**/*.test.ts',
            'packages/postmark-sandbox/src/**/*.test.ts',
            'packages/calendar-sandbox/src/**/*.test.ts',
          ],
          ...patience,
        },
      },
      {
        test: {
          name: 'service',
          isolate: false,
          setupFiles: ['packages/dev-stack/src/test-reds.ts', 'packages/dev-stack/src/test-runtime.ts'],
          include: ['services/*/{src,test}/**/*.test.ts', 'packages/dev-stack/src/**/*.test.ts'],
          pool: 'forks',
          ...patience,
        },
      },
      {
        test: {
          name: 'journey',
          isolate: false,
          include: ['web/{src,states}/**/*.e2e.ts'],
          pool: 'forks',
          ...patience,
        },
      },
    ],
  },
});
