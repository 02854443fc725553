import type { Refusal } from '@interlude/shared/booking/refusal';
import { nearestStarts } from '@interlude/shared/slots/nearest-starts';
import { createEffect, on } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { isGone } from './coverage.models.ts';
import type { Conflict, Picking } from './create-picking.ts';
import { createHold } from './hold.ts';

const mostAlternatives = 3;

/** What is offered nearest to a time that is lost. */
export function alternativesTo(at: number, starts: readonly number[]): number[] {
  return nearestStarts(starts, at, mostAlternatives);
}

interface LosingParts {
  readonly hold?: ReturnType<typeof createHold>;
  /** Why a time that a fresh answer no longer lists is lost. */
  readonly kind?: () => Conflict['kind'];
}

/**
 * Watches whether the chosen time is lost to others: a fresh answer no longer lists it, and it is not held for whoever
 * chose it. Answers what a refusal of it calls for.
 */
export function createLosing(picking: Picking, { hold, kind = () => 'taken' }: LosingParts) {
  const { chosen, starts, answer } = picking;

  function lose(at: number, refusal: Refusal | null, isAnswer: boolean) {
    const named = refusal && 'alternatives' in refusal ? (refusal.alternatives ?? []) : [];
    const near = named.length > 0 ? named.map((start) => Date.parse(start)) : alternativesTo(at, starts());
    // The time that has the focus is about to be closed, so the focus moves on as after a press of the button.
    const isUnderKeys = document.activeElement?.getAttribute('value') === new Date(at).toISOString();
    hold?.forget();
    picking.giveUp({
      lostAt: at,
      kind: refusal?.code === 'slot_not_offered' ? 'gone' : kind(),
      alternatives: near.slice(0, mostAlternatives),
      isAnswer: isAnswer || isUnderKeys,
    });
  }

  createEffect(
    on(
      // A fresh answer counts even when it says the same: the hold may be over since the last.
      [starts, () => picking.first.dataUpdatedAt],
      () => {
        const at = chosen();
        const known = answer();
        if (at === null || !known || picking.first.isPlaceholderData || hold?.isHolding(at)) return;
        if (isGone(at, known, picking.furtherAnswer(), picking.further())) lose(at, null, false);
      },
      { defer: true },
    ),
  );
  return lose;
}

export type Choice = ReturnType<typeof createChoice>;

/** What becomes of the time that an interview's reader chose: it is held, or lost to others. */
export function createChoice(picking: Picking) {
  const { view, now } = useInterview();
  const hold = createHold({
    interviewId: view().interviewId,
    now,
    onLost: (at, refusal) => lose(at, refusal, false),
  });
  const lose = createLosing(picking, { hold });

  createEffect(
    on(picking.choice, (made) => {
      if (made !== null && !made.isNamed) hold.want(made.at);
    }),
  );
  // Another template ends the hold, and may not offer the time.
  createEffect(
    on(
      () => view().version,
      () => {
        const held = hold.held();
        if (held !== null) hold.want(held.startsAt);
      },
      { defer: true },
    ),
  );
  return { ...picking, hold, lose };
}
