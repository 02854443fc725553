import { searchAttributes } from '@interlude/shared/contracts/lifecycle';
import { Connection } from '@temporalio/client';
import type { ChildProcesses, RunningChild } from './child-processes.ts';
import { connects, until } from './until-ready.ts';

export interface TemporalOptions {
  readonly binary: string;
  readonly children: ChildProcesses;
  readonly port: number;
  /** Null leaves the web UI out. */
  readonly uiPort: number | null;
  /** Null keeps everything in memory. */
  readonly dbFile: string | null;
  readonly onLine?: (line: string) => void;
}

export interface RunningTemporal {
  readonly address: string;
  readonly ui: string | null;
  readonly child: RunningChild;
}

/** Flags of `temporal server start-dev` that make a server know our search attributes. */
export function searchAttributeFlags(): string[] {
  return Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]);
}

/** The Temporal dev server as a child; resolves when it answers for the namespace `default`. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { binary, children, port, uiPort, dbFile } = options;
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  args.push(...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']));
  if (dbFile !== null) {
    // Without these the rollback journal costs several fsyncs a transaction: a third of the throughput.
    args.push('--db-filename', dbFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL');
  }
  // One company's burst must not hold up the mails of another.
  args.push('--dynamic-config-value', 'matching.enableFairness=true');
  args.push(...searchAttributeFlags());
  const { onLine } = options;
  const child = children.start({ name: 'temporal', command: binary, args, ...(onLine ? { onLine } : {}) });
  const address = `127.0.0.1:${port}`;
  const giveUp = child.exited.then((how) => `${how}\n${child.tail()}`);
  await until('Temporal', () => connects(port), { giveUp });
  await untilTemporalAnswers(address, giveUp);
  return { address, ui: uiPort === null ? null : `http://127.0.0.1:${uiPort}`, child };
}

/** The port opens before the namespaces are there. */
export async function untilTemporalAnswers(address: string, giveUp?: Promise<string>): Promise<void> {
  const connection = Connection.lazy({ address });
  const probe = () => connection.workflowService.describeNamespace({ namespace: 'default' }).then(() => true);
  try {
    await until('Temporal', probe, giveUp === undefined ? {} : { giveUp });
  } finally {
    await connection.close();
  }
}
