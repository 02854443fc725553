import { afterEach } from 'vitest';
import { tailsOfRunning } from './child-processes.ts';

// A set-up file of the service tests: a red says what the processes beside it said last.
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  const tails = tailsOfRunning();
  if (tails !== '') console.error(`Last lines of the processes of “${task.name}”:\n${tails}`);
});
