import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { states } from './table.ts';
import { looks } from './test-looks.ts';
import { missingPairs } from './variants.ts';

it('has every state once, and every two properties of a page together in some of them', () => {
  expect(new Set(states.map(({ id }) => id)).size).toBe(states.length);
  expect(missingPairs(looks.map(({ variant }) => variant))).toEqual([]);
});

it('has a file of tests for each table of states', async () => {
  const files = await readdir(join(import.meta.dirname, 'table'));
  const tables = files.filter((file) => !file.endsWith('.e2e.ts'));
  expect(tables.map((file) => file.replace('.ts', '.e2e.ts')).filter((file) => !files.includes(file))).toEqual([]);
});
