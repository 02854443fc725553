import { type HoldEnd, namesOf, type ReservationRow } from '../reservations/reservation-row.ts';
import { createHoldEnds } from './hold-ends.ts';
import { createReaders, type Happening, type Interest, type LiveNews } from './live-readers.ts';

interface Change {
  readonly documentKey?: { readonly _id: unknown };
  readonly fullDocument?: Record<string, unknown> | null;
}

interface Stream {
  on(event: 'change', listener: (change: Change) => void): unknown;
  on(event: 'error' | 'close', listener: () => void): unknown;
  once(event: 'resumeTokenChanged', listener: () => void): unknown;
  close(): Promise<void>;
}

interface LiveStores {
  readonly bookings: { watch(): Stream };
  readonly reservations: { watch(): Stream; listHoldEnds(now: Date): Promise<HoldEnd[]> };
}

const restartAfterMs = 1_000;

/**
 * One change stream per collection and process feeds every open page, and exists only while there is one: each write
 * costs more under a stream. Streams only wake readers: what is true is read anew, so a repeated event does no harm,
 * and after a gap everybody is told to read again.
 * @param now The corrected clock, epoch milliseconds: holds end by it.
 */
export function createLive(stores: LiveStores, now: () => number) {
  const readers = createReaders();
  let watch: ReturnType<typeof startWatch> | null = null;

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

  async function endUnused(): Promise<void> {
    if (readers.count > 0) return;
    const unused = watch;
    watch = null;
    await unused?.close();
  }

  return {
    /** `ready`, and then what concerns the reader, until the signal aborts, also before the first is asked for. */
    async *news(interest: Interest, signal: AbortSignal): AsyncGenerator<LiveNews> {
      if (signal.aborted) return;
      const { news, leave } = readers.listen(interest, signal);
      try {
        watch ??= startWatch();
        await Promise.race([watch.opened, aborted(signal)]);
        if (signal.aborted) return;
        yield 'ready';
        yield* news();
      } finally {
        leave();
        await endUnused();
      }
    },

    async stop(): Promise<void> {
      await watch?.close();
    },
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

interface Followed {
  readonly open: () => Stream;
  readonly onChange: (change: Change) => void;
  /** Runs after each opening, before readers are told; if it fails, the stream is opened again. */
  readonly onOpened: () => Promise<void>;
  readonly onReopened: () => void;
}

/** Follows one change stream until closed, opening it anew whenever it fails; `opened` is the first success. */
function follow({ open, onChange, onOpened, onReopened }: Followed) {
  const opened = Promise.withResolvers<void>();
  let isClosed = false;
  let wasOpen = false;
  let stream: Stream;

  function start() {
    const current = open();
    stream = current;
    const failed = Promise.withResolvers<void>();
    const isOpen = () => {
      if (wasOpen) onReopened();
      wasOpen = true;
      opened.resolve();
    };
    current.on('change', onChange);
    // The first token is the server's answer to the opening, so nothing after it is missed.
    current.once('resumeTokenChanged', () => void onOpened().then(isOpen, () => failed.resolve()));
    current.on('error', () => failed.resolve());
    current.on('close', () => failed.resolve());
    void failed.promise.then(() => {
      if (isClosed) return;
      void current.close().catch(() => undefined);
      setTimeout(() => isClosed || start(), restartAfterMs).unref();
    });
  }

  start();
  return {
    opened: opened.promise,
    async close(): Promise<void> {
      isClosed = true;
      await stream.close().catch(() => undefined);
    },
  };
}

export type Live = ReturnType<typeof createLive>;
