import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { attemptOnce, messageFacts, sendInput, sendUntilDone, startSending } from '../test-notifications.ts';
import { sendKeyOf } from './send-key.ts';
import type { SendDeps } from './send-notification.ts';

const sent = { outcome: 'sent', because: null };

describe('sendNotification', () => {
  it('sends one mail, reports it, and answers a repeated call from the ledger', async () => {
    const { deps, booking, control } = await startSending();
    const input = sendInput();

    const first = await sendUntilDone(deps, input);
    const again = await sendUntilDone(deps, input);

    expect([first.result, again.result]).toEqual([sent, sent]);
    expect((await deps.metrics.possibleDuplicates.get()).values).toEqual([]);
    const [mail, ...others] = await control.messages();
    expect(others).toEqual([]);
    expect(mail?.request).toMatchObject({
      To: 'zoe@example.com',
      Tag: 'scheduled',
      Metadata: { sk: sendKeyOf(input), iv: input.interviewId, k: 'scheduled' },
      TrackOpens: false,
      TrackLinks: 'None',
      MessageStream: 'outbound',
    });
    expect(booking.sends).toEqual([
      expect.objectContaining({ key: input.item.key, state: 'sent', messageId: mail?.messageId }),
    ]);
  });

  it.each(['accept-then-reset', 'accept-then-hang', 'accept-then-truncate'] as const)(
    'sends nothing twice when the provider takes the mail and the answer is lost (%s)',
    async (kind) => {
      const { deps, control } = await startSending();
      await control.setFaults([{ kind, count: 1 }]);
      const input = sendInput();

      const { result } = await sendUntilDone(deps, input);

      expect(result).toEqual(sent);
      expect((await control.stats()).bySk).toEqual({ [sendKeyOf(input)]: 1 });
    },
  );

  it.each(['500', 'reset-before-accept'] as const)(
    'sends again after two look-ups found nothing, and counts it (%s)',
    async (kind) => {
      const { deps, control } = await startSending();
      await control.setFaults([{ kind, count: 2 }]);
      const input = sendInput();

      const { result, failures } = await sendUntilDone(deps, input);

      expect(result).toEqual(sent);
      expect(failures.filter(({ type }) => type === 'not_found_yet')).toHaveLength(2);
      expect((await control.stats()).bySk).toEqual({ [sendKeyOf(input)]: 1 });
      expect((await deps.metrics.possibleDuplicates.get()).values).toEqual([
        expect.objectContaining({ labels: { kind: 'scheduled' }, value: 1 }),
      ]);
    },
  );

  it('waits five times as long before the second look-up as before the first', async () => {
    const { deps, control } = await startSending();
    await control.setFaults([{ kind: '500', count: 1 }]);
    const input = sendInput();

    const { failures } = await sendUntilDone(deps, input);

    expect(failures.map(({ type, nextRetryDelay }) => [type, nextRetryDelay])).toEqual([
      ['provider_500', 20],
      ['not_found_yet', 100],
    ]);
  });

  it('leaves a doubtful reminder alone once it helps nobody, and says so', async () => {
    const { deps, control, booking } = await startSending();
    await control.setFaults([{ kind: '500' }]);
    const input = sendInput({ kind: 'reminder', usefulUntil: 2_000 });

    await attemptOnce(deps, input, 1_000);
    const { result } = await sendUntilDone(deps, input, 3_000);

    expect(result).toEqual({ outcome: 'failed', because: 'unknown' });
    expect(booking.sends).toEqual([expect.objectContaining({ state: 'failed', because: 'unknown' })]);
    expect((await control.stats()).accepted).toBe(0);
  });

  it('waits as long as the provider asks when it is too busy', async () => {
    const { deps, control } = await startSending();
    await control.setFaults([{ kind: '429', retryAfter: 17, count: 1 }]);
    const input = sendInput();

    const first = await attemptOnce(deps, input);
    const { result } = await sendUntilDone(deps, input);

    expect(first).toMatchObject({ type: 'rate_limited', nextRetryDelay: 17_000, nonRetryable: false });
    expect(result).toEqual(sent);
    expect((await control.stats()).duplicates).toBe(0);
  });

  it.each(['503', '403-html'] as const)('tries again without a look-up when nothing was taken (%s)', async (kind) => {
    const { deps, control } = await startSending();
    await control.setFaults([{ kind, count: 3 }]);

    const { result, failures } = await sendUntilDone(deps, sendInput());

    expect(result).toEqual(sent);
    expect(failures).toHaveLength(3);
    expect((await control.stats()).accepted).toBe(1);
  });

  it('tries again without a look-up when the provider cannot be reached', async () => {
    const { deps, sandbox } = await startSending();
    await sandbox.stop();

    const answer = await attemptOnce(deps, sendInput());

    expect(answer).toMatchObject({ type: 'unreachable' });
  });

  it('skips an address the provider calls inactive, and does not try it again for that tenant', async () => {
    const { deps, control } = await startSending();
    const [first] = [sendInput()];
    await control.setAddress('zoe@example.com', 'hard-bounce');
    await sendUntilDone(deps, first);
    await expect.poll(async () => (await control.stats()).suppressed).toBe(1);

    const refused = await sendUntilDone(deps, sendInput());
    const unasked = await sendUntilDone(deps, sendInput());

    expect([refused.result, unasked.result]).toEqual(Array(2).fill({ outcome: 'skipped', because: 'suppressed' }));
    expect((await control.stats()).accepted).toBe(1);
  });

  it('sends codes on a stream of their own, to which an address comes that is shut out of the other', async () => {
    const { deps, control, booking } = await startSending();
    await control.setAddress('zoe@example.com', 'hard-bounce');
    await sendUntilDone(deps, sendInput());
    await expect.poll(async () => (await control.stats()).suppressed).toBe(1);

    // Its answer is lost, so that it has to be found again: on its stream.
    await control.setFaults([{ kind: 'accept-then-reset', tag: 'code', count: 1 }]);
    const other = await sendUntilDone(deps, sendInput());
    const input = sendInput({ kind: 'code' });
    booking.answer = () => ({ message: messageFacts({ kind: 'code', about: 'appointment', code: '123456' }) });
    const code = await sendUntilDone(deps, input);

    expect([other.result, code.result]).toEqual([
      { outcome: 'skipped', because: 'suppressed' },
      { outcome: 'sent', because: null },
    ]);
    expect((await control.stats()).bySk[sendKeyOf(input)]).toBe(1);
  });

  it('looks for a doubtful code on the stream it was posted on, also when codes get another one meanwhile', async () => {
    const { deps, control, booking } = await startSending();
    const before = { ...deps, streams: { main: 'outbound', codes: 'outbound' } };
    booking.answer = () => ({ message: messageFacts({ kind: 'code', about: 'appointment', code: '123456' }) });
    await control.setFaults([{ kind: 'accept-then-reset', tag: 'code', count: 1 }]);
    const input = sendInput({ kind: 'code' });
    expect(await attemptOnce(before, input)).toBeInstanceOf(ApplicationFailure);

    const { result } = await sendUntilDone(deps, input);

    expect(result).toEqual(sent);
    expect((await control.stats()).bySk).toEqual({ [sendKeyOf(input)]: 1 });
  });

  it('skips a message that comes too late to help', async () => {
    const { deps, control, booking } = await startSending();

    const { result } = await sendUntilDone(deps, sendInput({ usefulUntil: 1_000 }), 1_001);

    expect(result).toEqual({ outcome: 'skipped', because: 'late' });
    expect(booking.asked).toBe(0);
    expect((await control.stats()).accepted).toBe(0);
  });

  it('skips a message that came to be late while it waited in the queue, or while booking was asked', async () => {
    const { deps, control, booking } = await startSending();
    const waited = sendInput({ kind: 'reminder', usefulUntil: 2_000 });
    const asked = sendInput({ kind: 'reminder', usefulUntil: 2_000 });
    let now = 2_001;

    const one = await sendUntilDone({ ...deps, now: () => now }, waited, 1_000);
    now = 1_500;
    booking.answer = () => {
      now = 2_001;
      return { message: messageFacts({ kind: 'reminder' }) };
    };
    const other = await sendUntilDone({ ...deps, now: () => now }, asked, 1_000);

    expect([one.result, other.result]).toEqual(Array(2).fill({ outcome: 'skipped', because: 'late' }));
    expect((await control.stats()).accepted).toBe(0);
  });

  it.each(['superseded', 'paused', 'erased', 'answered'] as const)(
    'sends nothing when booking says the message is %s',
    async (skip) => {
      const { deps, control, booking } = await startSending();
      booking.answer = () => ({ skip });

      const { result } = await sendUntilDone(deps, sendInput());

      expect(result).toEqual({ outcome: 'skipped', because: skip });
      expect(booking.sends).toEqual([expect.objectContaining({ state: 'skipped', because: skip })]);
      expect((await control.stats()).accepted).toBe(0);
    },
  );

  it('waits for booking before and after the mail without sending it twice', async () => {
    const { deps, control, booking } = await startSending();
    booking.failing = { messageFor: 2, recordSend: 3 };

    const { result, failures } = await sendUntilDone(deps, sendInput());

    expect(result).toEqual(sent);
    expect(failures.map(({ type }) => type)).toEqual([
      ...Array(2).fill('booking_unavailable'),
      ...Array(3).fill('report_failed'),
    ]);
    expect((await control.stats()).accepted).toBe(1);
  });

  it('fails for good when the facts cannot be made into a mail', async () => {
    const { deps, booking, control } = await startSending();
    booking.answer = () => ({ message: messageFacts({ to: { email: 'a@b.example, c@d.example', name: 'x' } }) });

    const { result } = await sendUntilDone(deps, sendInput());

    expect(result).toEqual({ outcome: 'failed', because: 'template_error' });
    expect((await control.stats()).accepted).toBe(0);
  });

  it('lets one of ten simultaneous attempts send', async () => {
    const { deps, control } = await startSending();
    const input = sendInput();

    const runs = await Promise.all(Array.from({ length: 10 }, () => sendUntilDone(deps, input)));

    expect(runs.map(({ result }) => result)).toEqual(Array(10).fill(sent));
    expect((await control.stats()).bySk).toEqual({ [sendKeyOf(input)]: 1 });
  });

  it('names nobody in what the workflow engine and the log see', async () => {
    const { deps, control, booking, logged } = await startSending();
    await control.setFaults([{ kind: '500', count: 1 }]);
    booking.failing = { messageFor: 1, recordSend: 1 };

    const { failures } = await sendUntilDone(deps, sendInput());

    const seen = [...failures.map((failure) => JSON.stringify(failure) + failure.stack), ...logged].join('\n');
    for (const secret of ['zoe@', 'example.com', 'Zoë', 'Mara', 'signature', 'Bearer', 'eyJ']) {
      expect(seen).not.toContain(secret);
    }
  });
});

describe('a worker that dies', () => {
  it.each(['before', 'after'] as const)('leaves one mail and one report, whichever step it died %s', async (when) => {
    const { deps, control, booking } = await startSending();
    let died = 0;
    for (let step = 1; ; step += 1) {
      const input = sendInput();
      const doomed = dyingAt(deps, { step, when });
      const end = await attemptOnce(doomed.deps, input);
      if (!doomed.isDead()) break;
      died += 1;
      expect(end).toBeInstanceOf(ApplicationFailure);

      const { result } = await sendUntilDone(deps, input);

      expect(result).toEqual(sent);
      expect((await control.stats()).bySk[sendKeyOf(input)]).toBe(1);
      const reports = booking.sends.filter(({ interviewId }) => interviewId === input.interviewId);
      expect(new Set(reports.map(({ state }) => state))).toEqual(new Set(['sent']));
    }
    expect(died).toBeGreaterThanOrEqual(7);
    expect((await control.stats()).duplicates).toBe(0);
  });
});

/** The same parts, of which none answers any more from the given call on, as if the process had been killed there. */
function dyingAt(deps: SendDeps, { step, when }: { step: number; when: 'before' | 'after' }) {
  let calls = 0;
  const mortal = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          calls += 1;
          if (calls > step || (calls === step && when === 'before')) throw new Error('killed');
          const answer: unknown = await method.apply(target, given);
          if (calls === step) throw new Error('killed');
          return answer;
        };
      },
    });
  const { ledger, suppressions, booking, transport } = deps;
  return {
    deps: {
      ...deps,
      ledger: mortal(ledger),
      suppressions: mortal(suppressions),
      booking: mortal(booking),
      transport: mortal(transport),
    },
    isDead: () => calls >= step,
  };
}
