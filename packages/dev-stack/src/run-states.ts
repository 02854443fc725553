import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Reporter, startVitest } from 'vitest/node';
import { repositoryRoot } from './portal.ts';

/** `npm run states [-- --only <id>…] [--out <folder>]`: pictures of every state a candidate can be shown, and their faults. */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, out: { type: 'string' } },
});
const out = resolve(values.out ?? join(tmpdir(), 'interlude-states'));
if (!relative(repositoryRoot, out).startsWith('..')) throw new Error(`${out} is inside the repository.`);

let looked = 0;
const progress: Reporter = {
  onTestCaseResult(test) {
    const { duration = 0 } = test.diagnostic() ?? {};
    looked += 1;
    console.log(`${looked} ${test.name}: ${test.result().state} after ${(duration / 1000).toFixed(0)} s`);
  },
};

const vitest = await startVitest('test', [], {
  root: repositoryRoot,
  config: join(repositoryRoot, 'vitest.states.config.ts'),
  watch: false,
  reporters: ['default', progress],
  provide: { states: { only: values.only, out } },
});
// It is a failing test, which has set the exit code, that says a fault; here they stand once more, below each other.
await vitest.close();
const faults = await readFile(join(out, 'faults.txt'), 'utf8').catch(() => null);
const found = faults?.split('\n').filter(Boolean) ?? [];
console.log(faults === null ? 'It did not come to its end.' : `${found.length} faults in ${looked} states.`);
for (const fault of found) console.log(`  ${fault}`);
console.log(`The sheet: ${join(out, 'index.html')}`);
if (faults === null || found.length > 0 || looked === 0) process.exitCode = 1;
