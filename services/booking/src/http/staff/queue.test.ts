import type { Browser } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mailToGuest, planOfBooking } from '../../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { Mark } from '../../booking/row/booking-parts.ts';
import { createActivities } from '../../temporal/activities.ts';

let portal: TestPortal;
let templateId: string;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: { minimumNotice: 'PT0S' } });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  await bookings().updateMany({}, { $set: { marks: [] } });
});

const day = 86_400_000;
const bookings = () =>
  portal.collection<{ _id: string; marks: Mark[]; attention?: string; access: { ver: number } }>('bookings');

interface Item {
  readonly kind: string;
  readonly since: string;
  readonly interviewId: string;
  readonly title: string;
  readonly name: string;
  readonly email: string;
  readonly candidateId: string | null;
  readonly actions: string[];
}
interface Queue {
  readonly items: Item[];
  readonly nextCursor?: string;
}
const queue = async (input = {}, browser: Browser = portal.admin) => await browser.ask<Queue>('queue.list', input);
const kinds = async () => (await queue()).items.map(({ kind }) => kind);
const dismiss = async (kind: string, interviewId: string, reason = 'handled') =>
  await portal.admin.call('queue.dismiss', { kind, interviewId, reason: { code: reason } });
const actionsOn = async (interviewId: string) => {
  const { events } = await portal.admin.ask<{
    events: { what: string; source: string; detail: Record<string, unknown> }[];
  }>('interviews.timeline', { interviewId });
  return events.filter(({ source }) => source === 'command').map(({ what, detail }) => ({ what, ...detail }));
};

const planOf = (interviewId: string) => planOfBooking(portal, interviewId, now);
const mailTo = (interviewId: string, kind: string) => mailToGuest(portal, { interviewId, kind }, () => now);

/** Lets the next timer of an interview fire as if it were due. */
async function timerOf(interviewId: string): Promise<void> {
  const { items, version } = await planOf(interviewId);
  const item = items.find((one) => one.does === 'transition');
  if (item?.does !== 'transition') throw new Error('no timer');
  const present = now;
  now = Math.max(now, item.at);
  const due = { tenantId: portal.tenantId, interviewId, item, expectedVersion: version };
  await createActivities(portal.app, () => now).applyDue(due);
  // Sessions would have ended by then.
  now = present;
}

async function booked(n = 4): Promise<CandidateBrowser> {
  const candidate = await portal.invite(templateId);
  await candidate.book((await candidate.slots()).starts[n] ?? '');
  return candidate;
}

describe('what needs a person', () => {
  it('is a list: a late bounce hides nobody who cannot come, and each mark ends by itself', async () => {
    const { interviewId } = await booked();
    const { people } = (await bookings().findOne({ _id: interviewId })) as unknown as { people: string[] };
    await portal.admin.call('interviews.removeInterviewer', { interviewId, personId: people[0] });
    now += 1_000;
    await (await mailTo(interviewId, 'scheduled')).became('bounced');
    expect((await queue()).items).toMatchObject([
      { kind: 'interviewer_out', interviewId },
      { kind: 'bounced', interviewId },
    ]);
    expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
      attention: 'interviewer_out',
      marks: [{ cause: 'interviewer_out' }, { cause: 'bounced' }],
    });

    await portal.admin.call('interviews.keepInterviewer', { interviewId, personId: people[0] });
    expect(await kinds()).toEqual(['bounced']);
    expect(await actionsOn(interviewId)).toContainEqual(
      expect.objectContaining({ what: 'keepInterviewer', settled: 'interviewer_out' }),
    );
  });

  it('ends with the mail that arrives after one that came back, for all bookings of whoever was out of reach', async () => {
    const { interviewId } = await booked(8);
    const { applicationId } = await portal.admin.ask<{ applicationId: string }>('interviews.get', { interviewId });
    const again = { applicationId, templateId, idempotencyKey: intentKey() };
    const other = await portal.admin.call<{ interviewId: string }>('interviews.invite', again);
    await (await mailTo(interviewId, 'scheduled')).became('bounced', true);
    await (await mailTo(other.interviewId, 'invitation')).is('skipped', 'suppressed');
    expect(await kinds()).toEqual(['bounced', 'bounced']);
    now += 1_000;
    await (await mailTo(interviewId, 'reminder')).became('delivered');
    expect(await kinds()).toEqual([]);
    expect(await actionsOn(other.interviewId)).toContainEqual(
      expect.objectContaining({ what: 'settleAttention', settled: 'bounced' }),
    );
  });

  it('ends when a message that failed goes out after all', async () => {
    const { interviewId } = await booked(12);
    const mail = await mailTo(interviewId, 'scheduled');
    const { items } = await planOf(interviewId);
    await mail.is('failed', 'template_error');
    expect(await kinds()).toEqual(['not_sent']);
    expect(items.length).toBeGreaterThan(1);
    await mail.is('failed', 'template_error');
    await mail.is('sent');
    expect(await kinds()).toEqual([]);
  });

  it('is dismissed by somebody with a reason, once, and the audit keeps who and why', async () => {
    const { interviewId } = await booked(16);
    const mail = await mailTo(interviewId, 'scheduled');
    await mail.became('bounced');
    await expect(portal.admin.call('queue.dismiss', { kind: 'bounced', interviewId })).rejects.toMatchObject({
      refusal: { code: 'reason_required', codes: ['handled', 'not_needed', 'other'] },
    });
    await dismiss('bounced', interviewId);
    expect(await kinds()).toEqual([]);
    expect(await actionsOn(interviewId)).toContainEqual(
      expect.objectContaining({ what: 'dismissAttention', settled: 'bounced', reason: 'handled' }),
    );
    await expect(dismiss('bounced', interviewId)).rejects.toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('is not lost when the booking changes at the same moment', async () => {
    const candidate = await portal.invite(templateId);
    const mail = await mailTo(candidate.interviewId, 'invitation');
    const start = (await candidate.slots()).starts[20] ?? '';
    await Promise.all([candidate.book(start), mail.became('bounced'), mail.is('failed', 'template_error')]);
    expect((await kinds()).toSorted()).toEqual(['bounced', 'not_sent']);
    expect(await candidate.view()).toMatchObject({ startsAt: start });
  });
});

describe('a cause', () => {
  it('is an invitation that ended unbooked, until it is extended', async () => {
    const { interviewId } = await portal.invite(templateId);
    await timerOf(interviewId);
    expect((await queue()).items).toMatchObject([{ kind: 'expired', interviewId, actions: ['extendLink', 'dismiss'] }]);
    await portal.admin.call('interviews.extendLink', { interviewId });
    expect(await kinds()).toEqual([]);
  });

  it('is an invitation nobody can book as nobody has hours, until somebody has', async () => {
    const personId = await portal.addInterviewer();
    const hours = { personId, zone: 'UTC', overrides: [] };
    await portal.admin.call('availability.save', { ...hours, weekly: [] });
    const candidate = await portal.invite(await portal.addTemplate([personId]));
    expect((await queue()).items).toMatchObject([{ kind: 'no_hours', interviewId: candidate.interviewId }]);
    await portal.admin.call('availability.save', { ...hours, weekly: allWeek('08:00', '20:00') });
    expect(await kinds()).toEqual([]);
    await portal.admin.call('availability.save', { ...hours, weekly: [] });
    expect(await kinds()).toEqual(['no_hours']);
    await portal.admin.call('people.deactivate', { personId });
    expect(await kinds()).toEqual(['panel']);
    await portal.admin.call('interviews.cancel', { interviewId: candidate.interviewId, reason: { code: 'other' } });
    expect(await kinds()).toEqual([]);
  });

  it('of that kind is found in the end, whichever process the change of hours, skills or staff has outlived', async () => {
    const personId = await portal.addInterviewer();
    const hours = { personId, zone: 'UTC', overrides: [], weekly: [] };
    const panel = [{ anyOf: [personId], count: 1, skills: ['welding'] }];
    await portal.admin.call('people.update', { personId, skills: ['welding'] });
    const { interviewId } = await portal.invite(await portal.addTemplate([], { panel }));
    const endsAfter = async (
      path: string,
      intent: { readonly personId?: string; readonly idempotencyKey?: string },
    ) => {
      // The process ends between the change and what follows from it.
      const lost = vi.spyOn(portal.app.stores.scheduled, 'listPicking').mockRejectedValueOnce(new Error('planted'));
      await portal.admin.call(path, intent).catch(() => undefined);
      expect(lost).toHaveBeenCalled();
      lost.mockRestore();
      if (intent.idempotencyKey !== undefined) await portal.admin.call(path, intent);
      await portal.app.dropOuts.workOff();
    };
    const asked = (input: object) => ({ ...input, idempotencyKey: intentKey() });
    await endsAfter('availability.save', asked(hours));
    expect((await queue()).items).toMatchObject([{ kind: 'no_hours', interviewId }]);
    await endsAfter('availability.save', asked({ ...hours, weekly: allWeek('08:00', '20:00') }));
    expect(await kinds()).toEqual([]);
    await endsAfter('people.update', asked({ personId, skills: ['glazing'] }));
    expect(await kinds()).toEqual(['panel']);
    await endsAfter('people.update', asked({ personId, skills: ['welding'] }));
    expect(await kinds()).toEqual([]);
    await endsAfter('people.deactivate', { personId });
    expect(await kinds()).toEqual(['panel']);
    expect(await portal.collection('people').countDocuments({ gapsDue: { $exists: true } })).toBe(0);
  });

  it('is an interview that is over without anybody having said how it went, until they do', async () => {
    const { interviewId } = await booked(4);
    await timerOf(interviewId);
    expect(await kinds()).toEqual([]);
    await timerOf(interviewId);
    expect((await queue()).items).toMatchObject([{ kind: 'no_outcome', interviewId, actions: ['decide', 'dismiss'] }]);
    await portal.admin.call('interviews.decide', { interviewId, outcome: 'passed' });
    expect(await kinds()).toEqual([]);
  });

  /** Asks for the link; what that causes comes after the answer. */
  async function asksAgain({ browser, interviewId }: CandidateBrowser): Promise<void> {
    await browser.call('candidate.resendLink', { interviewId });
    await portal.app.afterwards.settled();
  }

  it('is a link that is asked for after the end, and not one that is asked for before', async () => {
    const candidate = await portal.invite(templateId);
    const { interviewId } = candidate;
    await asksAgain(candidate);
    expect(await kinds()).toEqual([]);
    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
    await asksAgain(candidate);
    await asksAgain(candidate);
    // The same link would only say that it was cancelled: another invitation is what helps.
    const actions = ['undo', 'resendLink', 'dismiss'];
    expect((await queue()).items).toMatchObject([{ kind: 'link_asked', interviewId, actions }]);
    await portal.admin.call('interviews.resendLink', { interviewId });
    expect(await kinds()).toEqual([]);
    await asksAgain(candidate);
    await portal.admin.call('interviews.undo', { interviewId });
    // The one that took its place is open, so its link is mailed and nobody is needed.
    await asksAgain(candidate);
    expect(await kinds()).toEqual([]);
  });
});

describe('the queue', () => {
  it('is read oldest first from an index, page by page, with a cursor that names nothing but what was shown', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await portal.invite(templateId)).interviewId);
    const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * day);
    const marks = (n: number) => [
      { cause: 'not_sent', since: at(10 - n) },
      { cause: 'no_phone', since: at(10 - n) },
      { cause: 'bounced', since: at(20 + n), of: 'can_1' },
    ];
    for (const [n, _id] of ids.entries()) await bookings().updateOne({ _id }, { $set: { marks: marks(n) as Mark[] } });

    const seen: Item[] = [];
    let cursor: string | undefined;
    do {
      const page: Queue = await queue({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const [first = '', second = '', third = ''] = ids;
    const oldest = [third, second, first].flatMap((interviewId) =>
      ['no_phone', 'not_sent'].map((kind) => ({ kind, interviewId })),
    );
    const latest = [first, second, third].map((interviewId) => ({ kind: 'bounced', interviewId }));
    expect(seen).toMatchObject([...oldest, ...latest]);
    const made = (since: number) => Buffer.from(JSON.stringify([since, 'z', 'bounced', ''])).toString('base64url');
    for (const cursor of ['nonsense', made(8.64e15), made(Number.MAX_SAFE_INTEGER)])
      await expect(queue({ cursor })).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });

  it('reads no more bookings than a page shows, however many are marked, also at the same instant', async () => {
    const row = await bookings().findOne({ _id: (await portal.invite(templateId)).interviewId });
    if (row === null) throw new Error('no interview');
    const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * day);
    const rows = Array.from({ length: 600 }, (_, n) => {
      const _id = `int_marked${String(n).padStart(4, '0')}`;
      const since = at(n < 200 || n >= 400 ? n % 200 : 300);
      const marks = [
        { cause: 'bounced', since: at(301), of: 'can_1' },
        ...['no_phone', 'not_sent'].map((cause) => ({ cause, since })),
      ];
      return { ...row, _id, rootInterviewId: _id, marks: marks as Mark[] };
    });
    await bookings().insertMany(rows);

    const pages: Queue[] = [];
    const limit = 35;
    for (let cursor: string | undefined; pages.length === 0 || cursor !== undefined; ) {
      const input = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const reads = await portal.profileOf(async () => {
        pages.push(await queue(input));
      });
      const ofBookings = reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read);
      expect(Math.max(...ofBookings)).toBeLessThanOrEqual(limit + 2);
      cursor = pages.at(-1)?.nextCursor;
    }
    const inOrder = rows
      .flatMap(({ _id, marks }) => marks.map(({ since, cause }) => [since.toISOString(), _id, cause]))
      .sort((one, other) => (one.join(' ') < other.join(' ') ? -1 : 1));
    const seen = pages.flatMap(({ items }) =>
      items.map(({ since, interviewId, kind }) => [Date.parse(since), interviewId, kind]),
    );
    expect(seen).toEqual(inOrder.map(([since = '', id, cause]) => [Date.parse(since), id, cause]));
    expect(pages.slice(0, -1).every(({ items }) => items.length === limit)).toBe(true);
    await bookings().deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
  });
});
