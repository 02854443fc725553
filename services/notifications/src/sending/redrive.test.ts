import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import {
  attemptOnce,
  internalKey,
  messageFacts,
  sendInput,
  sendUntilDone,
  startSending,
  token,
} from '../test-notifications.ts';
import { createPostmarkClient } from './postmark-client.ts';
import { redrive } from './redrive.ts';
import { sendKeyOf } from './send-key.ts';
import { createSender } from './send-notification.ts';

const execute = promisify(execFile);
const sent = { outcome: 'sent', because: null };

describe('an answer of the provider about our account', () => {
  it('does not repeat what the provider refuses because of the mail itself', async () => {
    const { deps, booking } = await startSending();
    const compose: typeof deps.compose = (...given) => ({ ...deps.compose(...given), to: 'nobody' });

    const { result, failures } = await sendUntilDone({ ...deps, compose }, sendInput());

    expect(result).toEqual({ outcome: 'failed', because: 'provider_300' });
    expect(failures).toEqual([]);
    expect(booking.sends).toEqual([expect.objectContaining({ state: 'failed', because: 'provider_300' })]);
    expect(deps.provider.barredBecause()).toBeNull();
  });

  it.each([
    { what: 'a wrong token', because: 'provider_10' },
    { what: 'a sender that is not confirmed', because: 'provider_400' },
    { what: 'an unknown stream', because: 'provider_1235' },
  ])('loses no mail to $what: it says so, waits, and sends when that is put right', async ({ because }) => {
    const started = await startSending(because === 'provider_400' ? { senderDomains: ['other.example'] } : {});
    const { deps, control, booking, sandbox } = started;
    const wrong = createPostmarkClient({ url: sandbox.url, token: because === 'provider_10' ? 'wrong' : token });
    const streams = because === 'provider_1235' ? { main: 'no-such-stream', codes: 'codes' } : deps.streams;
    const input = sendInput();

    const answers = [
      await attemptOnce({ ...deps, transport: wrong, streams }, input),
      await attemptOnce({ ...deps, transport: wrong, streams }, input),
    ];

    expect(answers).toEqual(
      Array(2).fill(expect.objectContaining({ type: because, nonRetryable: false, nextRetryDelay: 30_000 })),
    );
    expect(String(answers[0])).toContain('takes no mail from this account');
    expect(deps.provider.barredBecause()).toBe(because);
    expect(booking.sends).toEqual([]);
    if (because === 'provider_400') return;
    const { result } = await sendUntilDone(deps, input);
    expect(result).toEqual(sent);
    expect(deps.provider.barredBecause()).toBeNull();
    expect((await control.stats()).bySk).toEqual({ [sendKeyOf(input)]: 1 });
  });
});

describe('sending again what failed', () => {
  it('sends what failed for that reason in that time and still helps, once, also when the first run broke off', async () => {
    const { deps, control, booking } = await startSending();
    booking.answer = () => ({ message: messageFacts({ to: { email: 'a@b.example, c@d.example', name: 'x' } }) });
    const since = new Date(Date.now() - 1_000);
    const inputs = [sendInput(), sendInput({ usefulUntil: Date.now() + 60_000 }), sendInput()];
    for (const input of inputs) await sendUntilDone(deps, input);
    const failed = inputs.map(sendKeyOf);
    expect(booking.sends.map(({ because }) => because)).toEqual(Array(3).fill('template_error'));
    booking.answer = () => ({ message: messageFacts() });
    const now = () => Date.now() + 90_000;
    const run = async (because: string) =>
      await redrive(
        { ...deps, send: createSender({ ...deps, now }), now },
        { because: [because], since, until: new Date() },
      );

    expect(await run('provider_10')).toEqual({});
    const [begun] = await deps.ledger.listFailed({ because: ['template_error'], since, until: new Date() }, '', 1);
    if (begun !== undefined && begun._id !== failed[1]) await deps.ledger.redrive(begun);
    expect(await run('template_error')).toEqual({ sent: 2, late: 1 });
    expect(await run('template_error')).toEqual({ late: 1 });

    expect((await control.stats()).bySk).toEqual({ [failed[0] ?? '']: 1, [failed[2] ?? '']: 1 });
    expect(booking.sends.slice(3).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('ends what a run that broke off has taken up, also when it is of no use any more', async () => {
    const { deps, booking } = await startSending();
    booking.answer = () => ({ message: messageFacts({ to: { email: 'a@b.example, c@d.example', name: 'x' } }) });
    const input = sendInput({ usefulUntil: Date.now() + 60_000 });
    await sendUntilDone(deps, input);
    const filter = { because: ['template_error'], since: new Date(0), until: new Date() };
    const [failed] = await deps.ledger.listFailed(filter, '', 1);
    if (failed !== undefined) await deps.ledger.redrive(failed);
    const now = () => Date.now() + 90_000;
    const run = async () => await redrive({ ...deps, send: createSender({ ...deps, now }), now }, filter);

    expect(await run()).toEqual({ 'skipped: late': 1 });
    expect(await run()).toEqual({});
    expect(await deps.ledger.find(sendKeyOf(input))).toMatchObject({ state: 'skipped', because: 'late' });
  });

  it('is a command that says how many went out, and how it is used', async () => {
    const { deps, control, booking, sandbox, database } = await startSending();
    booking.answer = () => ({ message: messageFacts({ to: { email: 'a@b.example, c@d.example', name: 'x' } }) });
    await sendUntilDone(deps, sendInput());
    booking.answer = () => ({ message: messageFacts() });
    const variables = {
      INTERLUDE_MONGO_URL: inject('mongoUrl'),
      INTERLUDE_NOTIFICATIONS_DB: database,
      INTERLUDE_INTERNAL_KEY: internalKey,
      INTERLUDE_BOOKING_INTERNAL_URL: booking.url,
      INTERLUDE_POSTMARK_URL: sandbox.url,
      INTERLUDE_POSTMARK_TOKEN: token,
      INTERLUDE_WEBHOOK_USER: 'postmark',
      INTERLUDE_WEBHOOK_PASSWORD: 'a password for tests',
      INTERLUDE_LOG_LEVEL: 'silent',
    };
    const script = fileURLToPath(new URL('../redrive.ts', import.meta.url));
    const run = async (...given: string[]) => await execute(process.execPath, [script, ...given], { env: variables });

    const { stdout } = await run('--because', 'template_error', '--since', '2020-01-01T00:00:00Z');

    expect(stdout).toBe('1 sent\n');
    expect((await control.stats()).accepted).toBe(1);
    await expect(run('--because', 'template_error')).rejects.toThrow('usage: redrive.ts');
  });
});
