import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { refuse } from '../runtime/refused.ts';
import type { RateLimitStore } from './rate-limit-store.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How many in which window; what is counted is said by the key. */
export const limits = {
  signInAddress: { points: 20, windowMs: 15 * minute },
  /** From a device that has signed in to the account before. */
  signInDevice: { points: 20, windowMs: 15 * minute },
  /** Links to set a password, for each network that asks; to one mailbox by one network, and by all. */
  resetNetwork: { points: 10, windowMs: hour },
  resetMailbox: { points: 3, windowMs: hour },
  resetMailboxAll: { points: 12, windowMs: hour },
  redeemNetwork: { points: 30, windowMs: hour },
  /** Colleagues invited by one company. */
  colleague: { points: 200, windowMs: hour },
  exchange: { points: 30, windowMs: hour },
  resendByStaff: { points: 10, windowMs: hour },
  resendInterview: { points: 3, windowMs: hour },
  /** By whoever knows no more than an id: it must cost the holder of the link nothing. */
  resendStranger: { points: 3, windowMs: hour },
  /** To one mailbox: by one network, and by all. */
  resendMailbox: { points: 3, windowMs: hour },
  resendMailboxAll: { points: 12, windowMs: hour },
  askInterview: { points: 3, windowMs: hour },
  /** Strangers who ask for a link or an invitation, for each network. */
  resendAddress: { points: 10, windowMs: hour },
  booking: { points: 60, windowMs: hour },
  hold: { points: 120, windowMs: hour },
  wish: { points: 60, windowMs: hour },
  /** Looking at public pages, for each network. */
  look: { points: 600, windowMs: 10 * minute },
  /** How often one secret calendar address is asked: calendars ask several times an hour. */
  feed: { points: 60, windowMs: 10 * minute },
  push: { points: 600, windowMs: 10 * minute },
  /** Codes mailed, for each network, for each /56 of IPv6 (which one customer of a provider may have) and for each mailbox. */
  beginNetwork: { points: 30, windowMs: hour },
  beginWideNetwork: { points: 60, windowMs: hour },
  beginAddress: { points: 5, windowMs: hour },
  /** For each domain that is not of a public mail provider. */
  beginDomain: { points: 60, windowMs: hour },
  /** From wherever: beyond it a service holds no time before the code is typed. */
  beginService: { points: 300, windowMs: hour },
  prove: { points: 60, windowMs: hour },
  /** Pictures that one person puts up. */
  upload: { points: 30, windowMs: hour },
  /** Searches of one person: more than anybody types. */
  search: { points: 600, windowMs: 10 * minute },
  /** Invitations of a company; as many as one may send without holding up others. */
  invite: { points: 2_000, windowMs: hour },
} as const;
export type LimitName = keyof typeof limits;

/**
 * Failed attempts make the next one wait: the first `free` do not, then the wait doubles with each. One account counted
 * over all networks has more free attempts and shorter waits, since its holder may be the one who waits.
 */
const slowings = {
  signIn: { free: 5, firstWaitMs: minute / 2, longestWaitMs: 15 * minute },
  signInAccount: { free: 25, firstWaitMs: 2_000, longestWaitMs: minute },
  changePassword: { free: 5, firstWaitMs: minute / 2, longestWaitMs: 15 * minute },
} as const;
type SlowingName = keyof typeof slowings;
/** Failures are forgotten after so long without an attempt, counted from the end of the last wait. */
const slowingForgottenAfterMs = hour;
const mostRaces = 10;

// So many interviews or networks are counted at once; beyond that the oldest begins anew.
const mostKeys = 20_000;

interface Window {
  readonly number: number;
  readonly uses: Map<string, Uses>;
}

/** The uses of one key: by their intents here, and what other copies of the service have counted. */
interface Uses {
  readonly intents: Set<string>;
  shared: number;
  elsewhere: number;
  isSharing: boolean;
}

// Whoever uses less than this part of a limit costs no write; so much more each further copy may let through.
const sharedFrom = 1 / 10;

interface LimitTerms {
  readonly isOn: boolean;
  readonly points?: Partial<Record<LimitName, number>>;
  readonly secret: string;
  /** Called when the counts could not be shared with the other copies of the service. */
  onOutage(error: unknown): void;
}

/** Counters in MongoDB, shared by every copy of the service. Refuses `rate_limited` with the seconds to wait. */
export function createRateLimits(store: RateLimitStore, { isOn, points: given, secret, onOutage }: LimitTerms) {
  const termsOf = (name: LimitName) => ({ ...limits[name], points: given?.[name] ?? limits[name].points });
  const counted = new Map<LimitName, Window>();
  // Keys are addresses of people and of networks: what is stored must not give them away, nor let them be guessed.
  const storedKey = (name: string, key: string) =>
    `${name}:${createHmac('sha256', secret).update(`${name}|${key}`).digest('base64url')}`;

  async function share(key: string, uses: Uses, windowMs: number, now: number): Promise<void> {
    if (uses.isSharing) return;
    uses.isSharing = true;
    try {
      while (uses.shared < uses.intents.size) {
        const more = uses.intents.size - uses.shared;
        const { used } = await store.increment(key, new Date(now), windowMs, more);
        uses.shared += more;
        uses.elsewhere = used - uses.shared;
      }
    } catch (error) {
      // The counts of this process bind meanwhile; the next use shares them.
      onOutage(error);
    } finally {
      uses.isSharing = false;
    }
  }

  return {
    /**
     * Counts one intent without waiting for anything: the booking path pays nothing for it. Copies of the service tell
     * each other about whoever comes near a limit. The same intent repeated counts once; without one every use counts.
     */
    countIntent(name: LimitName, key: string, intent: string | null, now: number): void {
      if (!isOn) return;
      const { points, windowMs } = termsOf(name);
      const number = Math.floor(now / windowMs);
      const present = counted.get(name);
      const window = present?.number === number ? present : { number, uses: new Map<string, Uses>() };
      counted.set(name, window);
      const uses = window.uses.get(key) ?? { intents: new Set(), shared: 0, elsewhere: 0, isSharing: false };
      if (intent !== null && uses.intents.has(intent)) return;
      if (uses.intents.size + uses.elsewhere >= points) refuseUntil((number + 1) * windowMs, now);
      uses.intents.add(intent ?? `${uses.intents.size}`);
      window.uses.set(key, uses);
      if (uses.intents.size >= points * sharedFrom)
        void share(storedKey(name, `${key}|${number}`), uses, windowMs, now);
      const [oldest] = window.uses.keys();
      if (window.uses.size > mostKeys && oldest !== undefined) window.uses.delete(oldest);
    },

    /** Counts one use and refuses it when the window is full. */
    async count(name: LimitName, key: string, now: number): Promise<void> {
      if (!isOn) return;
      const { points, windowMs } = termsOf(name);
      const { used, expiresAt } = await store.increment(storedKey(name, key), new Date(now), windowMs);
      if (used > points) refuseUntil(expiresAt.getTime(), now);
    },

    /**
     * Counts an attempt before its outcome is known, so that attempts made at once cannot all pass, and refuses it
     * while the wait after the last one runs. `clear` forgets them all.
     */
    async countSlowing(name: SlowingName, key: string, now: number): Promise<void> {
      if (!isOn) return;
      for (let race = 0; race < mostRaces; race++) {
        const present = await store.find(storedKey(name, key), new Date(now));
        if (present?.notBefore && present.notBefore.getTime() > now) refuseUntil(present.notBefore.getTime(), now);
        const used = (present?.used ?? 0) + 1;
        const endsAt = now + waitAfter(name, used);
        const next = { used, notBefore: new Date(endsAt), expiresAt: new Date(endsAt + slowingForgottenAfterMs) };
        if (await store.replace(storedKey(name, key), present, next, new Date(now))) return;
      }
      refuseUntil(now + slowings[name].firstWaitMs, now);
    },

    /** Takes such an attempt back that came to no outcome, and the wait it began. */
    async giveBackSlowing(name: SlowingName, key: string, now: number): Promise<void> {
      if (!isOn) return;
      for (let race = 0; race < mostRaces; race++) {
        const present = await store.find(storedKey(name, key), new Date(now));
        if (present === null) return;
        const next = { used: Math.max(0, present.used - 1), notBefore: new Date(now), expiresAt: present.expiresAt };
        if (await store.replace(storedKey(name, key), present, next, new Date(now))) return;
      }
    },

    async giveBack(name: LimitName, key: string): Promise<void> {
      if (isOn) await store.decrement(storedKey(name, key));
    },

    async clear(name: string, key: string): Promise<void> {
      if (isOn) await store.remove(storedKey(name, key));
    },
  };
}

function waitAfter(name: SlowingName, used: number): number {
  const { free, firstWaitMs, longestWaitMs } = slowings[name];
  return used < free ? 0 : Math.min(firstWaitMs * 2 ** (used - free), longestWaitMs);
}

function refuseUntil(endsAt: number, now: number): never {
  return refuse({ code: 'rate_limited', retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)) });
}

/** The key of an address, the same for each of its spellings: a whole IPv4, the /64 of an IPv6 as one caller. */
export function addressKey(ip: string): string {
  const [address = ''] = ip.split('%');
  if (!isIPv6(address)) return ip;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 6).join(':') === ipv4Mapped;
  return isMapped ? ipv4Of(groups.slice(6)) : groups.slice(0, 4).join(':');
}

/** The /56 of an IPv6 address; null for an IPv4 one, which is one caller whatever surrounds it. */
export function wideAddressKey(ip: string): string | null {
  const key = addressKey(ip);
  if (!key.includes(':')) return null;
  const groups = key.split(':');
  return [...groups.slice(0, 3), (Number.parseInt(groups[3] ?? '0', 16) >> 8).toString(16)].join(':');
}

const ipv4Mapped = '0:0:0:0:0:ffff';

// The eight groups of an IPv6 address without leading zeros. URLs know one spelling only (WHATWG URL, "IPv6 serializer").
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

function ipv4Of(groups: readonly string[]): string {
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  return numbers.flatMap((number) => [number >> 8, number & 0xff]).join('.');
}

export type RateLimits = ReturnType<typeof createRateLimits>;
