import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

// The same wishes again, or more of them: INTERLUDE_SIMULATION_SEED=… INTERLUDE_SIMULATION_ROUNDS=2000 npm run simulate
const { INTERLUDE_SIMULATION_SEED, INTERLUDE_TEST_SEED } = process.env;
const seed = Number(INTERLUDE_SIMULATION_SEED ?? INTERLUDE_TEST_SEED ?? randomInt(1, 1_000_000));
const rounds = Number(process.env['INTERLUDE_SIMULATION_ROUNDS'] ?? 40);

// What tries thousands of wishes, and every bug that is planted to be found, takes minutes: beside `npm test`.
export default defineConfig({
  test: {
    provide: { shiftMs: 0, simulation: { seed, rounds } },
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    include: ['services/booking/test/*.simulation.ts', 'services/booking/test/simulation.test.ts'],
    pool: 'forks',
    testTimeout: 600_000,
    hookTimeout: 180_000,
  },
});
