import { mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolderOf, type Environment, environment } from './config.ts';
import { exists, isExecutable } from './file-checks.ts';
import { runCommand } from './run-command.ts';

export interface Chromium {
  readonly executablePath: string;
  /** To be passed on launch. */
  readonly args: readonly string[];
  readonly source: string;
}

const packaged = { name: '@sparticuz/chromium', version: '147.0.0' };
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for browser tests: `CHROMIUM_PATH`, else the one packed into an npm package, so that every machine
 * tests with the same version. It is installed into the cache folder on demand and sets library paths in this process's
 * environment. Where that build cannot be had (it is for Linux x86-64), the system's or Playwright's own serves.
 */
export async function findChromium(say?: (line: string) => void, env: Environment = environment): Promise<Chromium> {
  // Pages are drawn without the GPU, which the processor would have to emulate: that takes a third of a journey's time.
  const args = ['--disable-gpu', '--font-render-hinting=none', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const given = env['CHROMIUM_PATH'];
  if (given) {
    if (!(await isExecutable(given))) throw new Error(`CHROMIUM_PATH=${given} is not an executable file.`);
    return { executablePath: given, args, source: 'CHROMIUM_PATH' };
  }
  const missing = new Error(
    `No Chromium here. Set CHROMIUM_PATH. Tried ${packaged.name}, ${systemPaths.join(', ')}, and Playwright's folder`,
  );
  try {
    return { ...(await installPackaged(say, env)), args };
  } catch (error) {
    missing.cause = error;
    say?.(`${packaged.name} cannot be had, so a browser of this machine is looked for`);
  }
  for (const path of systemPaths) {
    if (await isExecutable(path)) return { executablePath: path, args, source: 'system' };
  }
  const playwrights = await findPlaywrightsOwn(env);
  if (playwrights) return { executablePath: playwrights, args, source: 'playwright' };
  throw missing;
}

async function findPlaywrightsOwn(env: Environment): Promise<string | null> {
  const folders = [
    env['PLAYWRIGHT_BROWSERS_PATH'],
    join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  const inside = ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'];
  for (const folder of folders) {
    if (!folder) continue;
    const builds = (await readdir(folder).catch(() => [])).filter((name) => /^chromium-\d+$/.test(name)).sort();
    for (const build of builds.reverse()) {
      for (const path of inside) {
        const candidate = join(folder, build, path);
        if (await isExecutable(candidate)) return candidate;
      }
    }
  }
  return null;
}

interface PackagedChromium {
  executablePath(): Promise<string>;
}

async function installPackaged(
  say: ((line: string) => void) | undefined,
  env: Environment,
): Promise<Omit<Chromium, 'args'>> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`${packaged.name} holds a build for Linux x86-64 only`);
  }
  const folder = join(cacheFolderOf(env), `chromium-${packaged.version}`);
  const require = createRequire(join(folder, 'package.json'));
  const installed = join(folder, 'node_modules', packaged.name, 'package.json');
  if (!(await exists(installed))) {
    say?.(`Chromium: installing ${packaged.name} ${packaged.version} into ${folder}`);
    await mkdir(folder, { recursive: true });
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    const what = `${packaged.name}@${packaged.version}`;
    await runCommand('npm', ['install', '--prefix', folder, ...options, what], env);
  }
  // Without these two the package leaves its own copies of the browser's libraries packed.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  const loaded: { default: PackagedChromium } | PackagedChromium = require(packaged.name);
  const chromium = 'default' in loaded ? loaded.default : loaded;
  return { executablePath: await chromium.executablePath(), source: packaged.name };
}
