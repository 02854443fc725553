import { setTimeout as delay } from 'node:timers/promises';
import type { PersonId } from '@interlude/shared/ids';
import type { CalendarsClient } from '../access/calendars-client.ts';
import type { Colleague, PersonStore } from '../company/person-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

/** A booking waits no longer than this for what other calendars say, counted from the hold. */
export const lookPatienceMs = 800;
const pauseMs = 40;

type Held = Pick<
  ReservationRow,
  '_id' | 'tenantId' | 'people' | 'startsAt' | 'endsAt' | 'createdAt' | 'heldAt' | 'placeIn'
>;

interface LiveLookDeps {
  readonly calendars: CalendarsClient;
  readonly people: PersonStore;
  readonly reservations: ReservationStore;
  readonly now: () => number;
}

function sinceOf({ heldAt, createdAt }: Held): number {
  return (heldAt ?? createdAt).getTime();
}

/** What the calendars of those who are held say, as far as it could be found out in time. */
export interface Seen {
  /** Somebody is busy meanwhile. */
  readonly isTaken: boolean;
  /** Of whom it is not known. */
  readonly unseen: readonly PersonId[];
}

export type LiveLooks = ReturnType<typeof createLiveLooks>;

/**
 * Looks at the calendars of people while a start is held for somebody, so that an entry of a moment ago is known before it
 * is booked. What a look finds comes in as always does what calendars say; the hold only notes that it was made, where
 * any process finds it. Of people without calendars nobody is asked.
 */
export function createLiveLooks({ calendars, people, reservations, now }: LiveLookDeps) {
  const nothing: Seen = { isTaken: false, unseen: [] };

  // The people of a place are those of its session: once somebody is in it they are booked.
  async function isJoined({ tenantId, placeIn }: Held): Promise<boolean> {
    if (placeIn === undefined) return false;
    const session = await reservations.groups.find({ tenantId, _id: placeIn });
    return (session?.booked ?? 0) > 0;
  }

  async function connectedOf(held: Held, known?: readonly Colleague[]): Promise<PersonId[]> {
    if (held.people.length === 0 || (await isJoined(held))) return [];
    const isKnown = known !== undefined && held.people.every((id) => known.some(({ _id }) => _id === id));
    const rows = isKnown ? known : await people.listByIds(held.tenantId, held.people);
    return rows.filter(({ _id, hasCalendars }) => hasCalendars && held.people.includes(_id)).map(({ _id }) => _id);
  }

  async function look(held: Held, connected: readonly PersonId[]): Promise<void> {
    const [until, askedAt] = [held.endsAt.getTime(), sinceOf(held)];
    const asked = { tenantId: held.tenantId, people: [...connected], until, askedAt };
    // Who is away has seen nobody, and says so no later than this.
    const { unseen } = await calendars('lookAt', asked).catch(() => ({ unseen: asked.people }));
    await reservations.noteLooked(held, unseen as PersonId[]);
  }

  return {
    /** Begins a look for a hold that was just made, and waits for nothing. */
    begin(held: Held, known?: readonly Colleague[]): void {
      const begun = connectedOf(held, known).then((connected) =>
        connected.length > 0 ? look(held, connected) : undefined,
      );
      // A hold without a note was not looked at, which is what a booking of it then says.
      begun.catch(() => undefined);
    },

    /** Looks once more for somebody who comes again: what was found is forgotten. */
    async again(held: Held, known?: readonly Colleague[]): Promise<void> {
      await reservations.noteLooked(held, null);
      this.begin(held, known);
    },

    /** What a look that begins now finds; of a hold that was kept for somebody for long. */
    async lookNow(hold: Held, known?: readonly Colleague[]): Promise<Seen> {
      const held = { ...hold, heldAt: new Date(now()) };
      this.begin(held, known);
      return await this.seenOf(held, known);
    },

    /** What the look of a hold has found, waited for until its time is over. */
    async seenOf(held: Held, known?: readonly Colleague[]): Promise<Seen> {
      const connected = await connectedOf(held, known);
      if (connected.length === 0) return nothing;
      const until = sinceOf(held) + lookPatienceMs;
      let unseen = await reservations.findLooked(held);
      while (unseen === null && now() < until) {
        await delay(pauseMs);
        unseen = await reservations.findLooked(held);
      }
      const isTaken = await reservations.elsewhere.isBusy(held.tenantId, connected, held);
      return { isTaken, unseen: unseen ?? connected };
    },
  };
}
