import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { environment } from './config.ts';
import { repositoryRoot } from './portal.ts';

/** `npm run test:hours`: what needs no clock but that of its process, at the hours and in the zones that tests trip over. */
const runs = [
  { hour: '00:05', zone: 'Pacific/Kiritimati' },
  { hour: '12:00', zone: 'America/St_Johns' },
  { hour: '16:57', zone: 'Pacific/Kiritimati' },
  { hour: '23:58', zone: 'America/St_Johns' },
];

const seed = environment['INTERLUDE_TEST_SEED'] ?? String(randomInt(1, 1_000_000));

const failed = runs.filter(({ hour, zone }) => {
  console.log(`At ${hour} UTC, in ${zone}:`);
  const env = { ...environment, INTERLUDE_TEST_HOUR: hour, INTERLUDE_TEST_SEED: seed, TZ: zone };
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.hours.config.ts'];
  return spawnSync(process.execPath, args, { cwd: repositoryRoot, env, stdio: 'inherit' }).status !== 0;
});
for (const { hour, zone } of failed) console.log(`Red at ${hour} UTC, in ${zone}.`);
if (failed.length > 0) process.exitCode = 1;
