import type { InterviewView } from '@interlude/shared/schemas/views';
import { createSignal } from 'solid-js';
import { api, isPassing, type Problem, problemOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface Wish {
  readonly note: string;
  readonly reason: string;
  /** E.164; null where none was given. */
  readonly phone: string | null;
}

interface Attempt extends Wish {
  readonly at: number;
  /** The version that the page showed: a move made in another tab is not undone, and nothing is booked that was not read. */
  readonly expectedVersion: number;
}

const retryAfterMs = 800;
const conflictCodes: ReadonlySet<string> = new Set(['slot_taken', 'slot_not_offered', 'hold_expired']);

/** Books or moves to a time: never shown as done before the server says so; tried once more when no answer came. */
export function createSubmit(mode: PickMode, picking: Choice, onDone: (view: InterviewView) => Promise<void>) {
  const { view, refresh, readerZone } = useInterview();
  const { locale } = useI18n();
  const intent = createIntent();
  const [busyAt, setBusyAt] = createSignal<number | null>(null);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  function send({ at, note, reason, phone, expectedVersion }: Attempt): Promise<InterviewView> {
    const { interviewId } = view();
    const startsAt = new Date(at).toISOString();
    const zone = readerZone();
    const called = phone === null ? {} : { phone };
    if (mode === 'book') {
      const said = { locale: locale().tag, ...called, ...(note ? { note } : {}) };
      const input = { interviewId, startsAt, zone, expectedVersion, ...said };
      return api.candidate.book.mutate({ ...input, idempotencyKey: intent.keyFor(input) });
    }
    const input = {
      interviewId,
      startsAt,
      zone,
      expectedVersion,
      ...called,
      ...(reason ? { reason: { code: reason } } : {}),
    };
    return api.candidate.reschedule.mutate({ ...input, idempotencyKey: intent.keyFor(input) });
  }

  async function sendTwice(attempt: Attempt): Promise<InterviewView> {
    try {
      return await send(attempt);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      return await send(attempt);
    }
  }

  async function submit(at: number, wish: Wish) {
    if (busyAt() !== null) return;
    setBusyAt(at);
    setProblem(null);
    try {
      const wasChosen = picking.chosen() === at;
      await picking.hold.settled();
      // Somebody else took it while it was being held: the reader sees that and is asked again.
      if (wasChosen && picking.chosen() !== at) return picking.answerConflict(at);
      const booked = await sendTwice({ ...wish, at, expectedVersion: view().version });
      intent.settled();
      picking.hold.forget();
      await onDone(booked);
    } catch (error) {
      recover(at, problemOf(error));
    } finally {
      setBusyAt(null);
    }
  }

  function recover(at: number, failed: Problem) {
    const refusal = failed.kind === 'refused' ? failed.refusal : null;
    if (refusal && conflictCodes.has(refusal.code)) {
      picking.lose(at, refusal, true);
      return;
    }
    setProblem(failed);
    if (refusal?.code === 'version_conflict' || refusal?.code === 'status_forbids') refresh();
  }

  return { submit, busyAt, problem };
}
