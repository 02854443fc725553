import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from './bundle.ts';
import { bundlePlanted } from './test-planted.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const files = (await readdir(folder)).filter((name) => name.endsWith('.history.json'));

const textOf = (file: string) => readFile(join(folder, file), 'utf8');
const replay = async (file: string, workflowBundle: { code: string }) =>
  Worker.runReplayHistory({ workflowBundle }, JSON.parse(await textOf(file)), 'interview:int_replayed');

let bundle: { code: string };

beforeAll(async () => {
  bundle = await bundleWorkflows();
});

describe('the recorded histories', () => {
  it('exist for every path', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(files)('%s is replayed by the present code', async (file) => {
    await replay(file, bundle);
  });

  it.each(files)('%s holds ids only', async (file) => {
    // Payloads are base64: what is said in them would not be found in the file as it is.
    const text = (await textOf(file)).replaceAll(/"data": "([^"]+)"/g, (_, data) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(text).toContain('ten_1');
    expect(text.includes(hostname())).toBe(false);
    expect(/@[\w.-]+\.(com|example|net|org)\b/.exec(text)).toBeNull();
    expect(/eyJ[\w-]{10,}\./.exec(text)).toBeNull();
  });
});

describe('a change that running workflows would not survive', () => {
  it('is caught by every history when it adds an activity to the loop', async () => {
    const from = 'todo.read(await booking(call).planInterview(ref), Date.now());';
    const changed = await bundlePlanted('perform.ts', from, `${from} await booking(call).planInterview(ref);`);

    for (const file of files) await expect(replay(file, changed), file).rejects.toThrow(DeterminismViolationError);
  });

  it('is caught when it drops the search attributes', async () => {
    const changed = await bundlePlanted('show-plan.ts', 'changed.length > 0', 'changed.length < 0');

    for (const file of files) await expect(replay(file, changed), file).rejects.toThrow(DeterminismViolationError);
  });
});

describe('a change that running workflows survive', () => {
  it('is one of words: summaries and details', async () => {
    const changed = await bundlePlanted('perform.ts', 'read the facts and plan', 'read everything');

    for (const file of files) await replay(file, changed);
  });
});
