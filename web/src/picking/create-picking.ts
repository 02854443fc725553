import type { Refusal } from '@interlude/shared/booking/refusal';
import { nearestStarts } from '@interlude/shared/slots/nearest-starts';
import { batch, createEffect, createMemo, createSignal, on } from 'solid-js';
import { refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { monthOf } from '../time/month-grid.models.ts';
import { slotsOfDay } from '../time/slots.models.ts';
import { isGone } from './coverage.models.ts';
import { createHold } from './hold.ts';
import { createSlotAnswers } from './slot-answers.ts';

export interface Conflict {
  readonly lostAt: number;
  readonly kind: 'taken' | 'gone';
  readonly alternatives: readonly number[];
  /** The reader had pressed the button, so the focus goes to the first alternative. */
  readonly isAnswer: boolean;
}

export type Picking = ReturnType<typeof createPicking>;

const mostAlternatives = 5;

/** What the reader does with the free starts: the day in view, the time chosen and held, the times lost to others. */
export function createPicking() {
  const { view, zone, chooseZone, now } = useInterview();
  const [wish, setCursor] = createSignal<string | null>(null);
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [taken, setTaken] = createSignal<readonly number[]>([]);
  const [conflict, setConflict] = createSignal<Conflict | null>(null);
  const answers = createSlotAnswers(wish);
  const { first, answer, text, byDate, starts, offsets } = answers;
  const hold = createHold({
    interviewId: view().interviewId,
    now,
    onLost: (at, refusal) => lose(at, refusal, false),
  });
  const cursor = () => wish() ?? [...byDate().keys()][0] ?? answers.today();

  // One step each, or the panel with the reader's note would disappear and come back in between.
  function choose(at: number) {
    batch(() => {
      setConflict(null);
      setChosen(at);
      setCursor(text().dateOf(at));
    });
    hold.want(at);
  }

  function lose(at: number, refusal: Refusal | null, isAnswer: boolean) {
    const named = refusal && 'alternatives' in refusal ? (refusal.alternatives ?? []) : [];
    const near =
      named.length > 0 ? named.map((start) => Date.parse(start)) : nearestStarts(starts(), at, mostAlternatives);
    // The time that has the focus is about to be closed, so the focus moves on as after a press of the button.
    const isUnderKeys = document.activeElement?.getAttribute('value') === new Date(at).toISOString();
    hold.forget();
    const kind = refusal?.code === 'slot_not_offered' ? 'gone' : 'taken';
    batch(() => {
      setTaken((before) => [...new Set([...before, at])]);
      setChosen(null);
      setConflict({
        lostAt: at,
        kind,
        alternatives: near.slice(0, mostAlternatives),
        isAnswer: isAnswer || isUnderKeys,
      });
    });
    void first.refetch();
  }

  // A chosen time that a fresh answer no longer lists, and that we do not hold, is lost.
  createEffect(
    on(
      starts,
      () => {
        const at = chosen();
        const known = answer();
        if (at === null || !known || first.isPlaceholderData || hold.isHolding(at)) return;
        if (isGone(at, known, answers.monthAnswer(), monthOf(cursor()))) lose(at, null, false);
      },
      { defer: true },
    ),
  );
  // The device may name a zone that the server does not know; then the interview's own zone is used.
  createEffect(() => {
    if (refusalOf(first.error)?.code === 'time_zone_invalid' && zone() !== view().zone) chooseZone(view().zone);
  });
  // Another zone moves times to other dates: the day in view follows the chosen time, or starts anew.
  const zoneShown = createMemo(() => answer()?.zone);
  createEffect(
    on(
      zoneShown,
      () => {
        const at = chosen();
        setCursor(at === null ? null : text().dateOf(at));
      },
      { defer: true },
    ),
  );

  return {
    ...answers,
    hold,
    cursor,
    moveCursor: (date: string) => setCursor(date),
    slots: createMemo(() => {
      const lost = taken().filter((at) => text().dateOf(at) === cursor());
      return slotsOfDay(byDate().get(cursor()) ?? [], lost, offsets());
    }),
    chosen,
    choose,
    conflict,
    lose,
    /** After the reader had pressed the button for a time that was lost meanwhile. */
    answerConflict(at: number) {
      setConflict((lost) => (lost?.lostAt === at ? { ...lost, isAnswer: true } : lost));
    },
  };
}
