/** What an open page is told: something it shows may have changed, so it asks again. */
export type LiveNews =
  /** The stream is open: whatever changes from now on is told, and what was read before may be old. */
  'ready' | 'interviewChanged' | 'slotsChanged';

export interface Interest {
  readonly tenantId: string;
  readonly interviewIds: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

export type Happening =
  | { readonly type: 'interviewChanged'; readonly interviewId: string }
  | { readonly type: 'slotsChanged'; readonly tenantId: string; readonly people: readonly string[] };

interface Reader {
  readonly interest: Interest;
  /** A kind that is pending already is not added again, so a reader who stalls keeps three words at most. */
  readonly pending: Set<LiveNews>;
  wake: () => void;
}

export function createReaders() {
  const readers = new Set<Reader>();

  function tell(reader: Reader, news: LiveNews): void {
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
      for (const reader of readers) if (concerns(reader.interest, happening)) tell(reader, happening.type);
    },

    /** Listens from now on, until the signal aborts; news wait for whoever is slow to ask for the next. */
    listen(interest: Interest, signal: AbortSignal) {
      const reader: Reader = { interest, pending: new Set(), wake: () => undefined };
      readers.add(reader);
      signal.addEventListener('abort', () => reader.wake(), { once: true });
      return {
        async *news(): AsyncGenerator<LiveNews> {
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

function concerns({ tenantId, interviewIds, people }: Interest, happening: Happening): boolean {
  if (happening.type === 'interviewChanged') return interviewIds.has(happening.interviewId);
  return happening.tenantId === tenantId && happening.people.some((id) => people.has(id));
}
