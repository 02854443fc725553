import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskTrouble } from './disk-space.ts';
import { readKept, writeKept } from './kept-files.ts';
import { createLeftOvers } from './left-overs.ts';
import { signalGroup } from './signal-group.ts';

const sleeper = () => spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).pid ?? 0;

it('ends what a killed run has left, also when it is stopped, and lets be whoever has one of its ids now', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'left-')), 'processes.json');
  const [left, stopped, stranger] = [sleeper(), sleeper(), sleeper()];
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const before = createLeftOvers(file, say);
  await before.started('mongod', left);
  await before.started('temporal', stopped);
  await before.started('booking', stranger);
  await before.written();
  signalGroup(stopped, 'SIGSTOP');
  const kept = (await readKept<{ pid: number; start: string }[]>(file)) ?? [];
  await writeKept(
    file,
    kept.map((row) => (row.pid === stranger ? { ...row, start: '1' } : row)),
  );

  await createLeftOvers(file, say).end();

  await expect.poll(() => [left, stopped, stranger].map((pid) => signalGroup(pid, 0))).toEqual([false, false, true]);
  expect(said.toSorted()).toEqual([expect.stringMatching(/^mongod /), expect.stringMatching(/^temporal /)]);
  signalGroup(stranger, 'SIGKILL');
});

it('keeps nothing of what has ended', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'left-')), 'processes.json');
  const pid = sleeper();
  const running = createLeftOvers(file, () => undefined);
  await running.started('mongod', pid);
  running.ended(pid);
  await running.written();
  expect(await readKept(file)).toEqual([]);
  signalGroup(pid, 'SIGKILL');
});

it('says that a disk is full before anything fails on it', async () => {
  expect(await diskTrouble(tmpdir())).toBeNull();
  expect(await diskTrouble(tmpdir(), async () => ({ bavail: 10, bsize: 1_048_576 }))).toMatch(
    /is full: 10 MB are left/,
  );
});
