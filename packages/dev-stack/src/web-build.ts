import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildProcesses } from './child-processes.ts';
import { inheritedEnvironment } from './portal.ts';

const sources = ['web/src', 'web/bundling', 'web/public', 'packages/shared/src'];
const singleFiles = ['web/index.html', 'web/vite.config.ts', 'web/package.json', 'pnpm-lock.yaml'];

/** Whether the web app was never built or a source is newer than its build. */
export async function isWebStale(root: string): Promise<boolean> {
  const built = await modifiedAt(join(root, 'web/dist/index.html'));
  if (built === 0) return true;
  const times = await Promise.all([
    ...sources.map((folder) => newestIn(join(root, folder))),
    ...singleFiles.map((file) => modifiedAt(join(root, file))),
  ]);
  return Math.max(...times) > built;
}

/** Runs web's own build script; throws with its output when it fails. */
export async function buildWeb(root: string, children: ChildProcesses): Promise<void> {
  const child = children.start({
    name: 'web build',
    command: 'npm',
    args: ['run', '--silent', 'build'],
    cwd: join(root, 'web'),
    env: inheritedEnvironment(),
    endsByItself: true,
  });
  const how = await child.exited;
  if (how !== 'exited with code 0') throw new Error(`The web app could not be built: ${how}\n${child.tail()}`);
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map((entry) => modifiedAt(join(entry.parentPath, entry.name))));
  return Math.max(0, ...times);
}

/** Milliseconds since the epoch, 0 when the file is not there. */
function modifiedAt(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}
