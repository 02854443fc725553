import { EventEmitter, on, once } from 'node:events';
import { createHoldEnds } from './slots/hold-ends.ts';
import { type HoldEnd, namesOf, type ReservationRow } from './slots/reservation-row.ts';

/** What an open page is told: something it shows may have changed, so it asks again. */
export type LiveEvent =
  /** Changes are seen from now on; what was read before may be old. */
  | { readonly type: 'ready' }
  | { readonly type: 'interviewChanged'; readonly interviewId: string }
  | { readonly type: 'slotsChanged'; readonly tenantId: string; readonly people: readonly string[] };

interface Change {
  readonly documentKey?: { readonly _id: unknown };
  readonly fullDocument?: Record<string, unknown> | null;
}

/** As much of a change stream as is needed here. */
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
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let readers = 0;
  let watch: ReturnType<typeof startWatch> | null = null;

  function startWatch() {
    const tell = (event: LiveEvent) => emitter.emit('event', event);
    const bookings = follow({
      open: () => stores.bookings.watch(),
      onChange: ({ documentKey }) => tell({ type: 'interviewChanged', interviewId: String(documentKey?._id) }),
      onOpened: async () => undefined,
      onReopened: () => tell({ type: 'ready' }),
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
      // Those who held before anybody listened, or in a gap.
      async onOpened() {
        for (const hold of await stores.reservations.listHoldEnds(new Date(now()))) ends.expect(hold);
      },
      onReopened: () => tell({ type: 'ready' }),
    });
    return {
      opened: Promise.all([bookings.opened, reservations.opened]),
      async close() {
        await Promise.all([bookings.close(), reservations.close()]);
        ends.stop();
      },
    };
  }

  async function leave(): Promise<void> {
    readers -= 1;
    if (readers > 0) return;
    const unused = watch;
    watch = null;
    await unused?.close();
  }

  return {
    /** `ready`, and then every event until the signal aborts, which may have happened before the first is asked for. */
    async *events(signal: AbortSignal): AsyncGenerator<LiveEvent> {
      if (signal.aborted) return;
      readers += 1;
      const heard = on(emitter, 'event', { signal });
      try {
        watch ??= startWatch();
        await Promise.race([watch.opened, once(signal, 'abort')]);
        if (signal.aborted) return;
        yield { type: 'ready' };
        for await (const [event] of heard) yield event as LiveEvent;
      } catch (error) {
        // A reader who has left hears of no failure any more: thrown then, it would end the process.
        if (!signal.aborted) throw error;
      } finally {
        await heard.return?.();
        await leave();
      }
    },

    async stop(): Promise<void> {
      await watch?.close();
    },
  };
}

interface Followed {
  readonly open: () => Stream;
  readonly onChange: (change: Change) => void;
  /** After each opening, before anybody is told of it; when it fails the stream is opened anew. */
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
    // The first token is the server's answer to the opening: from there on nothing is missed.
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
