import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { InterviewId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Detail {
  attention: string | null;
  interviewers: { personId: string; optional: boolean }[];
  panelGaps: { group: number; missing: number }[];
  assignment: {
    groups: {
      optional: boolean;
      pool: { personId: string; outcome: string; by: string | null; because: string | null }[];
    }[];
  } | null;
}

const detailOf = (interviewId: string) => portal.admin.ask<Detail>('interviews.get', { interviewId });

async function peopleOf({ interviewId }: CandidateBrowser) {
  return (await detailOf(interviewId)).interviewers;
}

/** Who was chosen by which rule and who was not and why, group by group. */
async function decisionOf({ interviewId }: CandidateBrowser) {
  const { assignment } = await detailOf(interviewId);
  return assignment?.groups.map(({ pool }) =>
    Object.fromEntries(pool.map(({ personId, outcome, by, because }) => [personId, by ?? because ?? outcome])),
  );
}

async function addPeople(count: number, more = {}): Promise<string[]> {
  return await Promise.all(Array.from({ length: count }, () => portal.addInterviewer(more)));
}

/** What an interview needs a person for, as HR's list of those that do shows it; undefined when it is not on it. */
async function needOf(interviewId: string): Promise<string | undefined> {
  const { interviews } = await portal.admin.ask<{ interviews: { interviewId: string; attention: string }[] }>(
    'interviews.list',
    { filter: { attention: true } },
  );
  return interviews.find((one) => one.interviewId === interviewId)?.attention;
}

async function setSkills(personId: string, skills: string[]): Promise<void> {
  await portal.admin.call('people.update', { personId, skills });
}

describe('optional people', () => {
  it('are invited when they are free, and cost no time when they are not', async () => {
    const [ada = '', ben = ''] = await addPeople(2);
    const panel = [
      { anyOf: [ada], count: 1 },
      { anyOf: [ben], count: 1, optional: true },
    ];
    const [templateId, alone] = [await portal.addTemplate([], { panel }), await portal.addTemplate([ben])];
    const [first, second, rival] = [
      await portal.invite(templateId),
      await portal.invite(templateId),
      await portal.invite(alone),
    ];
    const { starts } = await first.slots();
    await rival.book(starts[10] ?? '');
    expect((await first.slots()).starts).toEqual(starts);

    await first.book(starts[4] ?? '');
    await second.book(starts[10] ?? '');

    expect(await peopleOf(first)).toMatchObject([
      { personId: ada, optional: false },
      { personId: ben, optional: true },
    ]);
    expect(await peopleOf(second)).toMatchObject([{ personId: ada, optional: false }]);
    expect(await decisionOf(second)).toEqual([{ [ada]: 'only_one' }, { [ben]: 'busy' }]);
    // The optional person is reserved with the rest.
    expect((await rival.slots()).starts).not.toContain(starts[4]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('lost in a race never cost a booking and are never booked twice, storm after storm', async () => {
    const [shared = ''] = await addPeople(1);
    const templates = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const [own = '', spare = ''] = await addPeople(2);
        const panel = [
          { anyOf: [own], count: 1 },
          { anyOf: [shared, spare], count: 1, optional: true },
        ];
        return { own, templateId: await portal.addTemplate([], { panel }) };
      }),
    );
    for (const round of [0, 1, 2]) {
      const candidates = await Promise.all(templates.map(({ templateId }) => portal.invite(templateId)));
      const start = (await candidates[0]?.slots())?.starts[6 + round * 4] ?? '';

      const outcomes = await Promise.allSettled(candidates.map((candidate) => candidate.book(start)));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(templates.length);
      const panels = await Promise.all(candidates.map(peopleOf));
      for (const [n, people] of panels.entries())
        expect(people[0]).toMatchObject({ personId: templates[n]?.own, optional: false });
      const withShared = panels.filter((people) => people.some(({ personId }) => personId === shared));
      expect(withShared.length).toBeLessThanOrEqual(1);
    }
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('are never all there is of a panel', async () => {
    const people = await addPeople(1);
    const panel = [{ anyOf: people, count: 1, optional: true }];
    await expect(portal.addTemplate([], { panel })).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });
});

describe('skills', () => {
  it('decide who may take a seat: one of two must know it, and losing it takes a person out of the pool', async () => {
    const [ada = '', ben = '', cleo = ''] = await addPeople(3);
    await setSkills(ada, ['SQL', 'Rust']);
    await setSkills(ben, ['sql']);
    const pool = [ada, ben, cleo];
    const panel = [
      { anyOf: pool, count: 1 },
      { anyOf: pool, count: 1, skills: ['sql'] },
    ];
    const templateId = await portal.addTemplate([], { panel });
    const [first, second] = [await portal.invite(templateId), await portal.invite(templateId)];
    const start = (await first.slots()).starts[5] ?? '';
    await first.book(start);
    const seated = (await peopleOf(first)).map(({ personId }) => personId);
    expect(seated.filter((personId) => personId !== cleo).length).toBeGreaterThan(0);
    expect((await decisionOf(first))?.[1]).toMatchObject({ [cleo]: 'skill' });

    const others = pool.filter((personId) => !seated.includes(personId));
    expect((await second.slots()).starts).not.toContain(start);
    expect(others).toHaveLength(1);

    await setSkills(ada, []);
    await setSkills(ben, []);
    expect(await second.slots()).toMatchObject({ starts: [], emptyBecause: 'no_hours' });
  });

  it('that nobody has any more are what HR is shown, until somebody has them', async () => {
    const [ada = '', ben = ''] = await addPeople(2, { skills: ['go'] });
    const panel = [{ anyOf: [ada, ben], count: 1, skills: ['go'] }];
    const templateId = await portal.addTemplate([], { panel });
    const { interviewId } = await portal.invite(templateId);
    const needing = () => needOf(interviewId);

    await setSkills(ada, ['c']);
    expect(await needing()).toBeUndefined();
    await portal.admin.call('people.deactivate', { personId: ben });
    expect(await needing()).toBe('panel');
    expect(await detailOf(interviewId)).toMatchObject({ attention: 'panel', panelGaps: [{ group: 0, missing: 1 }] });
    await expect(portal.invite(templateId)).rejects.toMatchObject({ refusal: { code: 'interviewer_inactive' } });
    await setSkills(ada, ['c', 'go']);
    expect(await needing()).toBeUndefined();
    expect(await detailOf(interviewId)).toMatchObject({ attention: null, panelGaps: [] });
  });

  it('matter only while somebody may pick a time, and again once somebody may', async () => {
    const [ada = ''] = await addPeople(1);
    const templateId = await portal.addTemplate([ada]);
    const [called, lapsed] = [await portal.invite(templateId), await portal.invite(templateId)];
    const expired = { _id: lapsed.interviewId as never };
    await portal.collection('bookings').updateOne(expired, { $set: { status: 'expired' } });
    await portal.admin.call('people.deactivate', { personId: ada });
    expect([await needOf(called.interviewId), await needOf(lapsed.interviewId)]).toEqual(['panel', undefined]);

    const { interviewId } = called;
    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
    expect(await needOf(interviewId)).toBeUndefined();
    await portal.admin.call('interviews.extendLink', { interviewId: lapsed.interviewId });
    expect(await needOf(lapsed.interviewId)).toBe('panel');
  });

  it('a template asks for must be had by its people', async () => {
    const people = await addPeople(2, { skills: ['go'] });
    const wanted = (count: number, skills: string[]) =>
      portal.addTemplate([], { panel: [{ anyOf: people, count, skills }] });
    await expect(wanted(1, ['sql'])).rejects.toMatchObject({ refusal: { code: 'panel_short', group: 0, missing: 1 } });
    await expect(wanted(2, ['GO'])).resolves.toBeTruthy();
  });
});

describe('the choice of people', () => {
  it('goes to whoever has fewest interviews around the start, then rests longest, and says so', async () => {
    const [ada = '', ben = ''] = await addPeople(2);
    const templateId = await portal.addTemplate([], { panel: [{ anyOf: [ada, ben], count: 1 }] });
    const candidates = await Promise.all(Array.from({ length: 4 }, () => portal.invite(templateId)));
    const starts = (await candidates[0]?.slots())?.starts ?? [];
    const chosen: string[] = [];
    const rules: (string | undefined)[] = [];
    for (const [n, candidate] of candidates.entries()) {
      await candidate.book(starts[n * 6] ?? '');
      const personId = (await peopleOf(candidate))[0]?.personId ?? '';
      chosen.push(personId);
      rules.push((await decisionOf(candidate))?.[0]?.[personId]);
    }
    expect(rules).toEqual(['seeded', 'fewest', 'longest_since', 'fewest']);
    expect([chosen[0], chosen[1]].toSorted()).toEqual([ada, ben].toSorted());
    expect(chosen.slice(2)).toEqual(chosen.slice(0, 2));
  });

  it('counts interviews that took place, not those that were called off', async () => {
    const [ada = '', ben = ''] = await addPeople(2);
    const either = await portal.addTemplate([], { panel: [{ anyOf: [ada, ben], count: 1 }] });
    const [forAda, forBen] = [await portal.addTemplate([ada]), await portal.addTemplate([ben])];
    const [held, off, next] = [await portal.invite(forAda), await portal.invite(forBen), await portal.invite(either)];
    const { starts } = await held.slots();
    await held.book(starts[3] ?? '');
    await off.book(starts[3] ?? '');
    await portal.admin.call('interviews.start', {
      interviewId: held.interviewId,
      reason: { code: 'agreed' },
    });
    await portal.admin.call('interviews.complete', { interviewId: held.interviewId, outcome: 'passed' });
    await portal.admin.call('interviews.cancel', { interviewId: off.interviewId, reason: { code: 'other' } });

    await next.book(starts[20] ?? '');

    expect(await decisionOf(next)).toEqual([{ [ada]: 'not_needed', [ben]: 'fewest' }]);
    // What was decided stays to be read after the interview is over.
    expect(await decisionOf(held)).toEqual([{ [ada]: 'only_one' }]);
  });

  it('keeps the people on a move where they are free, and says who had to be replaced', async () => {
    const [ada = '', ben = ''] = await addPeople(2);
    const either = await portal.addTemplate([], { panel: [{ anyOf: [ada, ben], count: 1 }] });
    const candidate = await portal.invite(either);
    const { starts } = await candidate.slots();
    await candidate.book(starts[2] ?? '');
    const first = (await peopleOf(candidate))[0]?.personId ?? '';
    const second = first === ada ? ben : ada;
    // Loaded with other interviews, the same person would not be chosen anew.
    const own = await portal.addTemplate([first]);
    for (const n of [12, 30]) await (await portal.invite(own)).book(starts[n] ?? '');

    await candidate.reschedule(starts[20] ?? '');
    expect(await decisionOf(candidate)).toEqual([{ [first]: 'kept', [second]: 'not_needed' }]);
    await candidate.reschedule(starts[30] ?? '');
    expect(await decisionOf(candidate)).toEqual([{ [first]: 'busy', [second]: 'only_one' }]);
  });

  it('is stored as ids and codes with the booking, and never told to a candidate', async () => {
    const people = await addPeople(3);
    const templateId = await portal.addTemplate([], { panel: [{ anyOf: people, count: 2 }] });
    const candidate = await portal.invite(templateId);
    await candidate.book((await candidate.slots()).starts[3] ?? '');
    const interviewId = candidate.interviewId as InterviewId;
    const [row] = await portal
      .collection<ReservationRow>('reservations')
      .find({ bookingId: interviewId, active: true })
      .toArray();
    expect(row?.assignment?.groups[0]?.pool).toHaveLength(3);
    expect(JSON.stringify(row?.assignment)).not.toContain('Interviewer');
    expect(JSON.stringify(await candidate.view())).not.toMatch(/assignment|not_needed|seeded/);
  });
});
