import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from './bundle.ts';

/** The workflow code with one text of one file replaced, bundled. Throws unless the text stands there exactly once. */
export async function bundlePlanted(file: string, from: string, to: string): Promise<{ code: string }> {
  const copy = await mkdtemp(join(tmpdir(), 'interlude-planted-'));
  try {
    const source = fileURLToPath(new URL('.', import.meta.url));
    await cp(source, copy, {
      recursive: true,
      filter: (path) => !path.includes('.test.') && !path.includes('histories'),
    });
    await symlink(join(source, '../node_modules'), join(copy, 'node_modules'));
    const code = await readFile(join(copy, file), 'utf8');
    if (code.split(from).length !== 2) throw new Error(`${file} does not hold that text once`);
    await writeFile(join(copy, file), code.replace(from, to));
    return await bundleWorkflows(join(copy, 'workflows.ts'));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
