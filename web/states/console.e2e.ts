import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { consoleDay, consoleParts, consoleStates } from './console/console-table.ts';
import { lookAtConsole } from './console/test-console-looks.ts';

it('has every state of the console once', () => {
  expect(new Set(consoleStates.map(({ id }) => id)).size).toBe(consoleStates.length);
});

it('has a file of tests for each part of the console', async () => {
  const files = await readdir(import.meta.dirname);
  expect(Object.keys(consoleParts).filter((part) => !files.includes(`${part}.e2e.ts`))).toEqual([]);
});

lookAtConsole(consoleDay);
