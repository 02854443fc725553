import { expect, it } from 'vitest';
import { consoleDay, consoleStates } from './console/console-table.ts';
import { lookAtConsole } from './console/test-console-looks.ts';

it('has every state of the console once', () => {
  expect(new Set(consoleStates.map(({ id }) => id)).size).toBe(consoleStates.length);
});

lookAtConsole(consoleDay);
