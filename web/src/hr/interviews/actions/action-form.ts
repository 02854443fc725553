import { createMemo, createSignal } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { daysDuration } from '../../policy/typed-duration.models.ts';
import { api } from '../../session/staff-api.ts';
import type { OutcomeCode } from '../../words/state-words.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import { needsReasonToDecide, type StaffAction } from './actions.models.ts';
import { createOverrideForm, type Override } from './override-form.ts';
import { applyTemplate, type ChosenTemplate, createTemplateWish } from './template-wish.ts';

export type Missing = 'reason' | 'outcome' | 'party' | 'validFor' | 'slot' | 'override' | 'template';
type Party = 'candidate' | 'interviewer';
type Reason = { code: string; text?: string };

const needs: Readonly<Partial<Record<StaffAction, readonly Missing[]>>> = {
  book: ['slot', 'override'],
  reschedule: ['slot', 'reason', 'override'],
  cancel: ['reason'],
  complete: ['outcome'],
  decide: ['outcome'],
  markNoShow: ['party'],
  extendLink: ['validFor'],
  applyTemplate: ['template'],
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
  const wish = createTemplateWish();
  const [slot, setSlot] = createSignal(preset);
  const [isTried, setTried] = createSignal(false);
  const override = createOverrideForm();
  const intent = createIntent();
  const asksDecisionReason = () => action === 'decide' && needsReasonToDecide(interview().outcome, outcome());

  const isEmpty: Readonly<Record<Missing, () => boolean>> = {
    slot: () => slot() === null,
    override: override.isMissing,
    reason: () => (action === 'decide' ? words().trim() === '' : code() === ''),
    outcome: () => outcome() === null,
    party: () => party() === null,
    validFor: () => daysDuration(days()) === null,
    template: () => wish.template() === null,
  };
  const asksWhyEarly = () => action === 'start' && Date.parse(interview().startsAt ?? '') > Date.now();
  const missing = createMemo((): Missing[] => {
    const needed = [
      ...(needs[action] ?? []),
      ...(asksWhyEarly() ? (['reason'] as const) : []),
      ...(asksDecisionReason() ? (['reason'] as const) : []),
    ];
    const isAsked = (what: Missing) => what !== 'outcome' || interview().appointment === null;
    return needed.filter((what) => isAsked(what) && isEmpty[what]());
  });

  function reason(): Reason {
    const said = words().trim();
    return { code: code() || 'other', ...(said === '' ? {} : { text: said }) };
  }

  async function send(): Promise<void> {
    const said = words().trim() === '' ? {} : { reason: reason() };
    const why = asksWhyEarly() ? { reason: reason() } : said;
    const entered = {
      outcome: outcome(),
      party: party(),
      days: days(),
      slot: slot(),
      wish: wish.template(),
      ...override.input(),
    };
    const { interviewId, version } = interview();
    const key = intent.keyFor({ action, reason: reason(), version, ...entered });
    const common = { interviewId, expectedVersion: version, idempotencyKey: key };
    await callsOf(interview(), common, { ...entered, reason: reason(), said, why })[action]();
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
    wish,
    slot,
    setSlot: (at: number) => {
      if (at !== slot()) override.clear();
      setSlot(at);
    },
    override,
    asksDecisionReason,
    asksWhyEarly,
    isMissing: (what: Missing) => isTried() && missing().includes(what),
    isComplete: () => missing().length === 0,
    tryOut: () => setTried(true),
    send,
  };
}

interface Entered {
  readonly wish: ChosenTemplate | null;
  readonly slot: number | null;
  readonly outcome: OutcomeCode | null;
  readonly party: Party | null;
  readonly days: string;
  readonly reason: Reason;
  /** The reason where one need not be given. */
  readonly said: { readonly reason?: Reason };
  readonly why: { readonly reason?: Reason };
  readonly override?: Override;
}

interface Common {
  readonly interviewId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
}

function callsOf(
  { kind }: InterviewDetail,
  common: Common,
  { slot, wish, outcome, party, days, reason, said, why, override }: Entered,
): Readonly<Record<StaffAction, () => Promise<unknown>>> {
  const { interviews } = api;
  const isSession = kind === 'group';
  const cancel = isSession ? interviews.cancelGroup : interviews.cancel;
  const anyway = override ? { override } : {};
  const move = { ...common, startsAt: instantOf(slot), reason };
  return {
    book: () => interviews.bookFor.mutate({ ...common, startsAt: instantOf(slot), ...anyway }),
    reschedule: () =>
      isSession ? interviews.moveGroup.mutate(move) : interviews.reschedule.mutate({ ...move, ...anyway }),
    confirm: () => interviews.confirm.mutate(common),
    start: () => interviews.start.mutate({ ...common, ...why }),
    complete: () => interviews.complete.mutate({ ...common, outcome: outcome ?? 'pending' }),
    decide: () => interviews.decide.mutate({ ...common, outcome: outcome ?? 'pending', ...said }),
    markNoShow: () => interviews.markNoShow.mutate({ ...common, party: party ?? 'candidate' }),
    extendLink: () => interviews.extendLink.mutate({ ...common, validFor: daysDuration(days) ?? 'P14D' }),
    applyTemplate: () => applyTemplate(wish, common),
    resendLink: () => interviews.resendLink.mutate(common),
    cancel: () => cancel.mutate({ ...common, reason }),
    undo: () => interviews.undo.mutate(common),
  };
}

function instantOf(slot: number | null): string {
  return new Date(slot ?? 0).toISOString().replace('.000Z', 'Z');
}
