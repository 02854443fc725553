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

/** `temporal.api.enums.v1.IndexedValueType`. */
const indexedValueTypes = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** Tells the server of those of our search attributes that it does not know: all of them at first, new ones after an upgrade. */
export async function registerSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  const types = missing.map(([name, type]) => [name, indexedValueTypes[type]]);
  await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) });
}

/** The Temporal dev server as a child; resolves when it answers for the namespace `default` with our search attributes. */
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
  const { onLine } = options;
  const child = children.start({ name: 'temporal', command: binary, args, ...(onLine ? { onLine } : {}) });
  const address = `127.0.0.1:${port}`;
  const giveUp = child.exited.then((how) => `${how}\n${child.tail()}`);
  await until('Temporal', () => connects(port), { giveUp });
  await prepareTemporal(address, giveUp);
  return { address, ui: uiPort === null ? null : `http://127.0.0.1:${uiPort}`, child };
}

/** Waits for the namespace `default`, before which the port is open, and has it know our search attributes. */
export async function prepareTemporal(address: string, giveUp?: Promise<string>): Promise<void> {
  // Tried again by `until` alone: a retry of the client's own would outlive a start that is given up.
  const connection = Connection.lazy({ address, interceptors: [] });
  const probe = () => registerSearchAttributes(connection, 'default').then(() => true);
  try {
    await until('Temporal', probe, giveUp === undefined ? {} : { giveUp });
  } finally {
    await connection.close();
  }
}
