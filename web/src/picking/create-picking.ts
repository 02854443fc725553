import { batch, createEffect, createMemo, createSignal, on } from 'solid-js';
import { refusalOf } from '../api.ts';
import { slotsOfDay } from '../time/slots.models.ts';
import { createSlotAnswers } from './slot-answers.ts';
import { useTimes } from './times-context.ts';

export type PickMode = 'book' | 'move';

export interface Conflict {
  readonly lostAt: number;
  /** Taken by somebody, no longer offered, or not with the person who is asked for now. */
  readonly kind: 'taken' | 'gone' | 'busy';
  readonly alternatives: readonly number[];
  /** The reader had pressed the button, so the focus goes to the first alternative. */
  readonly isAnswer: boolean;
}

interface Made {
  readonly at: number;
  /** From here the keyboard would have to pass through the whole calendar to reach the button that books. */
  readonly isByKey: boolean;
  /** A mail named it: opening a link holds nothing. */
  readonly isNamed?: boolean;
}

export type Picking = ReturnType<typeof createPicking>;

/** What the reader does with the free starts: the day in view, the time chosen, the times lost to others. */
export function createPicking() {
  const { ownZone, zone, chooseZone } = useTimes();
  const [wish, setCursor] = createSignal<string | null>(null);
  const [choice, setChoice] = createSignal<Made | null>(null);
  const chosen = createMemo(() => choice()?.at ?? null);
  const [taken, setTaken] = createSignal<readonly number[]>([]);
  const [conflict, setConflict] = createSignal<Conflict | null>(null);
  const answers = createSlotAnswers(wish);
  const { first, answer, text, byDate, offsets } = answers;
  const cursor = () => wish() ?? [...byDate().keys()][0] ?? answers.today();

  // One step each, or the panel with the reader's note would disappear and come back in between.
  function choose(at: number, isByKey = false, isNamed = false) {
    batch(() => {
      setConflict(null);
      setChoice({ at, isByKey, isNamed });
      setCursor(text().dateOf(at));
    });
  }

  /** The chosen time is gone: it stays in sight, closed, beside what is left instead. */
  function giveUp(lost: Conflict) {
    batch(() => {
      if (lost.kind !== 'busy') setTaken((before) => [...new Set([...before, lost.lostAt])]);
      setChoice(null);
      setConflict(lost);
    });
    void first.refetch();
  }

  // The device may name a zone that the server does not know; then that of what is booked is used.
  createEffect(() => {
    if (refusalOf(first.error)?.code === 'time_zone_invalid' && zone() !== ownZone()) chooseZone(ownZone());
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
    /** Even with nothing soon there may be an opening beyond the weeks first asked for. */
    mayCome: () => answers.soonest().length > 0 || Boolean(answer()?.nextOpeningAt),
    cursor,
    moveCursor: (date: string) => setCursor(date),
    slots: createMemo(() => {
      const lost = taken().filter((at) => text().dateOf(at) === cursor());
      return slotsOfDay(byDate().get(cursor()) ?? [], lost, offsets());
    }),
    /** Anew with each choice, also when the same time is chosen again. */
    choice,
    chosen,
    choose,
    conflict,
    giveUp,
    /** After the reader had pressed the button for a time that was lost meanwhile. */
    answerConflict(at: number) {
      setConflict((lost) => (lost?.lostAt === at ? { ...lost, isAnswer: true } : lost));
    },
  };
}
