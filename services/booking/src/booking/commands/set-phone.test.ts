import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOfBooking } from '../../../test/mails.ts';
import { panelTools } from '../../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import { createActivities } from '../../temporal/activities.ts';

const phone = '+351912345678';
const other = '+4930901820';
const company = '+442079460958';
const byPhone = { provider: 'phone', meetingUrl: undefined };
let portal: TestPortal;
let personId: string;
const now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  personId = await portal.addInterviewer();
});
afterAll(async () => await portal.stop());

const { rowOf } = panelTools(() => portal);
const template = async (more: Record<string, unknown> = {}) =>
  await portal.addTemplate([personId], { ...byPhone, ...more });
const invited = async (more: Record<string, unknown> = {}) => await portal.invite(await template(more));
const startOf = async (candidate: CandidateBrowser, n = 9) => (await candidate.slots()).starts[n] ?? '';
const bookedOne = async (more: Record<string, unknown> = {}) => {
  const candidate = await invited();
  await candidate.book(await startOf(candidate), more);
  return candidate;
};
const say = (candidate: CandidateBrowser, given: unknown, idempotencyKey = intentKey()) =>
  candidate.browser.call<{ phone?: object }>('candidate.setPhone', {
    interviewId: candidate.interviewId,
    phone: given,
    idempotencyKey,
  });
const sayAsStaff = ({ interviewId }: CandidateBrowser, given: unknown, idempotencyKey = intentKey()) =>
  portal.admin.call('interviews.setPhone', { interviewId, phone: given, idempotencyKey });
const refusal = (code: string, more = {}) => ({ refusal: { code, ...more } });
const wrong = ['030 901820', 'call me', '+49', '+999123456789', '+4930901820 ext. 5'];

describe('the number at which a candidate is called', () => {
  it('is taken while booking in its one form, and shown as they dial it where they are', async () => {
    const candidate = await invited();
    expect((await candidate.view()).phone).toEqual({ caller: 'company' });
    const view = await candidate.book(await startOf(candidate), { phone: '+351 912 345 678' });
    expect(view.phone).toEqual({ caller: 'company', number: phone, text: '912 345 678' });
    expect((await rowOf(candidate)).guestPhone).toBe(phone);
  });

  it('is no condition for booking or moving, and may come along with either', async () => {
    const candidate = await bookedOne();
    expect((await candidate.view()).phone).toEqual({ caller: 'company' });
    const moved = await candidate.reschedule(await startOf(candidate, 12), { phone });
    expect(moved.phone).toMatchObject({ number: phone });
    const again = await candidate.reschedule(await startOf(candidate, 14));
    expect(again.phone).toMatchObject({ number: phone });
  });

  it('is corrected by the candidate and by HR, and each sees what the other said', async () => {
    const candidate = await bookedOne({ phone });
    expect((await say(candidate, other)).phone).toMatchObject({ number: other, text: '+49 30 901820' });
    const detail = () => portal.admin.ask('interviews.get', { interviewId: candidate.interviewId });
    expect(await detail()).toMatchObject({ phone: { caller: 'company', number: other, text: '030 901820' } });
    await sayAsStaff(candidate, phone);
    expect((await candidate.view()).phone).toMatchObject({ number: phone });
    const bookable = await invited();
    const [startsAt = ''] = (await bookable.slots()).starts.slice(15);
    const { interviewId } = bookable;
    await portal.admin.call('interviews.bookFor', { interviewId, startsAt, phone, idempotencyKey: intentKey() });
    expect((await bookable.view()).phone).toMatchObject({ number: phone });
  });

  it.each(wrong)('is refused as %j everywhere, and nothing changes', async (given) => {
    const candidate = await invited();
    const startsAt = await startOf(candidate);
    const no = refusal('phone_invalid', { because: 'number' });
    await expect(candidate.book(startsAt, { phone: given })).rejects.toMatchObject(no);
    const { interviewId } = candidate;
    const key = { idempotencyKey: intentKey() };
    const bookFor = portal.admin.call('interviews.bookFor', { interviewId, startsAt, phone: given, ...key });
    await expect(bookFor).rejects.toMatchObject(no);
    expect((await candidate.view()).status).toBe('invited');
    await candidate.book(startsAt, { phone });
    await expect(say(candidate, given)).rejects.toMatchObject(no);
    await expect(sayAsStaff(candidate, given)).rejects.toMatchObject(no);
    await expect(candidate.reschedule(await startOf(candidate, 12), { phone: given })).rejects.toMatchObject(no);
    expect(await candidate.view()).toMatchObject({ phone: { number: phone }, startsAt });
  });

  it.each([undefined, null, 7, '', ' ', '1'.repeat(41), { number: phone }])('is bad input as %j', async (given) => {
    const candidate = await bookedOne();
    await expect(say(candidate, given)).rejects.toMatchObject(refusal('invalid_input'));
    await expect(sayAsStaff(candidate, given)).rejects.toMatchObject(refusal('invalid_input'));
  });

  it('is asked for only where the company calls', async () => {
    const unasked = refusal('phone_invalid', { because: 'not_asked' });
    const call = { phone: { caller: 'candidate', number: company } };
    for (const more of [call, { provider: 'zoom', meetingUrl: 'https://acme.zoom.us/j/81234567890' }]) {
      const candidate = await invited(more);
      const startsAt = await startOf(candidate);
      await expect(candidate.book(startsAt, { phone })).rejects.toMatchObject(unasked);
      await candidate.book(startsAt);
      await expect(say(candidate, phone)).rejects.toMatchObject(unasked);
      await expect(sayAsStaff(candidate, phone)).rejects.toMatchObject(unasked);
    }
  });

  it('is kept once however often the same request comes, and its key is good for no other', async () => {
    const candidate = await bookedOne();
    const [key, staffKey] = [intentKey(), intentKey()];
    const first = await say(candidate, phone, key);
    await say(candidate, other);
    expect(await say(candidate, phone, key)).toEqual(first);
    expect((await candidate.view()).phone).toMatchObject({ number: other });
    await expect(say(candidate, other, key)).rejects.toMatchObject(refusal('idempotency_mismatch'));
    const answers = await Promise.all([1, 2].map(() => sayAsStaff(candidate, phone, staffKey)));
    expect(answers[1]).toEqual(answers[0]);
    await expect(sayAsStaff(candidate, other, staffKey)).rejects.toMatchObject(refusal('idempotency_mismatch'));
  });

  it('is for those who have the link or may change the interview, and only as long as it is to come', async () => {
    const candidate = await bookedOne();
    const { interviewId } = candidate;
    const input = { interviewId, phone, idempotencyKey: intentKey() };
    const stranger = await bookedOne();
    await expect(stranger.browser.call('candidate.setPhone', input)).rejects.toBeDefined();
    await portal.admin.call('interviews.cancel', {
      interviewId,
      reason: { code: 'other' },
      idempotencyKey: intentKey(),
    });
    const over = refusal('status_forbids', { action: 'setPhone', status: 'cancelled' });
    await expect(say(candidate, phone)).rejects.toMatchObject(over);
    await expect(sayAsStaff(candidate, phone)).rejects.toMatchObject(over);
  });
});

describe('a phone interview of before anything was said of who calls', () => {
  it('has the company call, and takes a number', async () => {
    const candidate = await bookedOne();
    await portal.collection<{ _id: string }>('bookings').updateOne(
      { _id: candidate.interviewId },
      {
        $unset: { phone: '', guestPhone: '', phoneMissedRev: '' },
      },
    );
    expect((await candidate.view()).phone).toEqual({ caller: 'company' });
    expect((await say(candidate, phone)).phone).toMatchObject({ number: phone });
  });
});

describe('the number at which a company is called', () => {
  const call = { caller: 'candidate', number: '+44 20 7946 0958', code: '12 34#' };

  it('is pinned when the candidate is invited, with its code', async () => {
    const templateId = await template({ phone: call });
    const candidate = await portal.invite(templateId);
    const stored = await portal.admin.ask<object>('templates.get', { templateId });
    expect(stored).toMatchObject({ phone: { ...call, number: company } });
    const told = { caller: 'candidate', number: company, text: '+44 20 7946 0958', code: '12 34#' };
    expect((await candidate.view()).phone).toEqual(told);
    await portal.collection<{ _id: string }>('templates').updateOne({ _id: templateId }, { $unset: { phone: '' } });
    expect((await candidate.book(await startOf(candidate))).phone).toEqual(told);
  });

  it('may be that of the group that comes', async () => {
    const byGroup = { '1': { number: other, code: '9' } };
    const panel = [personId, await portal.addInterviewer()].map((id) => ({ anyOf: [id], count: 1 }));
    const candidate = await invited({ panel, phone: { ...call, byGroup } });
    expect((await candidate.view()).phone).toMatchObject({ caller: 'candidate', number: other, code: '9' });
  });

  it.each([
    [{ phone: { caller: 'candidate' } }, 'invalid_input', { issues: [{ path: 'phone.number' }] }],
    [{ phone: { caller: 'company', number: company } }, 'invalid_input', { issues: [{ path: 'phone.number' }] }],
    [{ phone: { caller: 'candidate', number: '12' } }, 'phone_invalid', { path: 'phone.number' }],
    [
      { phone: { ...call, byGroup: { '0': { number: '030 1' } } } },
      'phone_invalid',
      { path: 'phone.byGroup.0.number' },
    ],
    [{ phone: { ...call, byGroup: { '4': { number: other } } } }, 'invalid_input', {}],
    [{ phone: { ...call, code: 'pin' } }, 'invalid_input', {}],
    [{ phone: { caller: 'nobody' } }, 'invalid_input', {}],
    [{ provider: 'in_person', venue: 'Kiosk', phone: call }, 'invalid_input', { issues: [{ path: 'phone' }] }],
  ])('is refused of a template and a service as %j', async (more, code, facts) => {
    await expect(template(more)).rejects.toMatchObject(refusal(code, facts));
    await expect(portal.addService([personId], { ...byPhone, ...more })).rejects.toMatchObject(refusal(code, facts));
  });
});

describe('a service by phone', () => {
  const begun = (service: NewService, more: Record<string, unknown>) =>
    portal.appoint(service, { zone: 'Europe/Berlin', ...more });

  it('asks for a number on its page and keeps the one that came with the address', async () => {
    const service = await portal.addService([personId], byPhone);
    const [, , tenant, slug] = new URL(service.url).pathname.split('/');
    const page = await portal.browser().ask('appointments.service', { tenant, service: slug });
    expect(page).toMatchObject({ asksForPhone: true });
    const client = await begun(service, { phone: other });
    expect((await client.view()).phone).toEqual({ caller: 'company', number: other, text: '030 901820' });
    await expect(begun(service, { phone: '030 901820' })).rejects.toMatchObject(refusal('phone_invalid'));
  });

  it('asks for none where the client calls', async () => {
    const service = await portal.addService([personId], {
      ...byPhone,
      phone: { caller: 'candidate', number: company },
    });
    expect((await (await begun(service, {})).view()).phone).toMatchObject({ caller: 'candidate', number: company });
  });
});

describe('HR are told that the number is missing', () => {
  const marksOf = async (candidate: CandidateBrowser) => (await rowOf(candidate)).marks?.map(({ cause }) => cause);
  const stepsOf = async ({ interviewId }: CandidateBrowser) => {
    const { items, version } = await planOfBooking(portal, interviewId, now);
    const item = items.find((one) => one.does === 'transition' && one.command === 'missPhone');
    return { item: item?.does === 'transition' ? item : undefined, version };
  };
  async function letADayBefore(candidate: CandidateBrowser): Promise<void> {
    const { item, version } = await stepsOf(candidate);
    if (item === undefined) throw new Error('nothing is to be missed');
    const { interviewId } = candidate;
    const { tenantId } = portal;
    await createActivities(portal.app, () => item.at).applyDue({
      tenantId,
      interviewId,
      item,
      expectedVersion: version,
    });
  }
  const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  const bookedFar = async (more: Record<string, unknown> = {}) => {
    const candidate = await invited();
    await candidate.book((await candidate.slots({ from: inDays(5) })).starts[0] ?? '', more);
    return candidate;
  };

  it('a day before the start, once, until it is said', async () => {
    const candidate = await bookedFar();
    const { startsAt } = await rowOf(candidate);
    expect((await stepsOf(candidate)).item?.at).toBe((startsAt?.getTime() ?? 0) - 86_400_000);
    await letADayBefore(candidate);
    expect(await marksOf(candidate)).toEqual(['no_phone']);
    expect((await stepsOf(candidate)).item).toBeUndefined();
    const { interviewId } = candidate;
    const queue = await portal.admin.ask<{ items: object[] }>('queue.list', {});
    expect(queue.items).toMatchObject([
      { kind: 'no_phone', interviewId, actions: expect.arrayContaining(['setPhone']) },
    ]);
    await portal.admin.call('queue.dismiss', { kind: 'no_phone', interviewId, reason: { code: 'handled' } });
    expect((await stepsOf(candidate)).item).toBeUndefined();
    await say(candidate, phone);
    expect(await marksOf(candidate)).toEqual([]);
  });

  it('no longer once it is moved, called off or corrected, and anew a day before another time', async () => {
    const moved = await bookedFar();
    await letADayBefore(moved);
    await moved.reschedule((await moved.slots({ from: inDays(8) })).starts[0] ?? '');
    expect(await marksOf(moved)).toEqual([]);
    await letADayBefore(moved);
    await sayAsStaff(moved, phone);
    expect(await marksOf(moved)).toEqual([]);
    const off = await bookedFar();
    await letADayBefore(off);
    const { interviewId } = off;
    await portal.admin.call('interviews.cancel', {
      interviewId,
      reason: { code: 'other' },
      idempotencyKey: intentKey(),
    });
    expect(await marksOf(off)).toEqual([]);
  });

  it('never where it is known, or where nobody needs it', async () => {
    expect((await stepsOf(await bookedFar({ phone }))).item).toBeUndefined();
    const candidate = await invited({ phone: { caller: 'candidate', number: company } });
    await candidate.book((await candidate.slots({ from: inDays(6) })).starts[0] ?? '');
    expect((await stepsOf(candidate)).item).toBeUndefined();
  });
});

it('the number of a person stays with the booking when their record is merged into another', async () => {
  const candidate = await bookedOne({ phone });
  const tenantId = portal.tenantId as TenantId;
  const row = await rowOf(candidate);
  const rival = await rowOf(await bookedOne());
  if (!('candidateId' in row && 'candidateId' in rival)) throw new Error('no interviews');
  await portal.admin.call('candidates.merge', {
    keepId: rival.candidateId,
    mergeId: row.candidateId,
    idempotencyKey: intentKey(),
  });
  const after = await portal.app.stores.bookings.find(tenantId, candidate.interviewId);
  expect(after).toMatchObject({ guestPhone: phone, candidateId: rival.candidateId });
});
