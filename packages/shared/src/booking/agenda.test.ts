import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadText } from '../time/lead-text.ts';
import { agendaOf, offerNoticeId, usefulFor } from './agenda.ts';
import type { AgendaSnapshot, Notice } from './agenda-facts.ts';
import { interviewStatuses } from './booking-status.ts';
import { defaultPolicy, mergePolicy } from './policy.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const at = (instant: string) => Date.parse(instant);

// Clocks change in Berlin in the night before this start.
const startsAt = at('2027-03-28T07:00:00Z');

function scheduled(more: Partial<AgendaSnapshot> = {}): AgendaSnapshot {
  return {
    status: 'scheduled',
    scheduleRev: 1,
    zone: 'Europe/Berlin',
    policy: defaultPolicy,
    link: { rev: 0, issuedAt: at('2027-03-20T08:00:00Z'), bookBy: at('2027-04-03T08:00:00Z') },
    startsAt,
    endsAt: startsAt + hour,
    scheduleMadeAt: at('2027-03-21T08:00:00Z'),
    completedAt: null,
    candidateId: 'can_1',
    interviewerIds: ['per_1', 'per_2'],
    remindersPaused: false,
    notices: [],
    retake: null,
    offer: null,
    settled: new Set(),
    ...more,
  };
}

const keysOf = (facts: AgendaSnapshot) => agendaOf(facts).items.map(({ key }) => key);
const itemOf = (facts: AgendaSnapshot, start: string) => agendaOf(facts).items.find(({ key }) => key.startsWith(start));
const notice = (more: Partial<Notice>): Notice => ({
  id: 'scheduled@1',
  kind: 'scheduled',
  at: at('2027-03-21T08:00:00Z'),
  scheduleRev: 1,
  recipients: [{ role: 'candidate', personId: 'can_1' }],
  ...more,
});

describe('reminders', () => {
  it('count days on the calendar of the candidate and hours as elapsed time', () => {
    const policy = mergePolicy({
      reminders: [
        { before: 'P1D', to: 'candidate' },
        { before: 'PT24H', to: 'candidate' },
      ],
    });
    const facts = scheduled({ policy });
    expect(itemOf(facts, 'reminder:P1D')?.at).toBe(at('2027-03-27T08:00:00Z'));
    expect(itemOf(facts, 'reminder:PT24H')?.at).toBe(at('2027-03-27T07:00:00Z'));
  });

  it('go to the candidate and to each interviewer under keys of their own', () => {
    const keys = keysOf(scheduled()).filter((key) => key.startsWith('reminder'));
    expect(keys).toEqual([
      'reminder:P1D@1:candidate:can_1',
      'reminder:P1D@1:interviewer:per_1',
      'reminder:P1D@1:interviewer:per_2',
      'reminder:PT1H@1:candidate:can_1',
      'reminder:PT15M@1:candidate:can_1',
      'reminder:PT15M@1:interviewer:per_1',
      'reminder:PT15M@1:interviewer:per_2',
    ]);
  });

  it('that were due before the schedule was made are skipped as past, whenever the plan is made', () => {
    const { skipped, items } = agendaOf(scheduled({ scheduleMadeAt: startsAt - 2 * hour }));
    expect(skipped.map(({ key, because }) => [key, because])).toEqual([
      ['reminder:P1D@1:candidate:can_1', 'past'],
      ['reminder:P1D@1:interviewer:per_1', 'past'],
      ['reminder:P1D@1:interviewer:per_2', 'past'],
    ]);
    expect(items.some(({ key }) => key.startsWith('reminder:PT1H'))).toBe(true);
  });

  it('that the guest wishes for too late, or wishes back, are skipped as past; those of others stay', () => {
    const wishedAt = startsAt - 20 * hour;
    const reminders = (reminderBefore: string | null) => {
      const facts = scheduled({ reminderBefore, reminderWishedAt: wishedAt });
      const { items, skipped } = agendaOf(facts);
      const ofCandidate = ({ key }: { key: string }) => key.startsWith('reminder') && key.includes(':candidate:');
      expect(items.filter(({ key }) => key.startsWith('reminder:P1D@1:interviewer'))).toHaveLength(2);
      return [items.filter(ofCandidate).map(({ key }) => key), skipped.map(({ key, because }) => [key, because])];
    };
    const past = [['reminder:P1D@1:candidate:can_1', 'past']];
    expect(reminders('P1D')).toEqual([[], past]);
    expect(reminders('PT3H')).toEqual([['reminder:PT3H@1:candidate:can_1'], []]);
    expect(reminders(null)).toEqual([['reminder:PT1H@1:candidate:can_1', 'reminder:PT15M@1:candidate:can_1'], past]);
  });

  it('belong to one schedule: a move gives every reminder a new key', () => {
    const before = new Set(keysOf(scheduled()).filter((key) => key.startsWith('reminder')));
    const after = keysOf(scheduled({ scheduleRev: 2, startsAt: startsAt + day, endsAt: startsAt + day + hour }));
    expect(after.filter((key) => before.has(key))).toEqual([]);
  });

  it('end with the interview: nothing reminds of one that was cancelled, missed or finished', () => {
    for (const status of interviewStatuses.filter((one) => !['scheduled', 'rescheduled', 'confirmed'].includes(one))) {
      expect(keysOf(scheduled({ status })).filter((key) => key.startsWith('reminder'))).toEqual([]);
    }
  });

  it('stay useful for as long as their lead allows, and never past the start', () => {
    expect([15, 60, 120, 1_440, 30].map((minutes) => usefulFor(minutes * minute) / minute)).toEqual([
      14, 45, 90, 360, 22.5,
    ]);
    for (const item of agendaOf(scheduled()).items) {
      if (item.does === 'notify') expect(item.usefulUntil).toBeLessThanOrEqual(startsAt);
    }
  });
});

describe('the plan', () => {
  it('leaves out what the ledger has settled and brings nothing back', () => {
    const keys = keysOf(scheduled());
    fc.assert(
      fc.property(fc.subarray(keys), (settled) => {
        const rest = keysOf(scheduled({ settled: new Set(settled) })).filter((key) => key.includes(':'));
        expect(rest.some((key) => settled.includes(key))).toBe(false);
      }),
    );
  });

  it('is in order of time and has every key once', () => {
    for (const status of interviewStatuses) {
      const { items, skipped } = agendaOf(scheduled({ status, notices: [notice({})] }));
      const keys = [...items, ...skipped].map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(items.map((item) => item.at)).toEqual(items.map((item) => item.at).sort((one, other) => one - other));
    }
  });

  it('of a later part of an invitation is to expire with the others, and to write once it is booked', () => {
    const following = scheduled({ status: 'invited', startsAt: null, endsAt: null, isFollowing: true });
    expect(keysOf(following)).toEqual(['expire@l0']);
    expect(keysOf(scheduled({ isFollowing: true }))).toEqual(keysOf(scheduled()));
  });

  it('of a part that speaks for the others from now on repeats nothing that was due before', () => {
    const lead = { status: 'invited', startsAt: null, endsAt: null, isFollowing: false } as const;
    const leadSince = at('2027-03-23T12:00:00Z');
    const { items, skipped } = agendaOf(scheduled({ ...lead, leadSince }));
    expect(items.map(({ key }) => key.split('@')[0])).toEqual(['nudge:P5D', 'expiring', 'expire']);
    expect(skipped.map(({ key, because }) => [key, because])).toEqual([['nudge:P2D@l0:candidate:can_1', 'past']]);
  });

  it('of an invitation nudges, warns a day before the end and lets the link expire', () => {
    const facts = scheduled({
      status: 'invited',
      startsAt: null,
      endsAt: null,
      scheduleMadeAt: null,
      interviewerIds: [],
    });
    expect(agendaOf(facts).items.map(({ key, at: due }) => [key, new Date(due).toISOString()])).toEqual([
      ['nudge:P2D@l0:candidate:can_1', '2027-03-22T08:00:00.000Z'],
      ['nudge:P5D@l0:candidate:can_1', '2027-03-25T08:00:00.000Z'],
      ['expiring@l0:candidate:can_1', '2027-04-02T08:00:00.000Z'],
      ['expire@l0', '2027-04-03T08:00:00.000Z'],
    ]);
  });

  it('of an invitation with a time on offer ends the offer, and tells of it for as long as it is that offer', () => {
    const told = notice({ id: offerNoticeId('res_1'), kind: 'offer', scheduleRev: 0 });
    const offered = scheduled({ status: 'invited', startsAt: null, endsAt: null, notices: [told] });
    const expiresAt = at('2027-03-21T10:00:00Z');
    const live = { ...offered, offer: { id: 'res_1', expiresAt } };
    expect(itemOf(live, 'offerEnds')).toMatchObject({ command: 'lapseOffer', subject: 'res_1', at: expiresAt });
    expect(itemOf(live, 'offer:res_1')).toMatchObject({ kind: 'offer', usefulUntil: expiresAt });
    const gone = { ...offered, offer: { id: 'res_2', expiresAt } };
    expect(itemOf(gone, 'offer:res_1')).toBeUndefined();
    expect(itemOf({ ...live, status: 'scheduled' }, 'offer')).toBeUndefined();
  });

  it('starts the interview at its time, unless attendance must be confirmed first', () => {
    expect(itemOf(scheduled(), 'start@1')?.at).toBe(startsAt);
    const policy = mergePolicy({ confirmAttendance: true });
    expect(itemOf(scheduled({ policy }), 'start')).toBeUndefined();
    expect(itemOf(scheduled({ policy }), 'noShow@1')?.at).toBe(startsAt + 15 * minute);
    expect(itemOf(scheduled({ policy, status: 'confirmed' }), 'start@1')?.at).toBe(startsAt);
  });

  it('closes an interview nobody completed by a date of its own, whenever feedback is asked for, if at all', () => {
    const closing = (policy: AgendaSnapshot['policy']) =>
      itemOf(scheduled({ status: 'in_progress', policy }), 'complete')?.at;
    // A calendar day for the candidate, in the night before which clocks change; an hour is an hour.
    const endsAt = startsAt + hour;
    expect(closing(mergePolicy({ feedbackDue: [] }))).toBe(endsAt + day);
    expect(closing(mergePolicy({ feedbackDue: ['PT2H'] }))).toBe(endsAt + day);
    expect(closing(mergePolicy({ feedbackDue: ['P9D'], completeAfter: 'PT1H' }))).toBe(endsAt + hour);
    const { completeAfter: _, ...pinnedBefore } = mergePolicy({ feedbackDue: [] });
    expect(closing(pinnedBefore)).toBe(endsAt + day);
    expect(agendaOf(scheduled({ status: 'in_progress', policy: pinnedBefore })).over).toBe(false);
  });

  it('asks no interviewer for feedback, whatever policy is pinned, while no page takes it', () => {
    const policy = mergePolicy({ feedbackDue: ['PT24H', 'PT72H'] });
    expect(keysOf(scheduled({ status: 'in_progress', policy }))).toEqual(['complete@1']);
    expect(keysOf(scheduled({ status: 'completed', policy }))).toEqual([]);
  });

  it('carries a retake that waits, and one that nobody decides', () => {
    const retake = { requestId: 'rtk_1', expiresAt: startsAt + 14 * day, issuesAt: startsAt + 7 * day };
    const facts = scheduled({ status: 'completed', completedAt: startsAt + hour });
    expect(itemOf({ ...facts, retake: { ...retake, state: 'approved' } }, 'issueRetake')?.at).toBe(startsAt + 7 * day);
    expect(itemOf({ ...facts, retake: { ...retake, state: 'pending' } }, 'expireRetake')?.at).toBe(startsAt + 14 * day);
    expect(itemOf({ ...facts, retake: { ...retake, state: 'rejected' } }, 'issueRetake')).toBeUndefined();
  });

  it('is over when nothing is left and no timer can change the status', () => {
    expect(agendaOf(scheduled({ status: 'cancelled' })).over).toBe(true);
    expect(
      agendaOf(scheduled({ status: 'cancelled', notices: [notice({ id: 'cancelled@2', kind: 'cancelled' })] })).over,
    ).toBe(false);
    expect(agendaOf(scheduled()).over).toBe(false);
  });
});

describe('notices', () => {
  it('about an older schedule are superseded', () => {
    const { items, skipped } = agendaOf(scheduled({ scheduleRev: 2, notices: [notice({})] }));
    expect(items.some(({ key }) => key.startsWith('scheduled@1'))).toBe(false);
    expect(skipped).toContainEqual(
      expect.objectContaining({ key: 'scheduled@1:candidate:can_1', because: 'superseded' }),
    );
  });

  it('with the link go out as long as it opens a page, also once nothing can change any more', () => {
    const notices = [notice({ id: 'link:1', kind: 'link' })];
    const carriers = interviewStatuses.filter((status) => itemOf(scheduled({ status, notices }), 'link:1'));
    expect(carriers).toEqual(interviewStatuses.filter((status) => status !== 'archived'));
  });

  it('of a cancellation reach everybody, also those who were removed by a move', () => {
    const removed = notice({
      id: 'cancelled@2',
      kind: 'cancelled',
      recipients: [{ role: 'interviewer', personId: 'per_9' }],
    });
    expect(keysOf(scheduled({ scheduleRev: 2, notices: [removed] }))).toContain('cancelled@2:interviewer:per_9');
  });
});

it('puts leads into words', () => {
  expect(['PT15M', 'PT1H', 'P1D', 'P1DT2H'].map(leadText)).toEqual(['15 minutes', '1 hour', '1 day', '1 day 2 hours']);
});
