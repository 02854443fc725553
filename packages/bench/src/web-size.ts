import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '@interlude/dev-stack/portal';
import { goalRow, type Row } from './report.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

const budgetKb = 60;

/** What a candidate's first visit loads as JavaScript: the entry and all it imports statically, as gzip on disk. */
export async function measureWeb(): Promise<Row[]> {
  const dist = join(repositoryRoot, 'web/dist');
  const manifestFile = join(dist, '.vite/manifest.json');
  if (!existsSync(manifestFile)) return [];
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) add(name);
  const sizes = await Promise.all(
    [...files].filter((file) => file.endsWith('.js')).map((file) => stat(join(dist, `${file}.gz`))),
  );
  const kb = sizes.reduce((sum, { size }) => sum + size, 0) / 1024;
  return [
    goalRow(
      'Candidate first load, JavaScript',
      `${kb.toFixed(1)} KB gzip in ${sizes.length} file(s)`,
      `≤ ${budgetKb} KB`,
      kb <= budgetKb,
    ),
  ];
}
