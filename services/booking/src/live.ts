import { EventEmitter, on } from 'node:events';
import type { InterviewStore } from './interviews/interview-store.ts';
import type { ReservationStore } from './slots/reservation-store.ts';

/** What an open page is told: something it shows has changed, so it asks again. */
export type LiveEvent =
  | {
      readonly type: 'interviewChanged';
      readonly interviewId: string;
      readonly tenantId: string;
      readonly version: number;
    }
  | { readonly type: 'slotsChanged'; readonly tenantId: string; readonly people: readonly string[] };

interface Stream {
  close(): Promise<void>;
  on(event: 'change', listener: (change: { fullDocument?: unknown }) => void): unknown;
  on(event: 'error' | 'close', listener: () => void): unknown;
}

const restartAfterMs = 1_000;

/**
 * One change stream per collection and process feeds every open page. Streams only wake readers: what is true is
 * read anew, so a lost or repeated event does no harm.
 */
export function createLive(stores: { interviews: InterviewStore; reservations: ReservationStore }) {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let streams: Stream[] = [];
  let isStopped = false;

  function follow(open: () => Stream, eventOf: (row: Record<string, unknown>) => LiveEvent) {
    const stream = open();
    streams.push(stream);
    stream.on('change', ({ fullDocument }) => {
      if (fullDocument) emitter.emit('event', eventOf(fullDocument as Record<string, unknown>));
    });
    const restart = () => {
      if (isStopped || !streams.includes(stream)) return;
      streams = streams.filter((other) => other !== stream);
      void stream.close();
      setTimeout(() => isStopped || follow(open, eventOf), restartAfterMs).unref();
    };
    stream.on('error', restart);
    stream.on('close', restart);
  }

  return {
    start() {
      follow(
        () => stores.interviews.watch(),
        ({ _id, tenantId, version }) => ({
          type: 'interviewChanged',
          interviewId: String(_id),
          tenantId: String(tenantId),
          version: Number(version),
        }),
      );
      follow(
        () => stores.reservations.watch(),
        ({ tenantId, people }) => ({
          type: 'slotsChanged',
          tenantId: String(tenantId),
          people: (people ?? []) as string[],
        }),
      );
    },

    /** Every event until the signal aborts, which may have happened before the first one is asked for. */
    async *events(signal: AbortSignal): AsyncGenerator<LiveEvent> {
      try {
        for await (const [event] of on(emitter, 'event', { signal })) yield event as LiveEvent;
      } catch (error) {
        // A reader who has left hears of no failure any more: thrown then, it would end the process.
        if (!signal.aborted) throw error;
      }
    },

    async stop() {
      isStopped = true;
      const open = streams;
      streams = [];
      await Promise.all(open.map((stream) => stream.close()));
    },
  };
}
