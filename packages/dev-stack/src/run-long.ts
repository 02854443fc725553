import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { environment } from './config.ts';
import { repositoryRoot } from './portal.ts';

const vitest = (config: string) => ['node_modules/vitest/vitest.mjs', 'run', '--config', config];

/** `npm run test:long`: all that takes longer than the gate may, one after the other; a red one hides none of the others. */
const parts = [
  { name: 'faults', args: vitest('vitest.faults.config.ts') },
  { name: 'simulation', args: vitest('vitest.simulate.config.ts') },
  { name: 'samples, whole', args: vitest('vitest.long.config.ts') },
  { name: 'hours', args: ['packages/dev-stack/src/run-hours.ts'] },
];

const seed = environment['INTERLUDE_TEST_SEED'] ?? String(randomInt(1, 1_000_000));
const ends = parts.map(({ name, args }) => {
  const began = performance.now();
  const env = { ...environment, INTERLUDE_TEST_SEED: seed };
  const isGreen = spawnSync(process.execPath, args, { cwd: repositoryRoot, env, stdio: 'inherit' }).status === 0;
  return { name, isGreen, minutes: (performance.now() - began) / 60_000 };
});
for (const { name, isGreen, minutes } of ends)
  console.log(`${isGreen ? 'green' : 'RED  '} ${minutes.toFixed(1).padStart(5)} min  ${name}`);
console.log(`All of it again: INTERLUDE_TEST_SEED=${seed} npm run test:long`);
if (ends.some(({ isGreen }) => !isGreen)) process.exitCode = 1;
