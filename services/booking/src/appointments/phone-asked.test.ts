import type { NewService } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { bookAll, seriesTools, timesOf, weekly } from '../../test/series.ts';
import { newEmail, visitorTools } from '../../test/visitors.ts';
import type { ServiceRow } from '../catalogue/service-store.ts';

const now = Date.now();
let portal: TestPortal;
let service: NewService;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  const byPhone = { provider: 'phone', meetingUrl: undefined };
  service = await portal.addService([await portal.addInterviewer()], byPhone);
});
afterAll(async () => await portal.stop());

const { begin, prove } = visitorTools(
  () => portal,
  () => service,
);
const sayOfService = async (phone: ServiceRow['phone']) =>
  await portal.collection<ServiceRow>('services').updateOne({ slug: slugOf() }, { $set: { phone } as never });
const slugOf = () => new URL(service.url).pathname.split('/').at(-1) ?? '';

it('who began before a service said that the company calls goes on with the same appointment', async () => {
  const email = newEmail();
  const first = await prove((await begin({ email })).proofId);
  await sayOfService({ caller: 'company' });
  const again = await prove((await begin({ email })).proofId);
  expect(again.appointmentId).toBe(first.appointmentId);
});

it('a number is dropped once its service asks for none, so that a page opened before goes on to a booking', async () => {
  const browser = portal.browser();
  const phone = '+4930901820';
  const before = await begin({ phone }, browser);
  const others: ServiceRow['phone'] = { caller: 'candidate', number: '+442079460958' };
  await sayOfService(others);
  for (const { proofId } of [before, await begin({ phone }, browser)]) {
    const { appointmentId } = await prove(proofId, browser);
    const view = await browser.ask('candidate.interview', { interviewId: appointmentId });
    expect(view).toMatchObject({ status: 'invited', phone: others });
    const stored = await portal.collection<{ _id: string }>('bookings').findOne({ _id: appointmentId });
    expect(stored).not.toHaveProperty('guestPhone');
  }
});

it('a series takes a number by the same rule as one time', async () => {
  const { somebody, serviceOf, rowsOf } = seriesTools(() => portal);
  const other = { provider: 'phone', meetingUrl: undefined, phone: { caller: 'candidate', number: '+442079460958' } };
  const client = await portal.appoint(await serviceOf([await somebody()], other));
  const { starts } = await client.slots();
  const startsAt = starts[3] ?? '';
  const { times } = await timesOf(client, startsAt, weekly(2));
  const all = times.map((time) => time.startsAt);
  const said = { phone: '+4930901820' };
  const no = { refusal: { code: 'phone_invalid', because: 'not_asked' } };
  await expect(client.book(startsAt, said)).rejects.toMatchObject(no);
  await expect(bookAll(client, all, said)).rejects.toMatchObject(no);
  await bookAll(client, all);
  expect(await rowsOf(client)).toHaveLength(2);
});
