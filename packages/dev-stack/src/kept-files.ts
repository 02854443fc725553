import { chmod, readFile, rename, writeFile } from 'node:fs/promises';

/** Reads a JSON file of the data folder; null when it is not there. */
export async function readKept<T>(file: string): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new Error(`${file} is not readable JSON; remove it to have it made again.`, { cause: error });
  }
}

/** Writes a JSON file only its owner may read, whole or not at all. */
export async function writeKept(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}
