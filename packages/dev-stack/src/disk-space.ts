import { statfs } from 'node:fs/promises';

const leastBytes = 300 * 1024 * 1024;

type ReadSpace = (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;

/** Says so when the disk of a folder is full or nearly so, since everything fails then, each part in its own words. */
export async function diskTrouble(folder: string, read: ReadSpace = statfs): Promise<string | null> {
  const { bavail, bsize } = await read(folder);
  const free = bavail * bsize;
  if (free >= leastBytes) return null;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  return `The disk of ${folder} is full: ${megabytes(free)} are left, at least ${megabytes(leastBytes)} are needed.`;
}
