import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { TestPortal } from './portal.ts';

/** Runs a command of operators, `check-zones.ts` and the like, on the data of the portal; answers what it wrote. */
export async function runCommand({ config }: TestPortal, file: string, ...args: string[]): Promise<string> {
  const key = () => randomBytes(32).toString('base64url');
  const env = {
    ...process.env,
    INTERLUDE_MONGO_URL: config.mongoUrl,
    INTERLUDE_BOOKING_DB: config.database,
    INTERLUDE_INTERNAL_KEY: key(),
    INTERLUDE_LINK_KEYS: `one:${key()}`,
    INTERLUDE_LOG_LEVEL: 'silent',
  };
  const command = new URL(`../src/${file}`, import.meta.url).pathname;
  return (await promisify(execFile)(process.execPath, [command, ...args], { env })).stdout;
}
