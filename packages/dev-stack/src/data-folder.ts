import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './file-checks.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { readKept, writeKept } from './kept-files.ts';
import { type PortalKeys, randomKeys } from './portal-settings.ts';
import type { DemoData, FillDemo, StackFile } from './stack-file.ts';
import type { StackPorts } from './stack-ports.ts';

/** Everything a stack leaves on disk, in one folder that only one stack has open. */
export interface DataFolder {
  readonly path: string;
  readonly stackFile: string;
  readonly sandbox: string;
  readonly temporalFile: string;
  /** MongoDB's files of one major version; another major version may not be able to open them. */
  mongo(version: string): Promise<{ path: string; used: boolean }>;
  keptPorts(): Promise<Partial<StackPorts>>;
  keepPorts(ports: Partial<StackPorts>): Promise<void>;
  /** The secrets of this folder, made at its first use. */
  keys(): Promise<PortalKeys>;
  /** What the first start filled in; fills now when nothing is there yet. */
  filled(context: Parameters<FillDemo>[0], fill: FillDemo | undefined): Promise<DemoData>;
  writeStackFile(stack: StackFile): Promise<void>;
  /** Appends lines to `logs/<name>.log`, which starts empty. */
  logTo(name: string): (line: string) => void;
  release(): Promise<void>;
}

export async function openDataFolder(path: string, say: (line: string) => void): Promise<DataFolder> {
  const lock: FolderLock = await lockFolder(path);
  const file = (name: string) => join(path, name);
  const filling = file('filling');
  if (await exists(filling)) {
    say('An earlier first start ended half-way through its data: starting over.');
    await forgetData(path);
  }
  await rm(file('stack.json'), { force: true });
  await mkdir(file('logs'), { recursive: true });

  return {
    path,
    stackFile: file('stack.json'),
    sandbox: file('sandbox'),
    temporalFile: file('temporal.db'),
    async mongo(version) {
      const folder = file(`mongo-${version.split('.')[0]}`);
      await mkdir(folder, { recursive: true });
      return { path: folder, used: await exists(join(folder, 'WiredTiger')) };
    },
    keptPorts: async () => (await readKept<Partial<StackPorts>>(file('ports.json'))) ?? {},
    keepPorts: (ports) => writeKept(file('ports.json'), ports),
    async keys() {
      const kept = await readKept<Partial<PortalKeys>>(file('keys.json'));
      // Data of before there was a service has no key for it.
      const keys = { ...randomKeys(), ...kept };
      if (kept && Object.keys(keys).every((name) => name in kept)) return keys;
      await writeKept(file('keys.json'), keys);
      return keys;
    },
    async filled(context, fill) {
      const kept = await readKept<DemoData>(file('demo.json'));
      if (kept) return kept;
      if (!fill) return { tenants: [] };
      await writeFile(filling, '');
      const demo = await fill(context);
      await writeKept(file('demo.json'), demo);
      await rm(filling);
      return demo;
    },
    writeStackFile: (stack) => writeKept(file('stack.json'), stack),
    logTo(name) {
      const stream = createWriteStream(join(file('logs'), `${name.replaceAll(' ', '-')}.log`), { mode: 0o600 });
      stream.on('error', () => undefined);
      return (line) => void stream.write(`${line}\n`);
    },
    async release() {
      await rm(file('stack.json'), { force: true });
      await lock.release();
    },
  };
}

async function forgetData(path: string): Promise<void> {
  const ours = /^(mongo-\d+|temporal\.db.*|sandbox|demo\.json|filling)$/;
  const names = (await readdir(path)).filter((name) => ours.test(name));
  // The marker goes last: an interruption here must lead here again.
  names.sort((a, b) => Number(a === 'filling') - Number(b === 'filling'));
  for (const name of names) await rm(join(path, name), { recursive: true, force: true });
}
