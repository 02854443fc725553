import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('tells a second copy which process has the folder and what to do', async () => {
  const lock = await lockFolder(folder);

  await expect(lockFolder(folder)).rejects.toThrow(`already runs on ${folder} (process ${process.pid})`);
  await expect(lockFolder(folder)).rejects.toThrow('INTERLUDE_DATA=');

  await lock.release();
});

it('is free again after its owner released it or was killed with -9', async () => {
  await (await lockFolder(folder)).release();
  const module = new URL('./folder-lock.ts', import.meta.url).href;
  const program = `await (await import('${module}')).lockFolder('${folder}'); console.log('locked'); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  await expect(lockFolder(folder)).rejects.toThrow(`process ${owner.pid}`);
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const lock = await lockFolder(folder);

  await lock.release();
});

it('works in a folder whose path is longer than a socket may have', async () => {
  const deep = join(folder, 'a'.repeat(120));
  const lock = await lockFolder(deep);

  await expect(lockFolder(deep)).rejects.toThrow('already runs');

  await lock.release();
});
