import type { Readers } from './live-readers.ts';

interface Change {
  readonly documentKey?: { readonly _id: unknown };
  readonly fullDocument?: Record<string, unknown> | null;
}

/** A change stream of one collection. */
export interface Stream {
  on(event: 'change', listener: (change: Change) => void): unknown;
  on(event: 'error' | 'close', listener: () => void): unknown;
  once(event: 'resumeTokenChanged', listener: () => void): unknown;
  close(): Promise<void>;
}

const restartAfterMs = 1_000;

interface Watch {
  /** Settles once nothing that happens is missed any more. */
  readonly opened: Promise<unknown>;
  close(): Promise<void>;
}

/** Watches only while somebody reads: each write costs more under a stream. */
export function watchWhileRead<Interest, Happening extends { readonly type: string }>(
  readers: Readers<Interest, Happening>,
  startWatch: () => Watch,
) {
  let watch: Watch | null = null;

  async function endUnused(): Promise<void> {
    if (readers.count > 0) return;
    const unused = watch;
    watch = null;
    await unused?.close();
  }

  return {
    /** `ready`, and then what concerns the reader, until the signal aborts, also before the first is asked for. */
    async *news(interest: Interest, signal: AbortSignal): AsyncGenerator<Happening['type'] | 'ready'> {
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
export function follow({ open, onChange, onOpened, onReopened }: Followed) {
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
