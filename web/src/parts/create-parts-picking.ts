import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { type Accessor, batch, createEffect, createMemo, createSignal, on } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { api, type Problem, problemOf, refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { firstWeekdayOf } from '../i18n/locale.ts';
import { createIntent } from '../idempotency.ts';
import { createZonedText } from '../time/formats.models.ts';
import { askFrom, type Chosen, chosenList, goneOf, nextOpen, openParts, startsOf } from './parts.models.ts';
import { partSlotsQuery } from './parts.queries.ts';

const refreshEveryMs = 60_000;

interface Lost {
  readonly interviewId: string;
  readonly at: number;
}

export type PartsPicking = ReturnType<typeof createPartsPicking>;

/** What the reader has chosen for each part, what still completes it, and the booking of all at once. */
export function createPartsPicking(onDone: () => void) {
  const { view, zone, text: known, now } = useInterview();
  const { formats, locale } = useI18n();
  const [chosen, setChosen] = createSignal<Chosen>({});
  const [wish, setActive] = createSignal<string | null>(null);
  const [from, setFrom] = createSignal<string | null>(null);
  const [lost, setLost] = createSignal<Lost | 'apart' | null>(null);
  const open = createMemo(() => openParts(view().parts));
  const list = createMemo(() => chosenList(open(), chosen()));
  const { interviewId } = view();

  const slots = useQuery(() => ({
    ...partSlotsQuery({ interviewId, zone: zone(), from: from(), chosen: list() }),
    refetchInterval: refreshEveryMs,
    placeholderData: keepPreviousData,
  }));
  const answer = () => unwrap(slots.data);
  const text = createMemo(() => {
    const found = answer();
    return found ? createZonedText(formats(), found.zone, found.offsets) : known();
  });
  // By the interview's own offsets: those of a later page say nothing about today.
  const today = () => known().dateOf(now());
  const active = () => wish() ?? nextOpen(open(), chosen(), null);

  // A fresh answer about this very choice that lists one of its times no longer: somebody else was faster.
  createEffect(
    on(answer, (known) => {
      if (!known || slots.isPlaceholderData || booking.isBusy()) return;
      const gone = goneOf(known, open(), chosen());
      if (gone !== null) lose(gone);
    }),
  );

  function lose(gone: string) {
    const at = chosen()[gone];
    batch(() => {
      setChosen(Object.fromEntries(Object.entries(chosen()).filter(([id]) => id !== gone)));
      setActive(gone);
      setLost(at === undefined ? 'apart' : { interviewId: gone, at });
    });
  }

  function choose(part: string, at: number) {
    booking.forgive();
    batch(() => {
      setLost(null);
      setChosen({ ...chosen(), [part]: at });
      // Moving on at once would take the times from under the arrow keys, so the part stays in view.
      setActive(part);
    });
  }

  const booking = createBooking({
    wanted: list,
    zone: () => text().zone,
    onDone,
    onLost(interviewId) {
      if (interviewId === undefined) setLost('apart');
      else lose(interviewId);
      void slots.refetch();
    },
  });

  return {
    slots,
    answer,
    text,
    open,
    chosen,
    active,
    activate: setActive,
    today,
    /** The reader looks at another page; with a time chosen the others lie near it, and the answer must speak of it. */
    lookAt(date: string) {
      if (list().length === 0) setFrom(askFrom(date, today(), firstWeekdayOf(locale().formats)));
    },
    hasChosen: () => list().length > 0,
    /** Whoever wants another day altogether gives up all times at once. */
    startOver() {
      batch(() => {
        setChosen({});
        setLost(null);
        setActive(null);
      });
    },
    choose,
    lost,
    ...booking,
    isComplete: () => nextOpen(open(), chosen(), null) === null,
    /** The part that waits for a time next: the one in view, as long as it has none. */
    next() {
      const present = active();
      return present !== null && chosen()[present] === undefined ? present : nextOpen(open(), chosen(), present);
    },
    startsOf: (part: string) => startsOf(answer(), part),
  };
}

interface BookingParts {
  readonly wanted: Accessor<{ interviewId: string; startsAt: string }[]>;
  readonly zone: Accessor<string>;
  readonly onDone: () => void;
  /** A time of this part was lost; without a part they no longer go together. */
  readonly onLost: (interviewId: string | undefined) => void;
}

/** Books all chosen times at once: never shown as done before the server says so. */
function createBooking({ wanted, zone, onDone, onLost }: BookingParts) {
  const { view, accept, refresh } = useInterview();
  const { locale } = useI18n();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  function recover(error: unknown) {
    const refusal = refusalOf(error);
    if (refusal?.code === 'slot_taken' || refusal?.code === 'slot_not_offered') return onLost(refusal.interviewId);
    setProblem(problemOf(error));
    if (refusal !== null) refresh();
  }

  return {
    isBusy,
    problem,
    forgive: () => setProblem(null),
    async book() {
      if (isBusy()) return;
      setBusy(true);
      setProblem(null);
      try {
        const input = { interviewId: view().interviewId, starts: wanted(), zone: zone(), locale: locale().tag };
        accept(await api.candidate.bookParts.mutate({ ...input, idempotencyKey: intent.keyFor(input) }));
        intent.settled();
        onDone();
      } catch (error) {
        recover(error);
      } finally {
        setBusy(false);
      }
    },
  };
}
