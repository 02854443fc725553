import { type HoldEnd, namesOf, type ReservationRow } from '../reservations/reservation-row.ts';
import { createHoldEnds } from './hold-ends.ts';
import { createReaders } from './live-readers.ts';
import { follow, type Stream, watchWhileRead } from './live-watch.ts';

export interface Interest {
  readonly tenantId: string;
  readonly interviewIds: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

type Happening =
  | { readonly type: 'interviewChanged'; readonly interviewId: string }
  | { readonly type: 'slotsChanged'; readonly tenantId: string; readonly people: readonly string[] };

interface LiveStores {
  readonly bookings: { watch(): Stream };
  readonly reservations: { watch(): Stream; listHoldEnds(now: Date): Promise<HoldEnd[]> };
}

/**
 * One change stream per collection and process feeds every open page, and exists only while there is one: each write
 * costs more under a stream. Streams only wake readers: what is true is read anew, so a repeated event does no harm,
 * and after a gap everybody is told to read again.
 * @param now The corrected clock, epoch milliseconds: holds end by it.
 */
export function createLive(stores: LiveStores, now: () => number) {
  const readers = createLiveReaders();

  function startWatch() {
    const tell = (happening: Happening) => readers.tellOf(happening);
    const bookings = follow({
      open: () => stores.bookings.watch(),
      onChange: ({ documentKey }) => tell({ type: 'interviewChanged', interviewId: String(documentKey?._id) }),
      onOpened: async () => undefined,
      onReopened: readers.tellAll,
    });
    const tellOf = (tenantId: string, people: readonly string[]) => tell({ type: 'slotsChanged', tenantId, people });
    const ends = createHoldEnds(now, (hold) => tellOf(hold.tenantId, namesOf(hold)));
    const reservations = follow({
      open: () => stores.reservations.watch(),
      onChange({ fullDocument }) {
        if (!fullDocument) return;
        const {
          _id,
          tenantId,
          people,
          resources = [],
          freed = [],
          kind,
          active,
          expiresAt,
        } = fullDocument as unknown as ReservationRow;
        if (kind === 'hold' && active && expiresAt) ends.expect({ _id, tenantId, people, resources, expiresAt });
        else ends.forget(_id);
        tellOf(tenantId, [...new Set([...namesOf({ people, resources }), ...freed])]);
      },
      // Holds from before anybody listened, or from a gap in the stream.
      async onOpened() {
        for (const hold of await stores.reservations.listHoldEnds(new Date(now()))) ends.expect(hold);
      },
      onReopened: readers.tellAll,
    });
    return {
      opened: Promise.all([bookings.opened, reservations.opened]),
      async close() {
        await Promise.all([bookings.close(), reservations.close()]);
        ends.stop();
      },
    };
  }

  return watchWhileRead(readers, startWatch);
}

/** Who is told of bookings and times, by what their pages show. */
export function createLiveReaders() {
  return createReaders<Interest, Happening>(concerns);
}

function concerns({ tenantId, interviewIds, people }: Interest, happening: Happening): boolean {
  if (happening.type === 'interviewChanged') return interviewIds.has(happening.interviewId);
  return happening.tenantId === tenantId && happening.people.some((id) => people.has(id));
}

export type Live = ReturnType<typeof createLive>;
