import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; everything else in this package takes it as an argument. */
export const environment: Environment = process.env;

/** Where downloaded binaries are kept: outside the clone, so that one download serves every clone. */
export function cacheFolderOf(env: Environment): string {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'interlude');
}

export type TestServersMode = 'auto' | 'containers' | 'local';

/** Where tests take MongoDB and Temporal from (`INTERLUDE_TEST_SERVERS`, default `auto`). */
export function testServersMode(env: Environment): TestServersMode {
  const mode = env['INTERLUDE_TEST_SERVERS'] || 'auto';
  if (mode === 'auto' || mode === 'containers' || mode === 'local') return mode;
  throw new Error(`INTERLUDE_TEST_SERVERS must be auto, containers or local, not "${mode}".`);
}

export interface StackConfig {
  readonly dataFolder: string;
  readonly demo: boolean;
  /** A server token of the real Postmark; null means the sandbox takes the mail. */
  readonly postmarkToken: string | null;
  /** Started through a package manager's script, whose death is the end of the stack. */
  readonly underScript: boolean;
}

/** What `npm start` reads from its environment; relative data folders belong to the directory it was started in. */
export function stackConfig(env: Environment): StackConfig {
  const demo = env['INTERLUDE_DEMO'] || 'on';
  if (demo !== 'on' && demo !== 'off') throw new Error(`INTERLUDE_DEMO must be on or off, not "${demo}".`);
  return {
    dataFolder: resolve(env['INTERLUDE_DATA'] || '.interlude'),
    demo: demo === 'on',
    postmarkToken: env['INTERLUDE_POSTMARK_TOKEN'] || null,
    underScript: Boolean(env['npm_lifecycle_event']),
  };
}
