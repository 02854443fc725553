import { createMemo, createSignal } from 'solid-js';
import { api } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import type { OutcomeCode } from '../words/state-words.models.ts';
import { daysDuration, needsReasonToDecide, type StaffAction } from './actions.models.ts';
import type { InterviewDetail } from './interviews.queries.ts';

export type Missing = 'reason' | 'outcome' | 'party' | 'validFor' | 'slot';
type Party = 'candidate' | 'interviewer';
type Reason = { code: string; text?: string };

const needs: Readonly<Partial<Record<StaffAction, readonly Missing[]>>> = {
  reschedule: ['slot', 'reason'],
  cancel: ['reason'],
  complete: ['outcome'],
  decide: ['outcome'],
  markNoShow: ['party'],
  extendLink: ['validFor'],
};

export type ActionForm = ReturnType<typeof createActionForm>;

/**
 * What somebody enters for one action, what is still missing, and the call; one key per intent. `preset` is the start
 * that is chosen to begin with.
 */
export function createActionForm(interview: () => InterviewDetail, action: StaffAction, preset: number | null = null) {
  const [code, setCode] = createSignal('');
  const [words, setWords] = createSignal('');
  const [outcome, setOutcome] = createSignal<OutcomeCode | null>(null);
  const [party, setParty] = createSignal<Party | null>(null);
  const [days, setDays] = createSignal('14');
  const [slot, setSlot] = createSignal(preset);
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const asksDecisionReason = () => action === 'decide' && needsReasonToDecide(interview().outcome, outcome());

  const isEmpty: Readonly<Record<Missing, () => boolean>> = {
    slot: () => slot() === null,
    reason: () => (action === 'decide' ? words().trim() === '' : code() === ''),
    outcome: () => outcome() === null,
    party: () => party() === null,
    validFor: () => daysDuration(days()) === null,
  };
  const asksWhyEarly = () => action === 'start' && Date.parse(interview().startsAt ?? '') > Date.now();
  const missing = createMemo((): Missing[] => {
    const needed = [
      ...(needs[action] ?? []),
      ...(asksWhyEarly() ? (['reason'] as const) : []),
      ...(asksDecisionReason() ? (['reason'] as const) : []),
    ];
    // An appointment has no outcome.
    const isAsked = (what: Missing) => what !== 'outcome' || interview().appointment === null;
    return needed.filter((what) => isAsked(what) && isEmpty[what]());
  });

  function reason(): Reason {
    const said = words().trim();
    return { code: code() || 'other', ...(said === '' ? {} : { text: said }) };
  }

  async function send(): Promise<void> {
    const { interviewId, version } = interview();
    const given = { action, reason: reason(), outcome: outcome(), party: party(), days: days(), slot: slot(), version };
    const common = { interviewId, expectedVersion: version, idempotencyKey: intent.keyFor(given) };
    const said = words().trim() === '' ? {} : { reason: reason() };
    const isSession = interview().kind === 'group';
    const [move, cancel] = isSession
      ? [api.interviews.moveGroup, api.interviews.cancelGroup]
      : [api.interviews.reschedule, api.interviews.cancel];
    const calls: Readonly<Record<StaffAction, () => Promise<unknown>>> = {
      reschedule: () => move.mutate({ ...common, startsAt: instantOf(slot()), reason: reason() }),
      confirm: () => api.interviews.confirm.mutate(common),
      start: () => api.interviews.start.mutate({ ...common, ...(asksWhyEarly() ? { reason: reason() } : said) }),
      complete: () => api.interviews.complete.mutate({ ...common, outcome: outcome() ?? 'pending' }),
      decide: () => api.interviews.decide.mutate({ ...common, outcome: outcome() ?? 'pending', ...said }),
      markNoShow: () => api.interviews.markNoShow.mutate({ ...common, party: party() ?? 'candidate' }),
      extendLink: () => api.interviews.extendLink.mutate({ ...common, validFor: daysDuration(days()) ?? 'P14D' }),
      resendLink: () => api.interviews.resendLink.mutate(common),
      cancel: () => cancel.mutate({ ...common, reason: reason() }),
      undo: () => api.interviews.undo.mutate(common),
    };
    await calls[action]();
    intent.settled();
  }

  return {
    code,
    setCode,
    words,
    setWords,
    outcome,
    setOutcome,
    party,
    setParty,
    days,
    setDays,
    slot,
    setSlot,
    asksDecisionReason,
    asksWhyEarly,
    isMissing: (what: Missing) => isTried() && missing().includes(what),
    isComplete: () => missing().length === 0,
    tryOut: () => setTried(true),
    send,
  };
}

function instantOf(slot: number | null): string {
  return new Date(slot ?? 0).toISOString().replace('.000Z', 'Z');
}
