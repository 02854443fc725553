import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from './config.ts';
import { signalGroup } from './signal-group.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Environment;
  readonly onLine?: (line: string) => void;
  /** What happens when it ends unasked, instead of what happens to all. */
  readonly onUnexpectedExit?: (how: string, tail: string) => void;
  /** A task rather than a server: its end is nothing unexpected. */
  readonly endsByItself?: boolean;
}

export interface RunningChild {
  readonly name: string;
  readonly pid: number;
  /** Resolves with words such as "exited with code 1" or "ended by SIGKILL". */
  readonly exited: Promise<string>;
  /** The last lines of both outputs. */
  tail(): string;
  /** SIGTERM, then SIGKILL after the grace (milliseconds); resolves when the process is gone. */
  stop(graceMs?: number): Promise<void>;
  /** Ends the whole process group at once. */
  kill9(): Promise<void>;
}

export interface ChildProcesses {
  start(spec: ChildSpec): RunningChild;
  /** The guard removes the folder should this process die without doing so. */
  removeAfterDeath(folder: string): void;
  /** Stops what still runs, the last started first; from then on `start` throws. */
  stopAll(graceMs?: number): Promise<void>;
  /** Sends the guard home; nothing may be started afterwards. */
  close(): void;
}

/** Told of every process that is started and has ended. */
export interface ChildWatcher {
  started(name: string, pid: number): void;
  ended(pid: number): void;
}

const tailLines = 40;
/** Of all callers in this process. */
const allRunning = new Set<RunningChild>();

/** The last lines of every process that this one started and that still runs. */
export function tailsOfRunning(): string {
  return [...allRunning].map((child) => `--- ${child.name}\n${child.tail()}`).join('\n');
}

/**
 * Children in process groups of their own, so that Ctrl-C reaches this process alone and the order of ending stays its
 * decision; a guard process ends them should this one be killed.
 */
export function createChildProcesses(
  onUnexpectedExit?: (child: RunningChild, how: string) => void,
  watcher?: ChildWatcher,
): ChildProcesses {
  const running: RunningChild[] = [];
  const guard = spawn(process.execPath, [fileURLToPath(new URL('./guard.ts', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // A guard that was killed must not take the supervisor with it by EPIPE.
  guard.stdin.on('error', () => undefined);
  unrefStream(guard.stdin);
  const tell = (line: string) => void guard.stdin.write(`${line}\n`);

  let stopping = false;
  function start(spec: ChildSpec): RunningChild {
    if (stopping) throw new Error(`${spec.name} is not started: everything is being stopped.`);
    const child = spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) {
      tell(`+${child.pid}`);
      watcher?.started(spec.name, child.pid);
    }
    const { handle, expected } = supervise(spec, child);
    running.push(handle);
    allRunning.add(handle);
    void handle.exited.then((how) => {
      running.splice(running.indexOf(handle), 1);
      allRunning.delete(handle);
      tell(`-${handle.pid}`);
      watcher?.ended(handle.pid);
      if (expected()) return;
      if (spec.onUnexpectedExit) spec.onUnexpectedExit(how, handle.tail());
      else onUnexpectedExit?.(handle, how);
    });
    return handle;
  }

  return {
    start,
    removeAfterDeath: tell,
    async stopAll(graceMs) {
      stopping = true;
      for (const child of [...running].reverse()) await child.stop(graceMs);
    },
    close: () => void guard.stdin.end(),
  };
}

function supervise(spec: ChildSpec, child: ChildProcess): { handle: RunningChild; expected: () => boolean } {
  const pid = child.pid ?? -1;
  const lines: string[] = [];
  const state = { expected: spec.endsByItself ?? false };
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > tailLines) lines.shift();
      spec.onLine?.(line);
    });
  }
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    // "close" comes after the last line of output was read; "exit" frees the group of a leader that left others behind.
    child.once('exit', () => signalGroup(pid, 'SIGKILL'));
    child.once('close', (code, signal) => resolve(signal ? `ended by ${signal}` : `exited with code ${code}`));
  });
  async function end(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    state.expected = true;
    if (pid < 0 || !signalGroup(pid, signal)) return void (await exited);
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    await exited;
    clearTimeout(timer);
  }
  const handle: RunningChild = {
    name: spec.name,
    pid,
    exited,
    tail: () => lines.join('\n'),
    stop: (graceMs = 10_000) => end('SIGTERM', graceMs),
    kill9: () => end('SIGKILL', 1_000),
  };
  return { handle, expected: () => state.expected };
}

/** An open pipe to the guard must not keep this process alive. */
function unrefStream(stream: object): void {
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}
