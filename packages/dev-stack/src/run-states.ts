import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { repositoryRoot } from './portal.ts';

/** `npm run states [-- --only <id>…] [--out <folder>]`: pictures of every state a candidate can be shown, and their faults. */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, out: { type: 'string' } },
});
const out = resolve(values.out ?? join(tmpdir(), 'interlude-states'));
if (!relative(repositoryRoot, out).startsWith('..')) throw new Error(`${out} is inside the repository.`);

const vitest = await startVitest('test', [], {
  root: repositoryRoot,
  config: join(repositoryRoot, 'vitest.states.config.ts'),
  watch: false,
  provide: { states: { only: values.only, out } },
});
await vitest.close();
