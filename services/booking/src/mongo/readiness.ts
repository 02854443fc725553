import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../runtime/config.ts';
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

interface ReadinessParts {
  readonly roles: readonly Role[];
  readonly clock: { offsetMs(): number };
  readonly pulse: Pick<Pulse, 'isSilent'>;
  readonly schemaFaults: () => Promise<readonly string[]>;
  readonly restarted: string | null;
}

/**
 * Answers within a second, also while the database does not. MongoDB is taken for gone by the same rule that refuses
 * requests: one slow answer, which every copy sees at the same time on a busy server, must not take all of them out.
 */
export function createReadiness({ roles, clock, pulse, restarted, schemaFaults }: ReadinessParts): Readiness {
  const parts = new Map<string, PartState>();
  if (restarted !== null) parts.set('process', { ready: true, because: restarted });
  if (roles.includes('activities')) parts.set('activities', { ready: false, because: 'starting' });
  let indexes: PartState = { ready: false, because: 'unknown' };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  async function lookAtIndexes(): Promise<void> {
    const faults = await schemaFaults();
    indexes = faults.length === 0 ? { ready: true } : { ready: false, because: faults.join('; ') };
    lookedAt = performance.now();
  }

  async function databaseStates(): Promise<Record<'mongo' | 'indexes', PartState>> {
    if (pulse.isSilent()) return { mongo: { ready: false, because: 'does not answer' }, indexes };
    if (performance.now() - lookedAt > indexesEveryMs) {
      looking ??= lookAtIndexes()
        .catch(() => undefined)
        .finally(() => {
          looking = null;
        });
      await Promise.race([looking, sleep(answerWithinMs, undefined, { ref: false })]);
    }
    return { mongo: { ready: true }, indexes };
  }

  return {
    set: (part, state) => void parts.set(part, state),
    drain: () => void parts.set('process', { ready: false, because: 'is leaving' }),
    async check() {
      const isOff = Math.abs(clock.offsetMs()) > clockLimitMs;
      return {
        ...(await databaseStates()),
        clock: isOff
          ? { ready: false, because: `${Math.round(clock.offsetMs() / 1000)} s apart from the database` }
          : { ready: true },
        ...Object.fromEntries(parts),
      };
    },
  };
}
