import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolderOf, type Environment, environment } from './config.ts';
import { runCommand } from './run-command.ts';

/** Python packages by exact versions, with all that they need. */
export interface PythonPackages {
  readonly name: string;
  readonly requirements: readonly string[];
}

const dates = ['python-dateutil==2.9.0.post0', 'six==1.17.0'];

export const radicale: PythonPackages = {
  name: 'radicale',
  requirements: ['Radicale==3.1.8', 'defusedxml==0.7.1', 'passlib==1.7.4', 'pytz==2026.6', 'vobject==0.9.9', ...dates],
};

export const xandikos: PythonPackages = {
  name: 'xandikos',
  requirements: [
    'xandikos==0.2.8',
    'aiohappyeyeballs==2.7.1',
    'aiohttp==3.14.5',
    'aiosignal==1.4.0',
    'attrs==26.1.0',
    'defusedxml==0.7.1',
    'dulwich==0.20.50',
    'frozenlist==1.8.0',
    'icalendar==5.0.11',
    'idna==3.20',
    'Jinja2==3.1.6',
    'MarkupSafe==3.0.4',
    'multidict==7.2.1',
    'propcache==0.5.4',
    'pytz==2026.6',
    'typing_extensions==4.16.0',
    'urllib3==2.8.0',
    'yarl==1.25.1',
    ...dates,
  ],
};

/** An expander of repeated events by other hands. */
export const recurringEvents: PythonPackages = {
  name: 'recurring-ical-events',
  requirements: [
    'recurring-ical-events==3.8.2',
    'click==8.5.1',
    'icalendar==7.3.0',
    'typing_extensions==4.16.0',
    'tzdata==2026.6',
    'x-wr-timezone==2.0.1',
    ...dates,
  ],
};

/** The folder in which Python finds the packages (`PYTHONPATH`); installed by pip where they are not yet. */
export async function pythonFolder(
  { name, requirements }: PythonPackages,
  env: Environment = environment,
): Promise<string> {
  const version = createHash('sha256').update(requirements.join()).digest('hex').slice(0, 12);
  const cache = cacheFolderOf(env);
  const target = join(cache, `${name}-${version}`);
  if (await isThere(target)) return target;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, '.fetch-'));
  try {
    const options = ['--quiet', '--no-deps', '--disable-pip-version-check', '--root-user-action=ignore'];
    await runCommand('python3', ['-m', 'pip', 'install', ...options, '--target', work, ...requirements], env);
    // Another process may have been faster.
    await rename(work, target).catch(async (error: unknown) => {
      if (!(await isThere(target))) throw error;
    });
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
