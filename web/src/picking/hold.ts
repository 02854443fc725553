import type { Refusal } from '@interlude/shared/booking/refusal';
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { api, refusalOf, releaseHoldOnLeave } from '../api.ts';
import { newKey } from '../idempotency.ts';

const settleMs = 350;
const leastMs = 10_000;

export interface Held {
  readonly startsAt: number;
  readonly expiresAt: number;
}

interface HoldParts {
  readonly interviewId: string;
  readonly now: Accessor<number>;
  /** The chosen time was lost before or while it was being held. */
  readonly onLost: (startsAt: number, refusal: Refusal) => void;
}

/**
 * Holds the chosen time quietly. It waits until the reader has settled on one, so that walking through the times with
 * the arrow keys does not ask for each. A failure other than "taken" says nothing: booking claims again by itself.
 */
export function createHold({ interviewId, now, onLost }: HoldParts) {
  const [held, setHeld] = createSignal<Held | null>(null);
  let wanted: number | null = null;
  let askedAt = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let asking = Promise.resolve();

  // One after the other: a slow hold would otherwise arrive last and replace the one wanted since.
  function queue(step: () => Promise<unknown>) {
    asking = asking.then(step).then(
      () => undefined,
      () => undefined,
    );
  }

  function ask(startsAt: number) {
    askedAt = now();
    queue(() => claim(startsAt));
  }

  async function claim(startsAt: number) {
    if (wanted !== startsAt) return;
    try {
      const input = { interviewId, startsAt: new Date(startsAt).toISOString(), idempotencyKey: newKey() };
      const answer = await api.candidate.hold.mutate(input);
      if (wanted !== startsAt) return;
      setHeld({ startsAt, expiresAt: Date.parse(answer.expiresAt) });
    } catch (error) {
      if (wanted !== startsAt) return;
      const refusal = refusalOf(error);
      if (refusal?.code === 'slot_taken' || refusal?.code === 'slot_not_offered') onLost(startsAt, refusal);
    }
  }

  function release() {
    const mayHold = wanted !== null;
    forget();
    // Queued, because a hold on its way would otherwise arrive after it was given back.
    if (mayHold) queue(() => api.candidate.releaseHold.mutate({ interviewId }));
  }

  function forget() {
    clearTimeout(settling);
    wanted = null;
    setHeld(null);
  }

  function onPageHide() {
    if (wanted !== null) releaseHoldOnLeave(interviewId);
  }

  // Back from the browser's page cache the reader finds their choice, so it is held again.
  function onPageShow(event: PageTransitionEvent) {
    if (event.persisted && wanted !== null) ask(wanted);
  }

  window.addEventListener('pagehide', onPageHide);
  window.addEventListener('pageshow', onPageShow);
  onCleanup(() => {
    window.removeEventListener('pagehide', onPageHide);
    window.removeEventListener('pageshow', onPageShow);
    release();
  });

  return {
    held,
    isHolding: (startsAt: number) => held()?.startsAt === startsAt && (held()?.expiresAt ?? 0) > now(),
    want(startsAt: number) {
      wanted = startsAt;
      setHeld(null);
      clearTimeout(settling);
      settling = setTimeout(() => ask(startsAt), settleMs);
    },
    /** Nothing is asked any more, or on its way: a booking that overtakes its own hold would make that look lost. */
    settled(): Promise<void> {
      clearTimeout(settling);
      return asking;
    },
    /** Somebody is still at it: past half of its time the hold is renewed. */
    touch() {
      const present = held();
      if (present === null || wanted !== present.startsAt) return;
      // What may not be held any longer is answered as over; asking at every key would change nothing.
      const isHalfOver = now() - askedAt > Math.max(leastMs, (present.expiresAt - askedAt) / 2);
      if (isHalfOver) ask(present.startsAt);
    },
    release,
    forget,
  };
}
