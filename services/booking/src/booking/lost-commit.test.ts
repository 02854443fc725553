import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createApplyCommand } from './apply-command.ts';
import { book } from './commands/book.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

describe.each(bookingKinds)('a commit of an %s that loses its race again and again', (kind) => {
  async function chosen() {
    const candidate = await (await portal.offer(kind, [await portal.addInterviewer()])).begin();
    const { starts } = await candidate.slots();
    const ref = { tenantId: portal.tenantId as TenantId, interviewId: candidate.interviewId as BookingId };
    const { stores } = portal.app;
    const findHold = async () => await stores.reservations.findLive(ref.tenantId, ref.interviewId, 'hold');
    const held: (string | undefined)[] = [];
    // The row is another one each time it is written, as if its owner changed the language meanwhile.
    const scheduled = {
      ...stores.scheduled,
      async change() {
        held.push((await findHold())?._id);
        return null;
      },
    };
    const applyCommand = createApplyCommand({ ...stores, scheduled });
    const lose = (startsAt: string) => {
      const context = {
        ...ref,
        now: Date.now(),
        requestId: intentKey(),
        actor: { party: 'candidate', id: null } as const,
      };
      return applyCommand(context, book({ startsAt: Date.parse(startsAt), zone: 'UTC' }), ({ _id }) => _id);
    };
    return { candidate, start: starts[20] ?? '', findHold, held, lose };
  }

  it('leaves the candidate the time that they held before', async () => {
    const { candidate, start, findHold, held, lose } = await chosen();
    const { interviewId, browser } = candidate;
    await browser.call('candidate.hold', { interviewId, startsAt: start, idempotencyKey: intentKey() });
    const before = await findHold();
    await expect(lose(start)).rejects.toMatchObject({ refusal: { code: 'hold_expired' } });
    expect(await findHold()).toMatchObject({ _id: before?._id, active: true });
    expect(held.length).toBeGreaterThan(1);
    expect(await candidate.book(start)).toMatchObject({ startsAt: start });
  });

  it('lets go of the time that it claimed itself', async () => {
    const { start, findHold, lose } = await chosen();
    await expect(lose(start)).rejects.toMatchObject({ refusal: { code: 'hold_expired' } });
    expect(await findHold()).toBeNull();
  });
});
