import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { staffRoles } from '@interlude/shared/booking/terms';
import { expect, it } from 'vitest';
import { rolesOf } from '../../../services/booking/src/access/permissions.ts';
import { repositoryRoot } from './portal.ts';
import { lifecycleDiagram, permissionTable } from './readme-tables.ts';

async function section(name: string): Promise<string | undefined> {
  const text = await readFile(join(repositoryRoot, 'README.md'), 'utf8');
  return new RegExp(`<!-- ${name} -->\\n+([\\s\\S]*?)\\n+<!-- /${name} -->`).exec(text)?.[1];
}

it('shows the lifecycle that the code has', async () => {
  expect(await section('lifecycle')).toBe(lifecycleDiagram());
});

it('shows the permissions that the code has', async () => {
  expect(await section('permissions')).toBe(permissionTable(rolesOf, staffRoles));
});
