import { setTimeout as sleep } from 'node:timers/promises';
import { readKept, writeKept } from './kept-files.ts';
import { startOf } from './processes-seen.ts';
import { signalGroup } from './signal-group.ts';

interface Kept {
  readonly name: string;
  readonly pid: number;
  readonly start: string;
}

const graceMs = 5_000;

/** What a stack has started, written down with its data: the next start ends what a killed one has left. */
export function createLeftOvers(file: string, say: (line: string) => void) {
  const running = new Map<number, Kept>();
  let writing: Promise<void> = Promise.resolve();
  const keep = () => {
    const rows = [...running.values()];
    writing = writing
      .then(() => writeKept(file, rows))
      .catch((error: unknown) => {
        // The stack runs without it; only the next start after a kill would not find what is left.
        say(`What runs could not be written to ${file}: ${error}`);
      });
  };

  return {
    /** Ends what an earlier run has left; nobody else can be at work on the folder now. Processes of others are let be. */
    async end(): Promise<void> {
      for (const kept of ((await readKept<Kept[]>(file)) ?? []).reverse()) {
        if (!(await isThere(kept))) continue;
        say(`${kept.name} (process ${kept.pid}) is left from a run that was killed: it is ended`);
        await endOne(kept);
      }
    },
    async started(name: string, pid: number): Promise<void> {
      const start = await startOf(pid);
      if (start === null) return;
      running.set(pid, { name, pid, start });
      keep();
    },
    ended(pid: number): void {
      if (running.delete(pid)) keep();
    },
    /** Resolves when all of it is on disk. */
    written: () => writing,
  };
}

// The same id may be somebody else's by now; its start tells.
async function isThere({ pid, start }: Kept): Promise<boolean> {
  return (await startOf(pid)) === start;
}

async function endOne(kept: Kept): Promise<void> {
  // One that is stopped hears nothing else before it goes on.
  signalGroup(kept.pid, 'SIGCONT');
  signalGroup(kept.pid, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while ((await isThere(kept)) && performance.now() < deadline) await sleep(50);
  if (await isThere(kept)) signalGroup(kept.pid, 'SIGKILL');
}
