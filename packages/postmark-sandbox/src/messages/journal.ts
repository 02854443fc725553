import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An append-only list of JSON records. `append` resolves when its records are on disk. */
export interface Journal<T> {
  append(records: readonly T[]): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens `<folder>/<name>` and returns the records it already holds. A last line cut off by a crash was never
 * acknowledged and is removed. With `folder` null nothing is kept.
 */
export async function openJournal<T>(
  folder: string | null,
  name: string,
): Promise<{ journal: Journal<T>; records: T[] }> {
  if (folder === null) return { journal: forgetfulJournal(), records: [] };
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const file = await open(path, 'a', 0o600);
  await file.truncate(whole.length);
  const lines = whole.toString('utf8').split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
  return { journal: fileJournal(file), records };
}

function fileJournal<T>(file: Awaited<ReturnType<typeof open>>): Journal<T> {
  let waiting: { text: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let work: Promise<void> = Promise.resolve();

  // Everything that came in while the disk was busy shares the next flush.
  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      await file.appendFile(batch.map(({ text }) => text).join(''));
      await file.datasync();
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }

  return {
    append(records) {
      const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      return new Promise((done, failed) => {
        waiting.push({ text, done, failed });
        work = work.then(flush);
      });
    },
    clear() {
      const cleared = work.then(flush).then(() => file.truncate(0));
      work = cleared.catch(() => undefined);
      return cleared;
    },
    async close() {
      await work;
      await file.close();
    },
  };
}

function forgetfulJournal<T>(): Journal<T> {
  return {
    append: () => Promise.resolve(),
    clear: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
