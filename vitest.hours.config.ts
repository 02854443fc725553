import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const dayMs = 86_400_000;
const hour = process.env['INTERLUDE_TEST_HOUR'] ?? '00:05';
const today = new Date().toISOString().slice(0, 10);
// To the next time that it is so late: INTERLUDE_TEST_HOUR=23:58 TZ=Pacific/Kiritimati vitest run --config vitest.hours.config.ts
const shiftMs = (Date.parse(`${today}T${hour}:00Z`) - Date.now() + dayMs) % dayMs;

// Everything that needs no other clock than that of its process, at another hour of the day. Workflows live by the clock
// of their engine, which cannot be moved.
export default defineConfig({
  test: {
    provide: { extent: 'sample', seed: Number(process.env['INTERLUDE_TEST_SEED'] ?? randomInt(1, 1_000_000)), shiftMs },
    maxWorkers: Math.max(2, availableParallelism() - 1),
    isolate: false,
    pool: 'forks',
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    setupFiles: ['packages/dev-stack/src/test-shifted-clock.ts', 'packages/dev-stack/src/test-runtime.ts'],
    include: [
      'packages/shared/src/**/*.test.ts',
      'services/booking/src/**/*.test.ts',
      'services/calendars/src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'web/states/**/*.e2e.ts',
    ],
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
