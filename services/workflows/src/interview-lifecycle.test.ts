import { until } from '@interlude/dev-stack/until-ready';
import { signals } from '@interlude/shared/contracts/lifecycle';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { change, command, createFakePortal, interviewer, message } from './test-portal.ts';
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

describe('what is due', () => {
  it('is performed at its instant, and the workflow ends in the status that leaves nothing to do', async () => {
    const now = await env.now();
    const feedback = message('feedback:PT24H@0', now + 11 * day, { kind: 'feedback_request', to: interviewer });
    portal.add('int_whole', {
      items: [
        message('reminder:P1D@0', now + 9 * day),
        message('reminder:PT1H@0', now + 10 * day - hour),
        command('start', now + 10 * day),
      ],
      after: (name, facts) => void facts.items.push(name === 'start' ? command('complete', now + 11 * day) : feedback),
    });
    const handle = await nudge(env.client, { interviewId: 'int_whole' });
    await untilArmed(handle);

    await env.skip(12 * day);

    expect(await untilEnded(handle)).toBe('completed');
    const performed = [...portal.sendsOf('int_whole'), ...portal.appliedOf('int_whole')];
    const due = [9 * day, 10 * day - hour, 11 * day, 10 * day, 11 * day];
    for (const [n, { at }] of performed.entries()) {
      expect(at - now).toBeGreaterThanOrEqual(due[n] ?? Number.NaN);
      expect(at - now).toBeLessThan((due[n] ?? Number.NaN) + minute);
    }
    expect(keysOf(performed)).toEqual([
      'reminder:P1D@0:candidate:cand_ada',
      'reminder:PT1H@0:candidate:cand_ada',
      feedback.key,
      'start@0',
      'complete@0',
    ]);
    // One to begin with, and one to learn that nothing is left after the last message.
    expect(portal.readsOf('int_whole')).toBe(2);
  });

  it('goes out to both recipients at once when it is due at one instant', async () => {
    const now = await env.now();
    const both = Promise.withResolvers<void>();
    onTestFinished(() => both.resolve());
    let started = 0;
    portal.add('int_both', {
      items: [
        message('reminder:PT1H@0', now + hour),
        message('reminder:PT1H@0', now + hour, { to: interviewer }),
        command('start', now + day),
      ],
      // Neither returns before the other was called: in turn they would never end.
      onSend: async () => {
        started += 1;
        if (started === 2) both.resolve();
        await both.promise;
        return { outcome: 'sent', because: null };
      },
    });
    const handle = await nudge(env.client, { interviewId: 'int_both' });
    await untilArmed(handle);

    await env.skip(hour + minute);

    await untilPlan(handle, 'both landed', ({ items }) => keysOf(items).join() === 'start@0');
    expect(portal.keysSentOf('int_both')).toHaveLength(2);
  });

  it('is finished before the workflow ends, although the plan says that nothing is left', async () => {
    const sent = Promise.withResolvers<void>();
    onTestFinished(() => sent.resolve());
    const facts = portal.add('int_ends', { items: [message('scheduled@0', 0, { kind: 'scheduled' })] });
    facts.onSend = async () => {
      await sent.promise;
      return { outcome: 'sent', because: null };
    };
    const handle = await nudge(env.client, { interviewId: 'int_ends' });
    await until('the send began', async () => portal.sendsOf('int_ends').length === 1);

    const rev = change(facts, { status: 'cancelled', items: [] });
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });
    await untilPlan(handle, 'the plan that is over', ({ over }) => over);
    expect((await handle.describe()).status.name).toBe('RUNNING');

    sent.resolve();
    expect(await untilEnded(handle)).toBe('cancelled');
  });

  it('for an offered time is its end, after which the invitation goes on', async () => {
    const now = await env.now();
    portal.add('int_offered', {
      status: 'invited',
      items: [message('offer:res_1', now, { kind: 'offer' }), command('lapseOffer', now + 2 * hour)],
      after: (name, facts) => void (name === 'lapseOffer' && facts.items.push(command('expire', now + 14 * day))),
    });
    const handle = await nudge(env.client, { interviewId: 'int_offered' });
    await untilArmed(handle);

    await env.skip(3 * hour);

    await untilPlan(handle, 'the deadline is next', ({ items }) => keysOf(items).join() === 'expire@0');
    const [lapsed] = portal.appliedOf('int_offered');
    expect(lapsed?.at).toBeGreaterThanOrEqual(now + 2 * hour);
    expect(lapsed?.at).toBeLessThan(now + 2 * hour + minute);
    expect(portal.keysSentOf('int_offered')).toEqual(['offer:res_1:candidate:cand_ada']);
  });

  it('is nothing for an interview that booking does not know', async () => {
    const handle = await nudge(env.client, { interviewId: 'int_unknown' });

    expect(await untilEnded(handle)).toBe('erased');
  });
});

describe('a nudge', () => {
  it('voids the reminders of a schedule that no longer holds', async () => {
    const now = await env.now();
    const facts = portal.add('int_moved', {
      items: [message('reminder:PT1H@0', now + hour), command('start', now + 2 * hour)],
    });
    const handle = await nudge(env.client, { interviewId: 'int_moved' });
    await untilArmed(handle);
    const moved = [message('reminder:PT1H@1', now + 5 * hour), command('start', now + 6 * hour, 1)];
    const rev = change(facts, { scheduleRev: 1, items: moved });

    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });
    await untilPlan(handle, 'the new schedule', ({ scheduleRev }) => scheduleRev === 1);
    await env.skip(5 * hour + minute);

    await untilPlan(handle, 'the reminder landed', ({ items }) => keysOf(items).join() === 'start@1');
    expect(portal.keysSentOf('int_moved')).toEqual(['reminder:PT1H@1:candidate:cand_ada']);
  });

  it('of a known revision reads nothing, of a revision nobody has reads once, and without one reads once', async () => {
    const now = await env.now();
    portal.add('int_nudged', { items: [command('start', now + day)] });
    const handle = await nudge(env.client, { interviewId: 'int_nudged' });
    await untilArmed(handle);

    await handle.signal(signals.interviewChanged, { eventId: 'evt_1', rev: 1 });
    await handle.signal(signals.interviewChanged, { eventId: 'evt_9', rev: 999 });
    await until('the second read', async () => portal.readsOf('int_nudged') === 2);
    await handle.signal(signals.interviewChanged);
    await until('the third read', async () => portal.readsOf('int_nudged') === 3);

    await env.skip(hour);
    await planOfRun(handle);
    expect(portal.readsOf('int_nudged')).toBe(3);
  });

  it('during a read whose plan already knows of it causes no other read', async () => {
    const now = await env.now();
    const facts = portal.add('int_early', { items: [command('start', now + day)] });
    const handle = await nudge(env.client, { interviewId: 'int_early' });
    await untilArmed(handle);
    facts.beforePlan = async () => {
      facts.beforePlan = null;
      await handle.signal(signals.interviewChanged, { eventId: 'evt_3', rev: change(facts, {}) });
    };

    await handle.signal(signals.replan);

    await untilPlan(handle, 'the plan of revision 2', ({ rev }) => rev === 2);
    expect(portal.readsOf('int_early')).toBe(2);
  });
});

describe('a run that grew long', () => {
  it('continues as new without losing or repeating anything, also with a send under way', async () => {
    const now = await env.now();
    const reminders = Array.from({ length: 12 }, (_, n) => message(`reminder:${n}@0`, now + (n + 1) * hour));
    const slow = message('scheduled@0', now, { kind: 'scheduled' });
    const facts = portal.add('int_long', {
      items: [slow, ...reminders, command('start', now + 20 * hour)],
      onSend: async ({ item }) => {
        if (item.key === slow.key && (await env.now()) < now + 6 * hour) throw new Error('the provider is away');
        return { outcome: 'sent', because: null };
      },
      after: (name) => void (name === 'start' && facts.items.push(command('complete', now + 21 * hour))),
    });
    const handle = await nudge(env.client, { interviewId: 'int_long', historyLimit: 40 });
    const first = await handle.describe();
    await untilArmed(handle);

    await env.skip(10 * hour);
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev: change(facts, {}) });
    await env.skip(12 * hour);

    expect(await untilEnded(handle)).toBe('completed');
    const last = await handle.describe();
    expect(last.runId).not.toBe(first.runId);
    expect(last.memo).toEqual({ tenantId: 'ten_1', interviewId: 'int_long' });
    expect(portal.keysSentOf('int_long').filter((key) => key !== slow.key)).toEqual(keysOf(reminders));
    // A run that left it behind would have asked for it anew.
    const attempts = portal
      .sendsOf('int_long')
      .filter(({ key }) => key === slow.key)
      .map(({ attempt }) => attempt);
    expect(attempts.length).toBeGreaterThan(10);
    expect(attempts).toEqual(attempts.map((_, n) => n + 1));
    expect(keysOf(portal.appliedOf('int_long'))).toEqual(['start@0', 'complete@0']);
  });
});
