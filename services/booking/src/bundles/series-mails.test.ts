import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mailToGuest, planOfBooking } from '../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { at, bookAll, mondays, seriesTools } from '../../test/series.ts';

let portal: TestPortal;
const now = Date.parse('2027-02-01T06:00:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const { somebody, rowsOf, serviceOf } = seriesTools(() => portal);

let client: CandidateBrowser;
let ids: string[];
beforeEach(async () => {
  const price = { amountMinor: 2_000, currency: 'EUR' };
  client = await portal.appoint(await serviceOf([await somebody()], { price }));
  await bookAll(client, mondays);
  ids = (await rowsOf(client)).map(({ _id }) => _id);
});

const confirmationOf = async (interviewId = ids[0] ?? '') =>
  await mailToGuest(portal, { interviewId, kind: 'scheduled' }, () => now);
async function said(): Promise<MessageFacts> {
  const answer = (await (await confirmationOf()).made()) as MessageAnswer;
  if ('skip' in answer) throw new Error(answer.skip);
  return answer.message;
}
const act = async (name: string, interviewId: string | undefined, more: object) =>
  await client.browser.call(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
const cancel = async (interviewId: string | undefined) =>
  await act('cancel', interviewId, { reason: { code: 'illness' } });
/** What the calendar file of a mail holds, by what each entry is of. */
function entriesOf({ invite }: MessageFacts): [string | undefined, string][] {
  if (invite === null) return [];
  return [invite, ...(invite.others ?? [])].map(({ uid, startsAt }) => [uid.split('@')[0], startsAt]);
}

describe('a series', () => {
  it('is confirmed to its client in one mail, with all times and one calendar file, and to the panel by each date', async () => {
    const message = await said();
    expect(message.series).toEqual({ number: 1, of: 3, starts: mondays });
    expect(message.invite).toMatchObject({ method: 'PUBLISH' });
    expect(entriesOf(message)).toEqual(ids.map((id, n) => [id, mondays[n]]));

    for (const [n, interviewId] of ids.entries()) {
      const { items } = await planOfBooking(portal, interviewId, now);
      const told = items.flatMap((item) =>
        item.does === 'notify' && item.kind === 'scheduled' ? item.recipient.role : [],
      );
      expect(told.toSorted()).toEqual(n === 0 ? ['candidate', 'interviewer'] : ['interviewer']);
    }
    const { events } = await portal.admin.ask<{ events: object[] }>('interviews.timeline', { interviewId: ids[1] });
    expect(events).toContainEqual(expect.objectContaining({ what: 'scheduled', because: 'together' }));
  });

  it('is confirmed as it is when the mail goes: without a date that was cancelled, with the new time of one that moved', async () => {
    await cancel(ids[0]);
    await act('reschedule', ids[1], { startsAt: at('02-17'), zone: 'Europe/Berlin' });
    const message = await said();
    expect(message.startsAt).toBe(at('02-17'));
    expect(message.series).toEqual({ number: 2, of: 3, starts: [at('02-17'), mondays[2]] });
    expect(entriesOf(message)).toEqual([
      [ids[1], at('02-17')],
      [ids[2], mondays[2]],
    ]);

    await cancel(ids[1]);
    const last = await said();
    expect(last.invite).toMatchObject({ method: 'REQUEST', attendee: { email: last.to.email } });
    expect(entriesOf(last)).toEqual([[ids[2], mondays[2]]]);
  });

  it('is not confirmed once all of it was cancelled, and nothing asks for that mail again', async () => {
    for (const interviewId of ids) await cancel(interviewId);
    const mail = await confirmationOf();
    expect(await mail.made()).toEqual({ skip: 'cancelled' });
    await mail.is('skipped', 'cancelled');
    await expect(confirmationOf()).rejects.toThrow('no scheduled is planned');
  });

  it('tells of a date that moves or is cancelled later by itself, under the entry of its own', async () => {
    await act('reschedule', ids[2], { startsAt: at('02-24'), zone: 'Europe/Berlin' });
    const moved = (await (
      await mailToGuest(portal, { interviewId: ids[2] ?? '', kind: 'rescheduled' }, () => now)
    ).made()) as {
      message: MessageFacts;
    };
    expect(moved.message.invite).toMatchObject({ method: 'REQUEST', sequence: 2 });
    expect(entriesOf(moved.message)).toEqual([[ids[2], at('02-24')]]);
  });
});
