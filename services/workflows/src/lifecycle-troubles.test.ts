import { until } from '@interlude/dev-stack/until-ready';
import { signals } from '@interlude/shared/contracts/lifecycle';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { candidate, change, command, createFakePortal, message, placing } from './test-portal.ts';
import { planOfRun, untilArmed, untilEnded, untilPlan } from './test-runs.ts';
import { type SkippingEnvironment, startSkippingEnvironment } from './test-time-skipping.ts';
import { nudge } from './test-workers.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const portal = createFakePortal();
let env: SkippingEnvironment;

beforeAll(async () => {
  env = await startSkippingEnvironment(portal);
});
afterAll(() => env?.stop());

const keysOf = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key);

describe('a calendar that does not take a booking', () => {
  it('for days holds up neither mails nor the start, and has it once it is back', async () => {
    const now = await env.now();
    const item = placing('per_grace', now);
    const mail = message('scheduled@0', now, { kind: 'scheduled' });
    portal.add('int_unplaced', {
      items: [item, mail, message('reminder:PT1H@0', now + 3 * hour), command('start', now + 4 * hour)],
      onPlace: async () => {
        const at = await env.now();
        // Its day is over, HR are told, and it is still away.
        if (at < now + 2 * day) return { outcome: 'failed', because: 'retryable' };
        return { outcome: 'placed', because: null };
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_unplaced' });
    await until('the mail', async () => portal.keysSentOf('int_unplaced').includes(mail.key));

    await env.skip(5 * hour);
    const meanwhile = await untilPlan(handle, 'the interview runs', ({ status }) => status === 'in_progress');
    expect(keysOf(meanwhile.items)).toEqual([item.key]);
    expect(portal.keysSentOf('int_unplaced')).toContain('reminder:PT1H@0:candidate:cand_ada');
    expect(portal.appliedOf('int_unplaced')[0]?.at).toBeLessThan(now + 4 * hour + minute);

    await env.skip(2 * day);
    await untilPlan(handle, 'it is there', ({ items }) => items.length === 0);
    // Rests grow to an hour: it is tried about once in each.
    expect(portal.keysSentOf('int_unplaced').filter((key) => key === item.key).length).toBeLessThan(70);
  });
});

describe('a send that does not work out', () => {
  it('and is retried for hours holds up neither the start nor other reminders', async () => {
    const now = await env.now();
    const stuck = message('scheduled@0', now, { kind: 'scheduled' });
    portal.add('int_stuck', {
      items: [stuck, message('reminder:PT1H@0', now + 3 * hour), command('start', now + 4 * hour)],
      onSend: async ({ item }) => {
        if (item.key === stuck.key && (await env.now()) < now + 6 * hour) throw new Error('the provider is away');
        return { outcome: 'sent', because: null };
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_stuck' });
    await until('the first attempt', async () => portal.keysSentOf('int_stuck').includes(stuck.key));

    await env.skip(5 * hour);

    const meanwhile = await untilPlan(handle, 'the interview runs', ({ status }) => status === 'in_progress');
    expect(keysOf(meanwhile.items)).toEqual([stuck.key]);
    expect(portal.keysSentOf('int_stuck')).toContain('reminder:PT1H@0:candidate:cand_ada');
    expect(portal.appliedOf('int_stuck')[0]?.at).toBeLessThan(now + 4 * hour + minute);

    await env.skip(2 * hour);
    await untilPlan(handle, 'the message landed', ({ items }) => items.length === 0);
  });

  it('because it ended in failure is not sent again, and shows until the facts are read again', async () => {
    const now = await env.now();
    const facts = portal.add('int_failed', {
      items: [message('scheduled@0', now - day, { kind: 'scheduled' }), command('start', now + day)],
      onSend: () => ({ outcome: 'failed', because: 'template_error' }),
    });
    const handle = await nudge(env.client, { interviewId: 'int_failed' });

    await untilPlan(handle, 'attention', ({ attention }) => attention === 'not sent: scheduled@0:candidate:cand_ada');
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, { attention: 'not_sent' }) });

    await untilPlan(handle, 'attention from booking', ({ attention }) => attention === 'not_sent');
    expect(portal.keysSentOf('int_failed')).toHaveLength(1);
  });

  it('because its activity gives up is tried again after rests that grow, and everything else goes on', async () => {
    const now = await env.now();
    let isRepaired = false;
    const late = message('scheduled@0', now - day, { kind: 'scheduled' });
    portal.add('int_gives_up', {
      items: [late, message('reminder:PT1H@0', now + hour), command('start', now + day)],
      onSend: ({ item }) => {
        if (item.key === late.key && !isRepaired) throw nonRetryable();
        return { outcome: 'sent', because: null };
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_gives_up' });
    await untilPlan(handle, 'attention', ({ attention }) => attention === `not sent: ${late.key}`);

    await env.skip(2 * hour);
    const tries = portal.keysSentOf('int_gives_up').filter((key) => key === late.key);
    // At once, then after 1, 3, 7, 15, 31, 63 and 123 minutes.
    expect(tries.length).toBeGreaterThan(5);
    expect(tries.length).toBeLessThanOrEqual(8);
    expect(portal.keysSentOf('int_gives_up')).toContain('reminder:PT1H@0:candidate:cand_ada');

    isRepaired = true;
    await handle.signal(signals.replan);
    const after = await untilPlan(handle, 'the message landed', ({ items }) => keysOf(items).join() === 'start@0');
    expect(after.attention).toBeNull();
  });

  it('for a whole day gives room for another day of tries', async () => {
    const now = await env.now();
    portal.add('int_day', {
      items: [message('scheduled@0', now, { kind: 'scheduled' }), command('start', now + 9 * day)],
      onSend: async () => {
        if ((await env.now()) < now + 30 * hour) throw new Error('the provider is away');
        return { outcome: 'skipped', because: 'late' };
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_day' });
    await untilArmed(handle);

    await env.skip(31 * hour);

    await untilPlan(handle, 'the message landed', ({ items }) => keysOf(items).join() === 'start@0');
  });
});

describe('a message that landed', () => {
  it('is not sent again while booking still lists it, nor is booking asked in a loop', async () => {
    const now = await env.now();
    const only = message('cancelled@1', now, { kind: 'cancelled' });
    const facts = portal.add('int_unrecorded', { status: 'cancelled', items: [only] });
    facts.beforePlan = () => void facts.settled.clear();
    const handle = await nudge(env.client, { interviewId: 'int_unrecorded' });
    await untilPlan(handle, 'the message landed', ({ items, status }) => status === 'cancelled' && items.length === 0);

    await env.skip(2 * hour);
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, {}) });
    await untilPlan(handle, 'another plan', ({ rev }) => rev === 2);
    expect(portal.readsOf('int_unrecorded')).toBeLessThanOrEqual(11);

    facts.beforePlan = () => void facts.settled.add(only.key);
    await env.skip(2 * hour);
    expect(await untilEnded(handle)).toBe('cancelled');
    expect(portal.keysSentOf('int_unrecorded')).toEqual([only.key]);
  });

  it('while the facts were being read is struck from that older plan', async () => {
    const now = await env.now();
    const slow = message('scheduled@0', now, { kind: 'scheduled', to: candidate });
    const sent = Promise.withResolvers<void>();
    onTestFinished(() => sent.resolve());
    const facts = portal.add('int_overlap', { items: [slow, command('start', now + day)] });
    facts.onSend = async () => {
      await sent.promise;
      return { outcome: 'sent', because: null };
    };
    const handle = await nudge(env.client, { interviewId: 'int_overlap' });
    await until('the send began', async () => portal.keysSentOf('int_overlap').length === 1);

    facts.beforePlan = async () => {
      facts.beforePlan = null;
      sent.resolve();
      await untilPlan(handle, 'the message landed', ({ items }) => keysOf(items).join() === 'start@0');
      facts.settled.clear();
    };
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, {}) });

    const plan = await untilPlan(handle, 'the older plan', ({ rev }) => rev === 2);
    expect(keysOf(plan.items)).toEqual(['start@0']);
    expect(portal.keysSentOf('int_overlap')).toHaveLength(1);
  });
});

describe('an exception in booking', () => {
  it('at a due command holds up nothing else, rests in the open, and the command runs once booking is repaired', async () => {
    const now = await env.now();
    const facts = portal.add('int_broken_command', {
      items: [command('start', now), message('reminder:PT1H@0', now + hour), command('complete', now + 9 * day)],
      onApply: () => {
        throw nonRetryable();
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_broken_command' });
    await untilPlan(handle, 'attention', ({ attention }) => attention === 'not done: start@0');
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, { scheduleRev: 1 }) });
    await untilPlan(handle, 'the news', ({ scheduleRev }) => scheduleRev === 1);

    await env.skip(2 * hour);
    expect(portal.keysSentOf('int_broken_command')).toEqual(['reminder:PT1H@0:candidate:cand_ada']);
    // At once, then after 1, 3, 7, 15, 31, 63 and 123 minutes.
    expect(portal.appliedOf('int_broken_command').length).toBeGreaterThan(5);
    expect(portal.appliedOf('int_broken_command').length).toBeLessThanOrEqual(8);

    facts.onApply = null;
    await handle.signal(signals.replan);
    const after = await untilPlan(handle, 'the start', ({ status }) => status === 'in_progress');
    expect(after.attention).toBeNull();
  });

  it('at reading the facts holds up nothing that is known, and they are read once booking is repaired', async () => {
    const now = await env.now();
    const facts = portal.add('int_broken_read', {
      items: [message('reminder:PT1H@0', now + hour), command('start', now + 2 * hour)],
    });
    const handle = await nudge(env.client, { interviewId: 'int_broken_read' });
    await untilArmed(handle);
    facts.beforePlan = () => {
      throw nonRetryable();
    };
    const first = await env.now();
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, {}) });
    await untilPlan(handle, 'attention', ({ attention }) => attention === 'facts not read');

    await env.skip(1.5 * hour);
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    const since = Date.parse(/Since `([^`]+) UTC`/.exec(currentDetails)?.[1]?.replace(' ', 'T').concat('Z') ?? '');
    expect(Math.abs(since - first)).toBeLessThan(2 * 60_000);
    await env.skip(1.5 * hour);
    expect(portal.keysSentOf('int_broken_read')).toEqual(['reminder:PT1H@0:candidate:cand_ada']);
    expect(facts.status).toBe('in_progress');
    // After 10, 20, 40 … seconds, an hour at most.
    expect(portal.readsOf('int_broken_read')).toBeLessThanOrEqual(14);

    facts.beforePlan = null;
    const news = { eventId: 'evt_3', rev: change(facts, { scheduleRev: 5 }) };
    await handle.signal(signals.interviewChanged, news);
    await untilPlan(handle, 'the facts', ({ scheduleRev }) => scheduleRev === 5);
  });
});

describe('a command that booking does not run', () => {
  it('because somebody was faster gives way to the plan that holds now', async () => {
    const now = await env.now();
    const facts = portal.add('int_raced', { items: [command('start', now + hour)] });
    facts.onApply = () => {
      change(facts, { status: 'cancelled', items: [message('cancelled@1', now + hour, { kind: 'cancelled' })] });
      return false;
    };
    const handle = await nudge(env.client, { interviewId: 'int_raced' });
    await untilArmed(handle);

    await env.skip(2 * hour);

    expect(await untilEnded(handle)).toBe('cancelled');
    expect(portal.appliedOf('int_raced')).toHaveLength(1);
    expect(portal.keysSentOf('int_raced')).toEqual(['cancelled@1:candidate:cand_ada']);
  });

  it.each([
    { id: 'int_refused', words: 'refuses it again and again', answer: false },
    { id: 'int_hollow', words: 'says it did and plans it again', answer: true },
  ])('is not tried in a loop when booking $words', async ({ id, answer }) => {
    const now = await env.now();
    const facts = portal.add(id, {
      items: [command('start', now), message('reminder:P7D@0', now + 30 * minute)],
      onApply: () => answer,
    });
    const handle = await nudge(env.client, { interviewId: id });
    await untilPlan(handle, 'attention', ({ attention }) => attention === 'refused: start@0');
    expect(portal.appliedOf(id)).toHaveLength(1);

    await env.skip(2 * hour);
    expect(portal.appliedOf(id).length).toBeGreaterThan(4);
    expect(portal.appliedOf(id).length).toBeLessThanOrEqual(8);
    expect(portal.keysSentOf(id)).toEqual(['reminder:P7D@0:candidate:cand_ada']);

    facts.onApply = null;
    await env.skip(hour);
    const { attention } = await untilPlan(handle, 'the interview runs', ({ status }) => status === 'in_progress');
    expect(attention).toBeNull();
  });

  it('is not tried in a loop either when every refusal finds other facts', async () => {
    const now = await env.now();
    const facts = portal.add('int_restless', { items: [command('start', now)] });
    facts.onApply = () => change(facts, {}) < 0;
    const handle = await nudge(env.client, { interviewId: 'int_restless' });
    await untilArmed(handle);

    await env.skip(hour);

    await planOfRun(handle);
    // After 1, 2, 4 … seconds.
    expect(portal.appliedOf('int_restless').length).toBeLessThanOrEqual(13);
  });
});

function nonRetryable(): Error {
  return ApplicationFailure.nonRetryable('template', 'TemplateError');
}
