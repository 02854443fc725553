import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusalStatus } from '@interlude/shared/booking/refusal';
import { staffRoles } from '@interlude/shared/booking/terms';
import { describe, expect, it } from 'vitest';
import { rolesOf } from '../../../services/booking/src/access/permissions.ts';
import { appRouter } from '../../../services/booking/src/http/router.ts';
import { brokenLinks } from './markdown-links.ts';
import { repositoryRoot } from './portal.ts';
import { lifecycleDiagram, permissionTable, procedureTable, refusalTable } from './readme-tables.ts';

const serviceConfigs = [
  'services/booking/src/runtime/config.ts',
  'services/workflows/src/config.ts',
  'services/notifications/src/config.ts',
];

const read = async (file: string) => await readFile(join(repositoryRoot, file), 'utf8');

interface ApiProcedure {
  readonly _def: { readonly type: string; readonly meta?: { readonly perm: string } };
}

async function section(file: string, name: string): Promise<string | undefined> {
  const text = await read(file);
  return new RegExp(`<!-- ${name} -->\\n+([\\s\\S]*?)\\n+<!-- /${name} -->`).exec(text)?.[1];
}

async function writtenFiles(): Promise<string[]> {
  const docs = await readdir(join(repositoryRoot, 'docs'), { recursive: true });
  const pages = docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name));
  return ['README.md', 'CONTRIBUTING.md', ...pages].map((name) => join(repositoryRoot, name));
}

describe('the documents show', () => {
  it('the lifecycle that the code has', async () => {
    expect(await section('docs/lifecycle.md', 'lifecycle')).toBe(lifecycleDiagram());
  });

  it('the permissions that the code has', async () => {
    expect(await section('docs/permissions.md', 'permissions')).toBe(permissionTable(rolesOf, staffRoles));
  });

  it('the procedures that the router has, each with what it asks for', async () => {
    const found = appRouter._def.procedures as unknown as Record<string, ApiProcedure>;
    const procedures = Object.entries(found).map(([path, { _def }]) => {
      return [path, { type: _def.type, perm: _def.meta?.perm ?? 'nothing' }] as const;
    });
    const table = procedureTable(Object.fromEntries(procedures));
    expect(await section('docs/api.md', 'procedures')).toBe(table);
  });

  it('every code of a refusal with its status', async () => {
    expect(await section('docs/api.md', 'refusals')).toBe(refusalTable(refusalStatus));
  });

  it('every variable that a process reads', async () => {
    const configs = [
      ...serviceConfigs,
      'packages/postmark-sandbox/src/config.ts',
      'packages/calendar-sandbox/src/config.ts',
      'packages/dev-stack/src/config.ts',
      'packages/bench/src/config.ts',
    ];
    const sources = await Promise.all(configs.map(read));
    const names = new Set(sources.flatMap((source) => source.match(/INTERLUDE_[A-Z_]+/g) ?? []));
    const text = await read('docs/configuration.md');
    expect([...names].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('every folder of booking on the map', async () => {
    const entries = await readdir(join(repositoryRoot, 'services/booking/src'), { withFileTypes: true });
    const folders = entries.flatMap((entry) => (entry.isDirectory() ? [`| \`${entry.name}/\` |`] : []));
    const text = await read('README.md');
    expect(folders.filter((cell) => !text.includes(cell))).toEqual([]);
  });
});

it('lets the compose file hand every variable of a service through, but for what an image or the file settles', async () => {
  const settled = /_(PORT|DB|LIMITS|ROLES|RESTARTED|WEB_DIST|WORKFLOW_BUNDLE)$/;
  const sources = await Promise.all(serviceConfigs.map(read));
  const names = new Set(sources.flatMap((source) => source.match(/INTERLUDE_[A-Z_]+/g) ?? []));
  const compose = await read('docker-compose.yml');
  expect([...names].filter((name) => !settled.test(name) && !compose.includes(`${name}:`))).toEqual([]);
});

it('keeps the README to 150 lines', async () => {
  expect((await read('README.md')).trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

it('keeps each decision to 25 lines, and all of them in the list', async () => {
  const folder = join(repositoryRoot, 'docs/decisions');
  const records = (await readdir(folder)).filter((name) => name !== 'README.md').toSorted();
  const list = await readFile(join(folder, 'README.md'), 'utf8');
  expect([...list.matchAll(/\(([^)]+)\)/g)].map(([, name]) => name)).toEqual(records);
  for (const name of records) {
    const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
    expect(lines.length, name).toBeLessThanOrEqual(25);
  }
});

describe('links', () => {
  it('of README, CONTRIBUTING and docs lead to a file, and to a heading where they name one', async () => {
    expect(await brokenLinks(repositoryRoot, await writtenFiles())).toEqual([]);
  });

  it('to a file or heading that is not there are found', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'links-'));
    try {
      const page = join(folder, 'page.md');
      const links = [
        '[a](gone.md)',
        '[b](#what-is-so)',
        '[c](page.md#gone)',
        '[d](https://host.example)',
        '`[e](code.md)`',
      ];
      await writeFile(page, `# What *is* so?\n\n${links.join('\n')}\n`);
      expect(await brokenLinks(folder, [page])).toEqual(['page.md: gone.md', 'page.md: page.md#gone']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
