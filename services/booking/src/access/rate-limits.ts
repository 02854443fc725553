import { refuse } from '../refused.ts';
import type { RateLimitStore } from './rate-limit-store.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How many in which window; what is counted is said by the key. */
export const limits = {
  signInAccount: { points: 5, windowMs: 15 * minute },
  signInAddress: { points: 20, windowMs: 15 * minute },
  exchange: { points: 30, windowMs: hour },
  resendInterview: { points: 3, windowMs: hour },
  resendAddress: { points: 10, windowMs: hour },
  booking: { points: 60, windowMs: hour },
  hold: { points: 120, windowMs: hour },
  wish: { points: 60, windowMs: hour },
  /** Looking at public pages, for each network. */
  look: { points: 600, windowMs: 10 * minute },
  /** Codes mailed, for each network and for each address. */
  beginNetwork: { points: 30, windowMs: hour },
  beginAddress: { points: 5, windowMs: hour },
  prove: { points: 60, windowMs: hour },
} as const;
export type LimitName = keyof typeof limits;

/** Counters in MongoDB, shared by every copy of the service. Refuses `rate_limited` with the seconds to wait. */
export function createRateLimits(store: RateLimitStore, isOn: boolean) {
  const seen = new Map<string, Set<string>>();

  return {
    /**
     * Counts one intent in this process alone, so that the booking path pays nothing for it: enough against a client
     * that hammers one interview. The same intent repeated counts once.
     */
    countIntent(name: LimitName, key: string, intent: string, now: number): void {
      if (!isOn) return;
      const { points, windowMs } = limits[name];
      const window = `${Math.floor(now / windowMs)}`;
      for (const old of seen.keys()) if (!old.endsWith(`:${window}`)) seen.delete(old);
      const counted = `${name}:${key}:${window}`;
      const intents = seen.get(counted) ?? new Set();
      seen.set(counted, intents);
      if (intents.has(intent)) return;
      if (intents.size >= points) refuseUntil((Number(window) + 1) * windowMs, now);
      intents.add(intent);
    },

    /** Counts one use and refuses it when the window is full. */
    async count(name: LimitName, key: string, now: number): Promise<void> {
      if (!isOn) return;
      const { points, windowMs } = limits[name];
      const { used, expiresAt } = await store.increment(`${name}:${key}`, new Date(now), windowMs);
      if (used > points) refuseUntil(expiresAt.getTime(), now);
    },

    /** Takes one use back: it turned out to be of the harmless kind. */
    async giveBack(name: LimitName, key: string): Promise<void> {
      if (isOn) await store.decrement(`${name}:${key}`);
    },

    async clear(name: LimitName, key: string): Promise<void> {
      if (isOn) await store.remove(`${name}:${key}`);
    },
  };
}

function refuseUntil(endsAt: number, now: number): never {
  return refuse({ code: 'rate_limited', retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)) });
}

/** The key of an address: a whole IPv4, the /64 of an IPv6, so that one network is one caller. */
export function addressKey(ip: string): string {
  const plain = ip.replace(/^::ffff:/, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}
