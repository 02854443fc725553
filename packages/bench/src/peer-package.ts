import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@interlude/dev-stack/run-command';

const version = '0.0.360';
const integrity = 'V3ka+OCz8c3O4jLvfLBDC15vedAdy2Cx/xHK3A80uMAg1DJOOBugSyifObmD+Pl2GYhW0l1P/HDfMUDrlWTewA==';
/** What the reference's core really computes with; the rest of its imports never runs in a listing. */
const realDependencies = ['dayjs@1.11.4', 'zod@3.25.76', 'uuid@9.0.1', 'lodash@4.17.21', '@evyweb/ioctopus@1.2.0'];

/** Name and version as the table shows them. */
export const peerName = `Cal.com engine (@calcom/platform-libraries@${version})`;

/**
 * The folder with the package of the reference unpacked (`package`) and its dependencies (`node_modules`), fetched
 * through npm when it is not there yet. It is AGPL software: it is run from this cache and never becomes part of the
 * tree. Throws when npm cannot get it or when the package is not the one this bench was written for.
 */
export async function fetchPeer(peerFolder: string): Promise<string> {
  const folder = join(peerFolder, `platform-libraries-${version}`);
  if (await isThere(folder)) return folder;
  await mkdir(peerFolder, { recursive: true });
  // Inside the cache, so that the final rename stays on one file system and is atomic.
  const work = await mkdtemp(join(peerFolder, '.fetch-'));
  try {
    const name = `@calcom/platform-libraries@${version}`;
    await runCommand('npm', ['pack', '--loglevel=error', '--ignore-scripts', '--pack-destination', work, name]);
    const file = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
    if (file === undefined) throw new Error(`npm packed no ${name}`);
    const hash = createHash('sha512').update(await readFile(join(work, file)));
    if (hash.digest('base64') !== integrity) throw new Error(`${name} is not the package this bench was written for`);
    await runCommand('tar', ['-xzf', join(work, file), '-C', work]);
    await rm(join(work, file));
    await writeFile(join(work, 'package.json'), '{"private":true,"type":"module"}\n');
    const quiet = ['--loglevel=error', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
    await runCommand('npm', ['install', ...quiet, '--prefix', work, ...realDependencies]);
    await rename(work, folder).catch(async (error: unknown) => {
      // Another run was faster; its copy is the same.
      if (!(await isThere(folder))) throw error;
    });
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function isThere(folder: string): Promise<boolean> {
  return await readFile(join(folder, 'package/package.json')).then(
    () => true,
    () => false,
  );
}
