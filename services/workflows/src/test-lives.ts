import { until } from '@interlude/dev-stack/until-ready';
import { type Plan, queries, signals } from '@interlude/shared/contracts/lifecycle';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { change, command, type Facts, type FakePortal, interviewer, message, placing } from './test-portal.ts';
import { nudge } from './test-workers.ts';

interface Stage {
  readonly client: Client;
  readonly portal: FakePortal;
  readonly interviewId: string;
}

/** Lives one interview in seconds of real time; answers the ids of its runs, in their order. */
type Life = (stage: Stage) => Promise<string[]>;

const second = 1_000;

/** The lives whose histories are kept; each performs what it plans, because one that only waits would catch little. */
export const lives: Record<string, Life> = {
  'booked-and-rescheduled': bookedAndRescheduled,
  'retake-issued': retakeIssued,
  'expired-with-nudges': expiredWithNudges,
  'continued-as-new': continuedAsNew,
  'failed-and-refused': failedAndRefused,
  'awaited-command': awaitedCommand,
  'open-in-a-command': openInCommand,
  'open-in-a-read': openInRead,
  'rested-beside-the-loop': restedBesideTheLoop,
  'placed-in-calendars': placedInCalendars,
};

async function bookedAndRescheduled({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  const facts = portal.add(interviewId, {
    status: 'invited',
    items: [
      message('invitation@0', now, { kind: 'invitation' }),
      message('nudge:P2D@l0', now + 60 * second, { kind: 'nudge' }),
      command('expire', now + 90 * second),
    ],
  });
  const handle = await nudge(client, { interviewId });
  await untilItems(handle, 2);
  await book(handle, facts, { scheduleRev: 1, kind: 'scheduled', startsAt: Date.now() + 60 * second });
  await untilItems(handle, 1);
  facts.after = (name) => {
    const at = Date.now() + second;
    if (name === 'start') facts.items.push(command('complete', at));
    else facts.items.push(message('feedback:PT24H@2', at, { kind: 'feedback_request', to: interviewer }));
  };
  await book(handle, facts, { scheduleRev: 2, kind: 'rescheduled', startsAt: Date.now() + 3 * second });
  return await ended(handle);
}

async function placedInCalendars({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  const [one, other] = ['per_1', 'per_2'];
  const facts = portal.add(interviewId, {
    items: [
      message('scheduled@1', now, { kind: 'scheduled' }),
      placing(one, now),
      placing(other, now),
      command('start', now + 60 * second),
    ],
    onPlace({ personId }, attempt) {
      if (attempt === 1) throw new Error('the calendar is away');
      // Given up for now, and asked again after a rest.
      return personId === other ? { outcome: 'failed', because: 'retryable' } : { outcome: 'placed', because: null };
    },
  });
  const handle = await nudge(client, { interviewId });
  await untilItems(handle, 2);
  await until('the rest', async () => (await planOf(handle)).attention !== null);
  const rev = change(facts, {
    status: 'cancelled',
    items: [message('cancelled@1', Date.now(), { kind: 'cancelled' })],
  });
  await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });
  return await ended(handle);
}

async function book(
  handle: WorkflowHandle,
  facts: Facts,
  { scheduleRev, kind, startsAt }: { scheduleRev: number; kind: 'scheduled' | 'rescheduled'; startsAt: number },
): Promise<void> {
  const now = Date.now();
  const rev = change(facts, {
    status: 'scheduled',
    scheduleRev,
    items: [
      message(`${kind}@${scheduleRev}`, now, { kind }),
      message(`${kind}@${scheduleRev}`, now, { kind, to: interviewer }),
      message(`reminder:P1D@${scheduleRev}`, now + second),
      message(`reminder:P1D@${scheduleRev}`, now + second, { to: interviewer }),
      message(`reminder:PT1H@${scheduleRev}`, now + 2 * second),
      command('start', startsAt, scheduleRev),
    ],
  });
  await handle.signal(signals.interviewChanged, { eventId: `evt_${rev}`, rev });
  await until('the new schedule', async () => (await planOf(handle)).scheduleRev === scheduleRev);
}

async function retakeIssued({ client, portal, interviewId }: Stage): Promise<string[]> {
  const feedback = message('feedback:PT24H@1', Date.now() + second, { kind: 'feedback_request', to: interviewer });
  const facts = portal.add(interviewId, { status: 'completed', items: [feedback] });
  const handle = await nudge(client, { interviewId });
  const requested = change(facts, { items: [feedback, command('expireRetake', Date.now() + 60 * second)] });
  await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: requested });
  await untilItems(handle, 1);
  facts.after = () => void facts.items.push(message('retake_approved@1', Date.now(), { kind: 'retake_approved' }));
  const approved = change(facts, { items: [command('issueRetake', Date.now() + second)] });
  await handle.signal(signals.interviewChanged, { eventId: 'evt_3', rev: approved });
  return await ended(handle);
}

async function expiredWithNudges({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  portal.add(interviewId, {
    status: 'invited',
    items: [
      message('invitation@0', now, { kind: 'invitation' }),
      message('nudge:P2D@l0', now + second, { kind: 'nudge' }),
      message('nudge:P5D@l0', now + 1.5 * second, { kind: 'nudge' }),
      message('expiring@l0', now + 2 * second, { kind: 'expiring' }),
      command('expire', now + 3 * second),
    ],
    after: (_name, facts) => void facts.items.push(message('expired@0', Date.now(), { kind: 'expired' })),
  });
  return await ended(await nudge(client, { interviewId }));
}

async function continuedAsNew({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  const reminders = Array.from({ length: 8 }, (_, n) => message(`reminder:${n}@0`, now + n * 500));
  portal.add(interviewId, { items: [...reminders, command('start', now + 5 * second)] }).after = (name, facts) =>
    void (name === 'start' && facts.items.push(command('complete', Date.now() + 500)));
  const handle = await nudge(client, { interviewId, historyLimit: 40 });
  const first = await handle.describe();
  const [last] = await ended(handle);
  return [first.runId, last ?? ''];
}

async function failedAndRefused({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  const faults = { isMailBroken: true, isRefusing: true };
  const facts = portal.add(interviewId, {
    items: [
      message('scheduled@0', now, { kind: 'scheduled' }),
      message('scheduled@0', now, { kind: 'scheduled', to: interviewer }),
      message('reminder:PT1H@0', now + second),
      command('start', now + 2 * second),
      command('complete', now + 120 * second),
    ],
    onSend({ item }, attempt) {
      if (item.kind === 'scheduled' && item.recipient.role === 'interviewer')
        return { outcome: 'failed', because: 'unknown' };
      if (item.kind === 'reminder' && attempt === 1) throw new Error('the provider is away');
      if (faults.isMailBroken) throw ApplicationFailure.nonRetryable('template_error', 'TemplateError');
      return { outcome: 'sent', because: null };
    },
    onApply: () => !faults.isRefusing,
  });
  const handle = await nudge(client, { interviewId });
  await until('the refusal', async () => portal.appliedOf(interviewId).length === 1);
  faults.isMailBroken = false;
  await handle.signal(signals.replan);
  await until('the second refusal', async () => portal.appliedOf(interviewId).length === 2);
  await untilItems(handle, 2);
  // The next try loses a race: a person cancels first.
  facts.onApply = () => {
    change(facts, { status: 'cancelled', items: [message('cancelled@0', Date.now(), { kind: 'cancelled' })] });
    return false;
  };
  await handle.signal(signals.replan);
  return await ended(handle);
}

/** A command that is tried several times, while facts change and a reminder falls due; then reads that fail at first. */
async function awaitedCommand({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  let isBroken = true;
  const facts = portal.add(interviewId, {
    items: [
      message('scheduled@0', now, { kind: 'scheduled' }),
      command('start', now + second),
      message('reminder:PT1H@0', now + 2 * second),
    ],
    onApply() {
      if (isBroken) throw new Error('booking is broken');
      facts.onApply = null;
      return false;
    },
  });
  const handle = await nudge(client, { interviewId });
  await until('two tries', async () => portal.appliedOf(interviewId).length >= 2);
  const rev = change(facts, {});
  await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });
  await until('three tries', async () => portal.appliedOf(interviewId).length >= 3);
  isBroken = false;
  await until('the start', async () => (await planOf(handle)).status === 'in_progress');
  const readsBefore = portal.readsOf(interviewId);
  facts.beforePlan = () => {
    if (portal.readsOf(interviewId) < readsBefore + 3) throw new Error('booking is broken');
  };
  facts.after = () => {
    const due = Date.now() + second;
    facts.items.push(message('feedback:PT24H@1', due, { kind: 'feedback_request', to: interviewer }));
  };
  const again = change(facts, { items: [...facts.items, command('complete', Date.now() + second)] });
  await handle.signal(signals.interviewChanged, { eventId: 'evt_3', rev: again });
  return await ended(handle);
}

/** Left open while a command that cannot succeed is tried. */
async function openInCommand({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  portal.add(interviewId, {
    items: [message('scheduled@0', now, { kind: 'scheduled' }), command('start', now + second)],
    onApply() {
      throw new Error('booking is broken');
    },
  });
  const handle = await nudge(client, { interviewId });
  await until('two tries', async () => portal.appliedOf(interviewId).length >= 2);
  return [(await handle.describe()).runId];
}

/** Left open while facts that cannot be read are asked for. */
async function openInRead({ client, portal, interviewId }: Stage): Promise<string[]> {
  const now = Date.now();
  const facts = portal.add(interviewId, {
    items: [message('scheduled@0', now, { kind: 'scheduled' }), command('start', now + 3_600 * second)],
  });
  const handle = await nudge(client, { interviewId });
  await untilItems(handle, 1);
  facts.beforePlan = () => {
    throw new Error('booking is broken');
  };
  const rev = change(facts, {});
  await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });
  await until('two reads that fail', async () => portal.readsOf(interviewId) >= 3);
  return [(await handle.describe()).runId];
}

/** A command and a read that booking gives up on: both rest, a reminder goes out meanwhile, and a person has them tried. */
async function restedBesideTheLoop({ client, portal, interviewId }: Stage): Promise<string[]> {
  const giveUp = () => {
    throw ApplicationFailure.nonRetryable('a fault in the portal', 'Error');
  };
  const now = Date.now();
  const facts = portal.add(interviewId, {
    items: [
      message('scheduled@0', now, { kind: 'scheduled' }),
      command('start', now + second),
      message('reminder:PT1H@0', now + 3 * second),
    ],
    onApply: giveUp,
  });
  const handle = await nudge(client, { interviewId });
  await until('the rest', async () => (await planOf(handle)).attention === 'not done: start@0');
  facts.beforePlan = giveUp;
  await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, {}) });
  await until('facts that rest', async () => (await planOf(handle)).attention === 'facts not read');
  await until('the reminder', async () => portal.keysSentOf(interviewId).length === 2);
  Object.assign(facts, { onApply: null, beforePlan: null });
  facts.after = (name) => {
    const at = Date.now() + second;
    if (name === 'start') facts.items.push(command('complete', at));
    else facts.items.push(message('feedback:PT24H@1', at, { kind: 'feedback_request', to: interviewer }));
  };
  await handle.signal(signals.replan);
  return await ended(handle);
}

function planOf(handle: WorkflowHandle): Promise<Plan> {
  return handle.query<Plan>(queries.currentPlan);
}

async function untilItems(handle: WorkflowHandle, count: number): Promise<void> {
  const isReached = async () => {
    const { items, status } = await planOf(handle);
    return status !== 'unknown' && items.length === count;
  };
  await until(`${count} open items`, isReached, { everyMs: 100 });
}

async function ended(handle: WorkflowHandle): Promise<string[]> {
  await handle.result();
  return [(await handle.describe()).runId];
}
