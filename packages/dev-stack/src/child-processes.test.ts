import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { createChildProcesses } from './child-processes.ts';
import { exists } from './file-checks.ts';
import { signalGroup } from './signal-group.ts';

const module = new URL('./child-processes.ts', import.meta.url).href;
const deaf = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";

it('ends children and their children, and removes what was promised, when the supervisor is killed with -9', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guarded-'));
  const program = `
    const { createChildProcesses } = await import('${module}');
    const children = createChildProcesses();
    children.removeAfterDeath('${folder}');
    const child = children.start({ name: 'a', command: 'sh', args: ['-c', 'sleep 600 & sleep 600 & wait'] });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(await firstLine(supervisor.stdout));
  expect(signalGroup(pid, 0)).toBe(true);

  supervisor.kill('SIGKILL');

  await expect.poll(() => signalGroup(pid, 0)).toBe(false);
  await expect.poll(() => exists(folder)).toBe(false);
});

it('reports an exit nobody asked for, with the last words, and none that was asked for', async () => {
  const unexpected: string[] = [];
  const children = createChildProcesses((child, how) => unexpected.push(`${child.name} ${how}: ${child.tail()}`));
  const failing = children.start({ name: 'failing', command: 'sh', args: ['-c', 'echo no disk >&2; exit 3'] });
  const killed = children.start({ name: 'killed', command: 'sleep', args: ['600'] });

  await failing.exited;
  await killed.kill9();
  children.close();

  expect(unexpected).toEqual(['failing exited with code 3: no disk']);
});

it('ends a process that ignores SIGTERM once the grace is over', async () => {
  const children = createChildProcesses();
  const up = Promise.withResolvers<void>();
  const args = ['-e', deaf];
  const child = children.start({ name: 'deaf', command: process.execPath, args, onLine: () => up.resolve() });
  await up.promise;

  await child.stop(200);
  children.close();

  expect(await child.exited).toBe('ended by SIGKILL');
});

it('says so when the program does not exist', async () => {
  const children = createChildProcesses();
  const child = children.start({ name: 'ghost', command: '/nowhere/ghost', args: [] });
  children.close();

  expect(await child.exited).toContain('could not be started');
});

it('starts nothing any more once it was told to stop', async () => {
  const children = createChildProcesses();
  await children.stopAll();
  children.close();

  expect(() => children.start({ name: 'late', command: 'sleep', args: ['1'] })).toThrow('being stopped');
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('The supervisor ended without a word.');
}
