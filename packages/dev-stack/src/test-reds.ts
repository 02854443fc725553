import { afterEach, beforeEach } from 'vitest';
import { tailsOfRunning } from './child-processes.ts';
import { lastLines } from './test-lines.ts';

// A set-up file of the service tests: a red says what the services said last, beside the test and inside its process.
beforeEach(() => void lastLines.take());
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  const because = String(task.result.errors?.[0]?.message).slice(0, 600);
  console.error(
    `Last lines of the services of “${task.name}”, red: ${because}\n${tailsOfRunning()}${lastLines.take()}`,
  );
});
