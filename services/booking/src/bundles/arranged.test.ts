import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookParts, chooseParts, february, partStarts, partTools } from '../../test/parts.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let now = Date.parse('2027-02-01T06:00:00Z');

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await portal.stop());

const { rowsOf, heldBy, viewOf, asPart, peopleWorking, inviteTo } = partTools(() => portal);
const at = february;

describe('an invitation of several parts', () => {
  it('has one mail, one deadline and one link, which opens every part and nothing else', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    const other = await inviteTo([[ada], [ada]]);
    const rows = await rowsOf(candidate);
    expect(rows.map(({ notices }) => notices.map(({ kind }) => kind))).toEqual([['invitation'], []]);
    expect(new Set(rows.map(({ link }) => link.bookBy.getTime())).size).toBe(1);
    const view = await viewOf(candidate, 1);
    expect(view.parts).toMatchObject({ withinDays: 1, gapMinutes: { min: 0, max: null } });
    expect(view.parts?.all.map(({ interviewId }) => interviewId)).toEqual(candidate.interviewIds);
    expect(view.mails.filter(({ state }) => state === 'planned')).toEqual([]);
    const foreign = candidate.browser.ask('candidate.interview', { interviewId: other.interviewIds[0] });
    expect(await refusalCodeOf(foreign)).toBe('not_found');
    // The link of any part opens all of them.
    const second = await portal.openLink(await portal.linkOf(candidate.interviewIds[1] ?? ''));
    await expect(
      second.browser.ask('candidate.interview', { interviewId: candidate.interviewIds[0] }),
    ).resolves.toBeTruthy();
  });

  it('is made once by one key, and whole or not at all', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const templateId = await portal.addTemplate([ada]);
    const { applicationId } = (await rowsOf(await portal.inviteParts([templateId, templateId])))[0] ?? {};
    const input = { applicationId, parts: [{ templateId }, { templateId }], idempotencyKey: intentKey() };
    const [one, other] = [
      await portal.admin.call('interviews.inviteParts', input),
      await portal.admin.call('interviews.inviteParts', input),
    ];
    expect(other).toEqual(one);
    const bookings = portal.collection('bookings');
    const before = await bookings.countDocuments();
    const broken = { ...input, parts: [{ templateId }, { templateId: 'tpl_unknown' }], idempotencyKey: intentKey() };
    expect(await refusalCodeOf(portal.admin.call('interviews.inviteParts', broken))).toBe('not_found');
    expect(await bookings.countDocuments()).toBe(before);
  });

  it('offers no part alone while others are to be booked with it', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    const startsAt = at('08T09:00');
    expect(await refusalCodeOf(asPart(candidate, 0, 'book', { startsAt, zone: 'UTC' }))).toBe('parts_together');
    expect(await refusalCodeOf(asPart(candidate, 0, 'hold', { startsAt }))).toBe('parts_together');
    expect(await refusalCodeOf(candidate.slots())).toBe('parts_together');
    expect(await refusalCodeOf(asPart(candidate, 0, 'joinWaitlist', {}))).toBe('status_forbids');
    expect(await refusalCodeOf(bookParts(candidate, [startsAt]))).toBe('parts_together');
    expect(await heldBy(candidate)).toBe(0);
  });
});

const triples = (list: readonly string[]) =>
  list.flatMap((one) => list.flatMap((two) => list.map((three) => [one, two, three])));

describe('the starts that complete a choice', () => {
  it('are listed exactly when the whole choice can be booked', async () => {
    // One person in the first and last part, another in between; gaps of an hour at most.
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '13:00'], ['10:00', '14:00']);
    const arrangement = { gapMinutes: { min: 0, max: 60 } };
    const candidate = await inviteTo([[ada], [ben], [ada]], arrangement);
    const [first, second, third] = await partStarts(candidate);
    expect(first).toEqual([at('08T09:00'), at('08T10:00'), at('09T09:00'), at('09T10:00')]);
    expect(second).toEqual([at('08T10:00'), at('08T11:00'), at('09T10:00'), at('09T11:00')]);
    expect(third).toEqual([at('08T11:00'), at('08T12:00'), at('09T11:00'), at('09T12:00')]);
    const hours = [9, 10, 11, 12, 13].map((n) => at(`08T${String(n).padStart(2, '0')}:00`));
    let rival = await inviteTo([[ada], [ben], [ada]], arrangement);
    for (const [start = '', middle = '', end = ''] of triples(hours)) {
      const narrowed = start < end ? await partStarts(candidate, [start, null, end]) : [];
      const isListed = narrowed[0]?.includes(start) === true && narrowed[1]?.includes(middle) === true;
      const code = await refusalCodeOf(bookParts(rival, [start, middle, end]));
      expect([start, middle, end, code === null]).toEqual([start, middle, end, isListed]);
      if (code !== null) continue;
      for (const n of [0, 1, 2]) await asPart(rival, n, 'cancel', { reason: { code: 'illness' } });
      rival = await inviteTo([[ada], [ben], [ada]], arrangement);
    }
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('count people whom two parts compete for, their buffers and most meetings of a day', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '12:00'], ['09:00', '12:00']);
    await portal.admin.call('people.update', { personId: ada, caps: { perDay: 1, perWeek: null } });
    const alone = await inviteTo([[ada], [ada]], { withinDays: 1 });
    expect((await partStarts(alone)).flat()).toEqual([]);
    const across = await inviteTo([[ada], [ada]], { withinDays: 2 });
    expect(new Set((await partStarts(across)).map((starts) => starts[0]?.slice(0, 10)))).toEqual(
      new Set(['2027-02-08', '2027-02-09']),
    );
    // Back to back with a buffer after each it takes two people; only one of them can have the second part.
    const buffers = { beforeMinutes: 0, afterMinutes: 30 };
    const backToBack = await inviteTo([[ben], [ben]], { gapMinutes: { min: 0, max: 0 } }, { buffers });
    expect((await partStarts(backToBack)).flat()).toEqual([]);
    const pair = await inviteTo([[ada, ben], [ben]], { gapMinutes: { min: 0, max: 0 } }, { buffers });
    const chosen = await chooseParts(pair);
    expect((await bookParts(pair, chosen)).parts?.all.map(({ startsAt }) => startsAt)).toEqual(chosen);
    expect((await rowsOf(pair)).map(({ people }) => people)).toEqual([[ada], [ben]]);
  });

  it('count rooms and licences for all parts together', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '12:00'], ['09:00', '12:00']);
    const buffers = { beforeMinutes: 0, afterMinutes: 30 };
    const withSeats = async (capacity: number) => {
      const wish = { name: `Lab ${capacity}`, kind: 'licence', capacity };
      const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', wish);
      const more = { buffers, resources: [{ anyOf: [resourceId], count: 1 }] };
      return await inviteTo([[ada], [ben]], { gapMinutes: { min: 0, max: 0 } }, more);
    };
    expect((await partStarts(await withSeats(1))).flat()).toEqual([]);
    const candidate = await withSeats(2);
    await bookParts(candidate, await chooseParts(candidate));
    expect((await rowsOf(candidate)).map(({ resourceSeats = [] }) => resourceSeats[0]?.seat)).toEqual([0, 1]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});

describe('a choice of all parts', () => {
  it('becomes bookings in one commit, each with its own mail and plan, and answers its key again', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '12:00'], ['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ben], [ada]]);
    const starts = await chooseParts(candidate);
    const key = { idempotencyKey: intentKey() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => bookParts(candidate, starts, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.parts?.all.map(({ status, startsAt }) => [status, startsAt])).toEqual(
      starts.map((start) => ['scheduled', start]),
    );
    const rows = await rowsOf(candidate);
    expect(rows.map(({ notices }) => notices.at(-1)?.kind)).toEqual(['scheduled', 'scheduled', 'scheduled']);
    expect(rows.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(await heldBy(candidate)).toBe(3);
    expect(await refusalCodeOf(bookParts(candidate, starts))).toBe('status_forbids');
    expect(await refusalCodeOf(bookParts(candidate, [...starts].reverse(), key))).toBe('idempotency_mismatch');
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is refused whole when one time is lost, with starts of that part which complete the rest', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '10:00'], ['10:00', '14:00']);
    const candidate = await inviteTo([[ada], [ben]]);
    const rival = await portal.invite(await portal.addTemplate([ben], { stepMinutes: 60 }));
    await rival.book(at('08T11:00'));
    const lost = bookParts(candidate, [at('08T09:00'), at('08T11:00')]);
    await expect(lost).rejects.toMatchObject({
      refusal: {
        code: 'slot_taken',
        interviewId: candidate.interviewIds[1],
        alternatives: [at('08T10:00'), at('08T12:00'), at('08T13:00')],
      },
    });
    expect(await heldBy(candidate)).toBe(0);
    expect((await rowsOf(candidate)).map(({ status }) => status)).toEqual(['invited', 'invited']);
    const apart = bookParts(candidate, [at('09T09:00'), at('08T10:00')]);
    await expect(apart).rejects.toMatchObject({ refusal: { code: 'slot_not_offered', because: 'parts' } });
    const idle = bookParts(candidate, [at('08T03:00'), at('08T10:00')]);
    await expect(idle).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'hours', interviewId: candidate.interviewIds[0] },
    });
    const years = bookParts(candidate, [at('08T09:00'), '2034-02-08T10:00:00Z']);
    await expect(years).rejects.toMatchObject({ refusal: { code: 'slot_not_offered', because: 'window' } });
    await bookParts(candidate, [at('08T09:00'), at('08T10:00')]);
  });

  it('leaves nothing half done when the process dies between claim and commit, and its times are free again soon', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '10:00'], ['10:00', '11:00']);
    const [dying, next] = [await inviteTo([[ada], [ben]]), await inviteTo([[ada], [ben]])];
    const starts = [at('08T09:00'), at('08T10:00')];
    const { stores } = portal.app;
    vi.spyOn(stores, 'inTransaction').mockRejectedValueOnce(new Error('killed'));
    const kept = vi.spyOn(stores.reservations, 'releaseHold').mockResolvedValue(true);
    await expect(bookParts(dying, starts)).rejects.toMatchObject({ status: 500 });
    kept.mockRestore();
    expect([await heldBy(dying), (await rowsOf(dying)).map(({ status }) => status)]).toEqual([
      2,
      ['invited', 'invited'],
    ]);
    expect(await refusalCodeOf(bookParts(next, starts))).toBe('slot_taken');
    now += 31_000;
    expect((await bookParts(next, starts)).status).toBe('scheduled');
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
