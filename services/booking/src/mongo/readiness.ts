import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../runtime/config.ts';
import type { Database } from './mongo.ts';
import type { Pulse } from './pulse.ts';

export interface PartState {
  readonly ready: boolean;
  readonly because?: string;
}

export interface Readiness {
  check(): Promise<Record<string, PartState>>;
  /** This process is leaving and never ready again. */
  drain(): void;
  /** A part that reports by itself: the Temporal connection of the relay, the activity worker. */
  set(part: string, state: PartState): void;
}

const indexesEveryMs = 10_000;
const clockLimitMs = 5_000;
const answerWithinMs = 800;
const unanswered = {
  mongo: { ready: false, because: 'does not answer' },
  indexes: { ready: false, because: 'unknown' },
};

interface ReadinessParts {
  readonly roles: readonly Role[];
  readonly clock: { offsetMs(): number };
  readonly pulse: Pick<Pulse, 'isSilent'>;
  readonly schemaFaults: () => Promise<readonly string[]>;
  readonly restarted: string | null;
}

/** Answers within a second, also while the database does not. */
export function createReadiness(
  connection: Database,
  { roles, clock, pulse, restarted, schemaFaults }: ReadinessParts,
): Readiness {
  const parts = new Map<string, PartState>();
  if (restarted !== null) parts.set('process', { ready: true, because: restarted });
  if (roles.includes('activities')) parts.set('activities', { ready: false, because: 'starting' });
  let indexes: { at: number; state: PartState } | null = null;

  async function indexState(): Promise<PartState> {
    if (indexes !== null && Date.now() - indexes.at < indexesEveryMs) return indexes.state;
    const faults = await schemaFaults();
    const state = faults.length === 0 ? { ready: true } : { ready: false, because: faults.join('; ') };
    indexes = { at: Date.now(), state };
    return state;
  }

  async function databaseStates(): Promise<Record<'mongo' | 'indexes', PartState>> {
    if (pulse.isSilent()) return unanswered;
    try {
      await connection.db?.command({ ping: 1, maxTimeMS: answerWithinMs });
      return { mongo: { ready: true }, indexes: await indexState() };
    } catch {
      return unanswered;
    }
  }

  return {
    set: (part, state) => void parts.set(part, state),
    drain: () => void parts.set('process', { ready: false, because: 'is leaving' }),
    async check() {
      const late = sleep(answerWithinMs, unanswered, { ref: false });
      const isOff = Math.abs(clock.offsetMs()) > clockLimitMs;
      return {
        ...(await Promise.race([databaseStates(), late])),
        clock: isOff
          ? { ready: false, because: `${Math.round(clock.offsetMs() / 1000)} s apart from the database` }
          : { ready: true },
        ...Object.fromEntries(parts),
      };
    },
  };
}
