import { readFile } from 'node:fs/promises';
import { runCommand } from '@interlude/dev-stack/run-command';

export interface Pinned {
  /** What is where, in words. */
  readonly described: string;
  /** Lets this process run anywhere again: what it starts later would inherit its core. */
  release(): Promise<void>;
}

/** Keeps the server on the first core and this process, which makes the load, on the second, where `taskset` can. */
export async function pinApart(serverPid: number): Promise<Pinned> {
  const own = String(process.pid);
  try {
    const mask = /mask: (\w+)/.exec(await runCommand('taskset', ['-p', own]))?.[1];
    if (mask === undefined) throw new Error('taskset tells no mask');
    await runCommand('taskset', ['-acp', '0', String(serverPid)]);
    await runCommand('taskset', ['-acp', '1', own]);
    return {
      described: 'server pinned to core 0, generator to core 1, database and Temporal unpinned',
      release: async () => void (await runCommand('taskset', ['-ap', mask, own])),
    };
  } catch {
    return { described: 'server, generator and database share all cores', release: async () => undefined };
  }
}

export interface ServerCost {
  /** Processor time so far, milliseconds. */
  readonly cpuMs: number;
  /** Resident memory, MB. */
  readonly residentMb: number;
}

/** What a process has used until now; null where the system does not tell. */
export async function costOf(pid: number): Promise<ServerCost | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the numbers follow it. Ticks are hundredths of a second on Linux.
    const numbers = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const residentKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    return { cpuMs: ((numbers[11] ?? 0) + (numbers[12] ?? 0)) * 10, residentMb: residentKb / 1024 };
  } catch {
    return null;
  }
}
