import type { BookingActivities } from '@interlude/shared/contracts/activities';
import type { BookingId } from '@interlude/shared/ids';
import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { createActivities } from './activities.ts';
import { withFailures } from './activity-failures.ts';

let portal: TestPortal;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

it('ends the call for a person when what could not be done is due no more, and not before', async () => {
  const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
  const candidate = await portal.invite(templateId);
  await candidate.book((await candidate.slots()).starts[0] ?? '');
  const { interviewId } = candidate;
  const ref = { tenantId: portal.tenantId, interviewId };
  const activities = createActivities(portal.app, () => now);
  const broken = async () => Promise.reject(new TypeError('planted'));
  const run = async (activityType: keyof BookingActivities, attempt: number, isBroken: boolean) => {
    const guarded = withFailures(portal.app, isBroken ? { planInterview: broken, applyDue: broken } : activities);
    const work = guarded[activityType] as (input: typeof ref) => Promise<unknown>;
    return await asyncLocalStorage.run({ info: { activityType, attempt } } as Context, async () => await work(ref));
  };
  const causes = async () => {
    const row = await portal.collection<BookingRow>('bookings').findOne({ _id: interviewId as BookingId });
    return row?.marks?.map(({ cause }) => cause);
  };

  now = Date.parse((await candidate.view()).startsAt ?? '') + 1_000;
  await portal.renewSession();
  await expect(run('applyDue', 4, true)).rejects.toMatchObject({ nonRetryable: false });
  expect(await causes()).toEqual([]);
  await expect(run('applyDue', 5, true)).rejects.toMatchObject({ nonRetryable: true });
  await run('planInterview', 1, false);
  expect(await causes()).toEqual(['stuck']);
  await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
  await run('planInterview', 1, false);
  expect(await causes()).toEqual([]);
});
