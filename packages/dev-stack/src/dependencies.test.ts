import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from './portal.ts';

it('are of one exact version each, which the catalog names where several packages use it', async () => {
  const asked = new Map<string, string[]>();
  for await (const file of glob(['package.json', '{packages,services}/*/package.json', 'web/package.json'], {
    cwd: repositoryRoot,
  })) {
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(repositoryRoot, file), 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      asked.set(name, [...(asked.get(name) ?? []), String(version)]);
  }
  const isShared = (version: string) => version === 'catalog:' || version === 'workspace:*';
  const wrong = [...asked].filter(
    ([, versions]) =>
      !versions.every(
        (version) => isShared(version) || (versions.length === 1 && /^\d[\d.]*(-[\w.]+)?$/.test(version)),
      ),
  );
  expect(asked.size).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});
