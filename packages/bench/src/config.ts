import { join } from 'node:path';
import { cacheFolderOf, type Environment } from '@interlude/dev-stack/config';

/** The parts of the bench, in the order they run. */
export const partNames = [
  'engine',
  'controls',
  'slots',
  'booking',
  'storms',
  'mixed',
  'mail',
  'lists',
  'scaling',
  'web',
] as const;
export type PartName = (typeof partNames)[number];

export interface BenchConfig {
  readonly parts: readonly PartName[];
  /** Where the rows go as JSON as well; null means the table alone. */
  readonly jsonFile: string | null;
  /** How long the mixed load runs. */
  readonly mixedSeconds: number;
  /** Whether the claim is measured beside a million reservations too. */
  readonly million: boolean;
  /** Where the package of the reference is kept between runs. */
  readonly peerFolder: string;
}

const usage = `usage: npm run bench -- [${partNames.join('|')}]... [--json <file>] [--mixed-seconds <n>] [--no-million]`;

/** Reads the command line; no part named means all of them. Throws with the usage when it makes no sense. */
export function benchConfig(args: readonly string[], env: Environment): BenchConfig {
  const rest = [...args];
  const parts: PartName[] = [];
  let jsonFile: string | null = null;
  let mixedSeconds = 20;
  let million = true;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const part = partNames.find((name) => name === word);
    if (part !== undefined) parts.push(part);
    else if (word === '--json') jsonFile = rest.shift() ?? fail();
    else if (word === '--mixed-seconds') mixedSeconds = Number(rest.shift());
    else if (word === '--no-million') million = false;
    else fail();
  }
  if (!(mixedSeconds > 0)) fail();
  const cache = env['INTERLUDE_CACHE'] || cacheFolderOf(env);
  const peerFolder = join(cache, 'peers');
  return { parts: parts.length > 0 ? parts : partNames, jsonFile, mixedSeconds, million, peerFolder };
}

function fail(): never {
  throw new Error(usage);
}
