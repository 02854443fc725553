import type { Refusal } from '@interlude/shared/booking/refusal';
import type { SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal } from 'solid-js';
import { api, type Problem, problemOf, refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import type { Choice } from '../picking/create-choice.ts';
import { createZonedText } from '../time/formats.models.ts';
import { type Decisions, openCount, type Repeat, ruleFrom, wantedStarts } from './series.models.ts';
import { seriesQuery } from './series.queries.ts';

const usualCount = 6;
const refreshEveryMs = 60_000;

export type Series = ReturnType<typeof createSeries>;

interface SeriesParts {
  readonly picking: Choice;
  readonly note: () => string;
  /** Where they are called, E.164. */
  readonly phone: () => string | null;
  readonly onDone: (view: InterviewView) => Promise<void>;
}

/** How often the chosen time comes again, what is free of it, what the reader does with the rest, and the booking. */
export function createSeries({ picking, note, phone, onDone }: SeriesParts) {
  const { view } = useInterview();
  const { formats } = useI18n();
  const most = () => view().appointment?.repeatable?.mostTimes ?? 0;
  const [repeat, setRepeat] = createSignal<Repeat>('no');
  const [count, setCount] = createSignal(Math.min(usualCount, most()));
  const [decisions, setDecisions] = createSignal<Decisions>({});
  const [lost, setLost] = createSignal<number | null>(null);
  const rule = createMemo(() => ruleFrom(repeat(), count()));
  const zone = () => picking.text().zone;
  const isAsked = () => rule() !== null && picking.chosen() !== null;

  const times = useQuery(() => ({
    ...seriesQuery({
      interviewId: view().interviewId,
      startsAt: new Date(picking.chosen() ?? 0).toISOString(),
      rule: rule() ?? { freq: 'WEEKLY', interval: 1, count: 2 },
      zone: zone(),
    }),
    enabled: isAsked(),
    refetchInterval: refreshEveryMs,
  }));
  const answer = () => (isAsked() ? times.data : undefined);
  const starts = () => {
    const known = answer();
    return known === undefined ? null : wantedStarts(known, decisions());
  };

  const booking = createBooking({
    note,
    phone,
    wanted: () => {
      const [wanted, wish] = [starts(), rule()];
      return wanted === null || wish === null ? null : { starts: wanted, rule: wish, zone: zone() };
    },
    settled: () => picking.hold.settled(),
    async onDone(booked) {
      picking.hold.forget();
      await onDone(booked);
    },
    onLost(refusal) {
      const at = refusal.startsAt === undefined ? picking.chosen() : Date.parse(refusal.startsAt);
      if (at !== null && at === picking.chosen()) picking.lose(at, refusal, true);
      else setLost(at);
      void times.refetch();
    },
  });

  return {
    most,
    repeat,
    count,
    times,
    answer,
    decisions,
    lost,
    isAsked,
    starts,
    text: createMemo(() => {
      const found = answer();
      return found ? createZonedText(formats(), found.zone, found.offsets) : picking.text();
    }),
    open: () => {
      const known = answer();
      return known === undefined ? 0 : openCount(known, decisions());
    },
    chooseRepeat: setRepeat,
    chooseCount: setCount,
    /** Another start for one time, `out` for none, and the time itself again without either. */
    decide(startsAt: string, wish: string | undefined) {
      const others = Object.entries(decisions()).filter(([start]) => start !== startsAt);
      setLost(null);
      setDecisions(Object.fromEntries(wish === undefined ? others : [...others, [startsAt, wish]]));
    },
    ...booking,
  };
}

type LostTime = Extract<Refusal, { code: 'slot_taken' | 'slot_not_offered' }>;

interface BookingParts {
  readonly note: () => string;
  /** Where they are called, E.164. */
  readonly phone: () => string | null;
  /** Null while something is open. */
  readonly wanted: () => { readonly starts: string[]; readonly rule: SeriesRule; readonly zone: string } | null;
  /** Nothing that this browser asked for the chosen time is on its way any more. */
  readonly settled: () => Promise<void>;
  readonly onDone: (view: InterviewView) => Promise<void>;
  readonly onLost: (refusal: LostTime) => void;
}

/** Books all times at once: never shown as done before the server says so. */
function createBooking({ note, phone, wanted, settled, onDone, onLost }: BookingParts) {
  const { view, refresh } = useInterview();
  const { locale } = useI18n();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  function recover(error: unknown) {
    const refusal = refusalOf(error);
    if (refusal?.code === 'slot_taken' || refusal?.code === 'slot_not_offered') return onLost(refusal);
    setProblem(problemOf(error));
    if (refusal !== null) refresh();
  }

  return {
    isBusy,
    problem,
    async book() {
      const asked = wanted();
      if (isBusy() || asked === null) return;
      setBusy(true);
      setProblem(null);
      try {
        await settled();
        const words = note().trim();
        const { interviewId } = view();
        const called = phone();
        const said = { ...(words ? { note: words } : {}), ...(called === null ? {} : { phone: called }) };
        const input = { interviewId, ...asked, locale: locale().tag, ...said };
        const booked = await api.candidate.bookSeries.mutate({ ...input, idempotencyKey: intent.keyFor(input) });
        intent.settled();
        await onDone(booked);
      } catch (error) {
        recover(error);
      } finally {
        setBusy(false);
      }
    },
  };
}
