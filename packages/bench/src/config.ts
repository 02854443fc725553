import { join } from 'node:path';
import { parseArgs } from 'node:util';
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
  'reminders',
  'open',
  'lists',
  'console',
  'calendars',
  'many',
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
  /** How many reminders fall due at once, and how many interviews are open. */
  readonly crowd: number;
  /** Whether the claim is measured beside a million reservations too. */
  readonly million: boolean;
  /** Where the package of the reference is kept between runs. */
  readonly peerFolder: string;
}

const usage = `usage: npm run bench -- [${partNames.join('|')}]... [--json <file>] [--mixed-seconds <n>] [--crowd <n>] [--no-million]`;

/** Reads the command line; no part named means all of them. Throws with the usage when it makes no sense. */
export function benchConfig(args: readonly string[], env: Environment): BenchConfig {
  const { values, positionals } = parsed(args);
  const parts = partNames.filter((name) => positionals.includes(name));
  const mixedSeconds = Number(values['mixed-seconds']);
  const crowd = Number(values.crowd);
  const isUnknown = positionals.some((word) => !parts.some((name) => name === word));
  if (isUnknown || !(mixedSeconds > 0) || !Number.isInteger(crowd) || crowd < 100) throw new Error(usage);
  const cache = env['INTERLUDE_CACHE'] || cacheFolderOf(env);
  return {
    parts: parts.length > 0 ? parts : partNames,
    jsonFile: values.json ?? null,
    mixedSeconds,
    crowd,
    million: !values['no-million'],
    peerFolder: join(cache, 'peers'),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        'mixed-seconds': { type: 'string', default: '20' },
        crowd: { type: 'string', default: '1000' },
        'no-million': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(usage, { cause: error });
  }
}
