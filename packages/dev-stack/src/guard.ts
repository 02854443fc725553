import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup } from './signal-group.ts';

/**
 * Outlives its parent to end what the parent started. Each line of stdin is `+pid`, `-pid` or `/folder to remove`;
 * the end of stdin is the end of the parent, however it came.
 */
const groups = new Set<number>();
const folders = new Set<string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) groups.add(Number(line.slice(1)));
  else if (line.startsWith('-')) groups.delete(Number(line.slice(1)));
  else if (line.startsWith('/')) folders.add(line);
}

const signalAll = (signal: NodeJS.Signals | 0) => [...groups].filter((group) => signalGroup(group, signal)).length;
const deadline = performance.now() + 5_000;
signalAll('SIGTERM');
while (signalAll(0) > 0 && performance.now() < deadline) await sleep(100);
signalAll('SIGKILL');
for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
