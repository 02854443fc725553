import type { Role } from './config.ts';
import { schemaFaults } from './indexes.ts';
import type { Database } from './mongo.ts';

export interface PartState {
  readonly ready: boolean;
  readonly because?: string;
}

export interface Readiness {
  /** One state per part this process needs for its roles. */
  check(): Promise<Record<string, PartState>>;
  /** A part that reports by itself: the Temporal connection of the relay, the activity worker. */
  set(part: string, state: PartState): void;
}

const indexesEveryMs = 10_000;
const clockLimitMs = 5_000;

export function createReadiness(
  connection: Database,
  roles: readonly Role[],
  clock: { offsetMs(): number },
): Readiness {
  const parts = new Map<string, PartState>();
  if (roles.includes('activities')) parts.set('activities', { ready: false, because: 'starting' });
  let indexes: { at: number; state: PartState } | null = null;

  async function indexState(): Promise<PartState> {
    if (indexes !== null && Date.now() - indexes.at < indexesEveryMs) return indexes.state;
    const faults = await schemaFaults(connection);
    const state = faults.length === 0 ? { ready: true } : { ready: false, because: faults.join('; ') };
    indexes = { at: Date.now(), state };
    return state;
  }

  async function mongoState(): Promise<PartState> {
    try {
      await connection.db?.command({ ping: 1, maxTimeMS: 1_000 });
      return { ready: true };
    } catch {
      return { ready: false, because: 'does not answer' };
    }
  }

  return {
    set: (part, state) => void parts.set(part, state),
    async check() {
      const mongo = await mongoState();
      const isOff = Math.abs(clock.offsetMs()) > clockLimitMs;
      return {
        mongo,
        indexes: mongo.ready ? await indexState() : { ready: false, because: 'unknown' },
        clock: isOff
          ? { ready: false, because: `${Math.round(clock.offsetMs() / 1000)} s apart from the database` }
          : { ready: true },
        ...Object.fromEntries(parts),
      };
    },
  };
}
