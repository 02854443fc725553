import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let templateId: string;
let jobId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
  ({ jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' }));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await portal.stop());

interface Answer {
  readonly results: readonly { readonly interviewId?: string; readonly refusal?: { readonly code: string } }[];
}

async function applied(name: string): Promise<string> {
  const candidate = { name, email: `${name}-${intentKey().slice(0, 8)}@candidate.example`.toLowerCase() };
  const input = { jobId, candidate };
  return (await portal.admin.call<{ applicationId: string }>('applications.create', input)).applicationId;
}

const rowsFor = (...applicationIds: readonly string[]) =>
  applicationIds.map((applicationId) => ({ applicationId, templateId }));
const inviteMany = (rows: readonly object[], idempotencyKey: string, more: object = {}) =>
  portal.admin.call<Answer>('interviews.inviteMany', { rows, idempotencyKey, ...more });

async function invitedTo(...applicationIds: readonly string[]): Promise<number[]> {
  const rows = await portal.collection<{ applicationId: string }>('bookings').find({}).toArray();
  return applicationIds.map((id) => rows.filter(({ applicationId }) => applicationId === id).length);
}

describe('several who are invited at once', () => {
  it('have an answer each, in order, and one that is refused keeps nobody else from being invited', async () => {
    const [one, two] = [await applied('Noor'), await applied('Bao')];
    const foreign = await portal.newTenant();
    const stranger = await portal.signIn(foreign.email, foreign.password);
    const rows = [...rowsFor(one, 'application_none'), ...rowsFor(two), { applicationId: one, templateId: 'tpl_none' }];
    const { results } = await inviteMany(rows, intentKey());
    expect(results).toMatchObject([
      { interviewId: expect.any(String) },
      { refusal: { code: 'not_found' } },
      { interviewId: expect.any(String) },
      { refusal: { code: 'not_found' } },
    ]);
    expect(await invitedTo(one, two)).toEqual([1, 1]);
    const theirs = await stranger.call<Answer>('interviews.inviteMany', {
      rows: rowsFor(one),
      idempotencyKey: intentKey(),
    });
    expect(theirs.results).toEqual([{ refusal: { code: 'not_found' } }]);
  });

  it('are invited once each when an outage in the middle has the whole asked again, or the rest alone', async () => {
    const all = [await applied('Ada'), await applied('Ben'), await applied('Cem'), await applied('Dee')];
    const key = intentKey();
    const { bookings } = portal.app.stores;
    const insert = bookings.insert.bind(bookings);
    let written = 0;
    vi.spyOn(bookings, 'insert').mockImplementation(async (row) => {
      if (++written === 3) throw new Error('killed');
      await insert(row);
    });
    await expect(inviteMany(rowsFor(...all), key)).rejects.not.toMatchObject({ refusal: expect.anything() });
    vi.restoreAllMocks();
    expect(await invitedTo(...all)).toEqual([1, 1, 0, 0]);

    const rest = await inviteMany(rowsFor(...all.slice(2).toReversed()), key);
    const whole = await inviteMany(rowsFor(...all), key);
    expect(await invitedTo(...all)).toEqual([1, 1, 1, 1]);
    expect(whole.results.slice(2)).toEqual(rest.results.toReversed());
    expect(new Set(whole.results.map(({ interviewId }) => interviewId)).size).toBe(4);
  });

  it('cannot be told another thing under the same key', async () => {
    const one = await applied('Eva');
    const key = intentKey();
    await inviteMany(rowsFor(one), key, { personal: 'See you soon.' });
    const { results } = await inviteMany(rowsFor(one), key, { personal: 'Never mind.' });
    expect(results).toEqual([{ refusal: { code: 'idempotency_mismatch' } }]);
    expect(await invitedTo(one)).toEqual([1]);
  });
});

describe('what HR pass on by hand', () => {
  it('is the link of the candidate, on record before it is told, of those whom they may invite only', async () => {
    const { results } = await inviteMany(rowsFor(await applied('Finn')), intentKey());
    const interviewId = results[0]?.interviewId ?? '';
    const { url } = await portal.admin.call<{ url: string }>('interviews.candidateLink', { interviewId });
    const candidate = await portal.openLink(new URL(url).hash.slice(1));
    expect((await candidate.view()).interviewId).toBe(interviewId);
    const { events } = await portal.admin.ask<{ events: { what: string }[] }>('interviews.timeline', { interviewId });
    expect(events.map(({ what }) => what)).toContain('copyLink');
    const audit = await portal.collection('audit').find({ interviewId, action: 'copyLink' }).toArray();
    expect(JSON.stringify(audit)).not.toContain(new URL(url).hash.slice(1, 30));

    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
    await portal.admin.call('interviews.undo', { interviewId });
    await expect(portal.admin.call('interviews.candidateLink', { interviewId })).rejects.toMatchObject({
      refusal: { code: 'status_forbids' },
    });
  });

  it('are free times of different days on the clocks that a mail would name, none of them kept', async () => {
    const onsite = { provider: 'in_person', venue: 'Torstraße 1, Berlin', zone: 'Europe/Berlin' };
    const berlin = await portal.addTemplate([await portal.addInterviewer({ zone: 'Europe/Berlin' })], onsite);
    const candidate = await portal.invite(berlin);
    const { interviewId } = candidate;
    const ask = (more: object = {}) =>
      portal.admin.ask<{ zone: string; times: { startsAt: string; line: string }[] }>('interviews.freeTimes', {
        interviewId,
        ...more,
      });
    const { zone, times } = await ask();
    const offered = (await candidate.slots({ days: 62, zone: 'Europe/Lisbon' })).starts;
    expect(zone).toBe('Europe/Lisbon');
    expect(times).toHaveLength(3);
    for (const { startsAt } of times) expect(offered).toContain(startsAt);
    expect(new Set(times.map(({ startsAt }) => startsAt.slice(0, 10))).size).toBe(3);
    for (const { line } of times) expect(line).toMatch(/, Berlin time \(UTC\+\d\) · .*Lisbon time \(UTC\+\d\)/);
    expect((await ask({ zone: 'Asia/Tokyo' })).times[0]?.line).toMatch(/Berlin time .*Tokyo time \(UTC\+9\)/);
    expect(await portal.collection('reservations').find({ bookingId: interviewId }).toArray()).toEqual([]);
  });
});
