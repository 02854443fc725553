import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { Mark } from '../../booking/row/booking-parts.ts';

let portal: TestPortal;
let templateId: string;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: { minimumNotice: 'PT0S' } });
});
afterAll(async () => await portal.stop());

const hour = 3_600_000;
const day = 24 * hour;
const bookings = () =>
  portal.collection<{ _id: string; marks: Mark[]; rootInterviewId: string; link: object }>('bookings');

interface Item {
  readonly kind: string;
  readonly interviewId: string | null;
  readonly endsAt: string;
}
interface Queue {
  readonly items: Item[];
  readonly nextCursor?: string;
}
const queue = async (input = {}, browser: Browser = portal.admin) => await browser.ask<Queue>('queue.list', input);
const kinds = async () => (await queue()).items.map(({ kind }) => kind);

async function pageByPage(browser?: Browser): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Queue = await queue({ limit: 1, ...(cursor === undefined ? {} : { cursor }) }, browser);
    seen.push(...page.items.map(({ kind }) => kind));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return seen;
}

describe('the queue', () => {
  it('holds an invitation that is about to end unused from two days before, until it is used or extended', async () => {
    const valid = { minimumNotice: 'PT0S', invitationValidFor: 'PT48H20M' };
    const hasty = await portal.addTemplate([await portal.addInterviewer()], { policy: valid });
    const [{ interviewId }, other] = [await portal.invite(hasty), await portal.invite(hasty)];
    const present = now;
    expect(await kinds()).toEqual([]);
    now += 21 * 60_000;
    const endsAt = new Date(Math.floor(present / 1000) * 1000 + 48 * hour + 20 * 60_000);
    const { items } = await queue();
    expect(items).toMatchObject([interviewId, other.interviewId].map((id) => ({ kind: 'expiring', interviewId: id })));
    expect(items[0]).toMatchObject({ actions: ['extendLink', 'resendLink'], name: expect.stringMatching(/./) });
    expect(Math.abs(Date.parse(items[0]?.endsAt ?? '') - endsAt.getTime())).toBeLessThan(60_000);

    await portal.admin.call('interviews.extendLink', { interviewId });
    await other.book((await other.slots()).starts[0] ?? '');
    expect(await kinds()).toEqual([]);
    now = present;
  });

  it('holds a retake until it is decided, among the marks by its age, and offers it to nobody who asked for it', async () => {
    const twoPerson = { minimumNotice: 'PT0S', retake: { twoPerson: true, cooldown: 'PT0S' } };
    const strict = await portal.addTemplate([await portal.addInterviewer()], { policy: twoPerson });
    const candidate = await portal.invite(strict);
    const { interviewId } = candidate;
    await candidate.book((await candidate.slots()).starts[0] ?? '');
    await portal.admin.call('interviews.start', { interviewId, reason: { code: 'other' } });
    await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
    const asked = { interviewId, reason: { code: 'other' } };
    const { requestId } = await portal.admin.call<{ requestId: string }>('retakes.request', asked);
    const marks: Mark[] = [
      { cause: 'not_sent', since: new Date(now - day) },
      { cause: 'bounced', since: new Date(now + day) },
    ];
    await bookings().updateOne({ _id: interviewId }, { $set: { marks } });
    const password = 'a password that is long';
    const email = `${intentKey()}@acme.example`.toLowerCase();
    await portal.admin.call('people.create', { name: 'Second', email, roles: ['recruiter'], zone: 'UTC', password });
    const second = await portal.signIn(email, password);
    expect((await queue({}, second)).items.map(({ kind }) => kind)).toEqual(['not_sent', 'retake', 'bounced']);

    // Page by page it is the same list, and for whoever asked for it the same without it.
    expect(await pageByPage(second)).toEqual(['not_sent', 'retake', 'bounced']);
    expect(await pageByPage()).toEqual(['not_sent', 'bounced']);
    const retakeFor = async (browser?: Browser) =>
      (await queue({}, browser)).items.find(({ kind }) => kind === 'retake');
    expect(await retakeFor()).toBeUndefined();
    expect(await retakeFor(second)).toMatchObject({ interviewId, requestId, actions: ['decideRetake'] });
    await second.call('retakes.decide', { requestId, decision: 'reject', reason: { code: 'other' } });
    expect(await retakeFor(second)).toBeUndefined();
  });

  it('reads invitations that are about to end from an index, and no more of them than a page shows', async () => {
    const row = await bookings().findOne({ _id: (await portal.invite(templateId)).interviewId });
    if (row === null) throw new Error('no interview');
    const rows = Array.from({ length: 300 }, (_, n) => {
      const _id = `int_ending${String(n).padStart(4, '0')}`;
      return { ...row, _id, rootInterviewId: _id, link: { bookBy: new Date(now + (n < 200 ? 40 * day : 60_000 * n)) } };
    });
    await bookings().insertMany(rows);
    const reads = await portal.profileOf(async () => void (await queue({ limit: 20 })));
    const ofBookings = reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read);
    expect(Math.max(...ofBookings)).toBeLessThanOrEqual(22);
    await bookings().deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
  });
});
