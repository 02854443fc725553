interface Reader<Interest, News> {
  readonly interest: Interest;
  /** A kind that is pending already is not added again, so a reader who stalls keeps a few words at most. */
  readonly pending: Set<News>;
  wake: () => void;
}

/**
 * Whoever has a page open, and what each is told: something the page shows may have changed, so it asks again. `ready`
 * comes first: whatever changes from then on is told, and what was read before may be old.
 */
export function createReaders<Interest, Happening extends { readonly type: string }>(
  concerns: (interest: Interest, happening: Happening) => boolean,
) {
  type News = Happening['type'] | 'ready';
  const readers = new Set<Reader<Interest, News>>();

  function tell(reader: Reader<Interest, News>, news: News): void {
    reader.pending.add(news);
    reader.wake();
  }

  return {
    get count(): number {
      return readers.size;
    },

    tellAll(): void {
      for (const reader of readers) tell(reader, 'ready');
    },

    tellOf(happening: Happening): void {
      for (const reader of readers) if (concerns(reader.interest, happening)) tell(reader, happening.type as News);
    },

    /** Listens from now on, until the signal aborts; news wait for whoever is slow to ask for the next. */
    listen(interest: Interest, signal: AbortSignal) {
      const reader: Reader<Interest, News> = { interest, pending: new Set(), wake: () => undefined };
      readers.add(reader);
      signal.addEventListener('abort', () => reader.wake(), { once: true });
      return {
        async *news(): AsyncGenerator<News> {
          while (!signal.aborted) {
            const next = reader.pending.values().next();
            if (next.done) {
              await new Promise<void>((resolve) => {
                reader.wake = resolve;
              });
              continue;
            }
            reader.pending.delete(next.value);
            yield next.value;
          }
        },
        leave: () => void readers.delete(reader),
      };
    },
  };
}

export type Readers<Interest, Happening extends { readonly type: string }> = ReturnType<
  typeof createReaders<Interest, Happening>
>;
