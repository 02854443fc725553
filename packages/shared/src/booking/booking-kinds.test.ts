import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AnyMailKind, type MailKind, mailKinds, type PlanItem } from '../contracts/lifecycle.ts';
import { agendaOf } from './agenda.ts';
import type { AgendaSnapshot, Notice } from './agenda-facts.ts';
import { remindersWanted } from './booking-kinds.ts';
import { type InterviewStatus, interviewStatuses } from './booking-status.ts';
import { defaultPolicy, reminderRecipients } from './policy.ts';

const hour = 3_600_000;
const startsAt = Date.parse('2027-03-28T07:00:00Z');

const reminders = fc.array(
  fc.record({ before: fc.constantFrom('P1D', 'PT2H', 'PT1H', 'PT15M'), to: fc.constantFrom(...reminderRecipients) }),
  { maxLength: 6 },
);
const scheduled: AgendaSnapshot = {
  status: 'scheduled',
  scheduleRev: 1,
  zone: 'Europe/Berlin',
  policy: defaultPolicy,
  link: { rev: 0, issuedAt: startsAt - 200 * hour, bookBy: startsAt - 100 * hour },
  startsAt,
  endsAt: startsAt + hour,
  scheduleMadeAt: startsAt - 150 * hour,
  completedAt: null,
  candidateId: 'gst_1',
  interviewerIds: ['per_1'],
  remindersPaused: false,
  notices: [],
  retake: null,
  offer: null,
  settled: new Set(),
};
const snapshot = fc
  .record({ status: fc.constantFrom(...interviewStatuses), reminders })
  .map((given): AgendaSnapshot => {
    const policy = { ...defaultPolicy, reminders: given.reminders };
    return { ...scheduled, policy, status: given.status, notices: mailKinds.map(noticeTo) };
  });

function noticeTo(kind: MailKind): Notice {
  return {
    id: `${kind}@1`,
    kind,
    at: startsAt,
    scheduleRev: 1,
    recipients: [{ role: 'candidate', personId: 'gst_1' }],
  };
}

/** A booking of this status about which one thing was just decided. */
function noticeOf(status: InterviewStatus, kind: MailKind): Partial<AgendaSnapshot> {
  return { status, link: null, notices: [noticeTo(kind)] };
}

const untold = ({ text: _, ...item }: PlanItem) => item;
const mailsOf = (facts: AgendaSnapshot) =>
  agendaOf(facts).items.flatMap((item) => (item.does === 'notify' ? [item.kind] : []));

// A client who begins an appointment has no invitation to be reminded of, and nobody judges how they did.
const told: readonly { when: string; facts: Partial<AgendaSnapshot>; candidate: MailKind[]; client: MailKind[] }[] = [
  { when: 'their link was just issued', facts: { status: 'invited' }, candidate: ['nudge', 'expiring'], client: [] },
  { when: 'they were invited', facts: noticeOf('invited', 'invitation'), candidate: ['invitation'], client: [] },
  {
    when: 'feedback is asked for',
    facts: noticeOf('completed', 'feedback_request'),
    candidate: ['feedback_request'],
    client: [],
  },
  {
    when: 'a retake is granted',
    facts: noticeOf('invited', 'retake_approved'),
    candidate: ['retake_approved'],
    client: [],
  },
  {
    when: 'a retake is refused',
    facts: noticeOf('no_show', 'retake_rejected'),
    candidate: ['retake_rejected'],
    client: [],
  },
  { when: 'a retake lapses', facts: noticeOf('no_show', 'retake_expired'), candidate: ['retake_expired'], client: [] },
  { when: 'they missed it', facts: noticeOf('no_show', 'no_show'), candidate: ['no_show'], client: ['no_show'] },
];
const ofInterviewsAlone = told.flatMap(({ candidate, client }) => candidate.filter((kind) => !client.includes(kind)));
const isForBoth = (kind: AnyMailKind) => !ofInterviewsAlone.some((alone) => alone === kind);

it('plans for an appointment what it plans for an interview, but for the mails only interviews have', () => {
  fc.assert(
    fc.property(snapshot, (facts) => {
      const [interview, appointment] = [agendaOf(facts), agendaOf({ ...facts, kind: 'appointment' })];
      const shared = interview.items.filter((item) => item.does !== 'notify' || isForBoth(item.kind));
      expect(appointment.items.map(untold)).toEqual(shared.map(untold));
      expect(appointment.skipped).toEqual(interview.skipped.filter(({ kind }) => isForBoth(kind)));
      expect(appointment.items.filter(({ text }) => /interview|candidate/.test(text))).toEqual([]);
    }),
  );
});

it.each(told)('tells a candidate of $candidate and a client of $client when $when', ({ facts, candidate, client }) => {
  const given = { ...scheduled, ...facts };
  expect(new Set(mailsOf(given))).toEqual(new Set(candidate));
  expect(mailsOf({ ...given, kind: 'appointment' })).toEqual(client);
});

it('asks for feedback on the guests of a group session once for the session, and never for one guest', () => {
  const requests = (facts: AgendaSnapshot) =>
    agendaOf(facts).items.filter(
      (item) => item.does === 'notify' && item.kind === 'feedback_request' && item.recipient.role === 'interviewer',
    );
  fc.assert(
    fc.property(snapshot, (facts) => {
      expect(requests({ ...facts, kind: 'group', isOfInterviews: true })).toEqual(requests(facts));
      expect(requests({ ...facts, kind: 'group' })).toEqual([]);
      expect(requests({ ...facts, isPlace: true })).toEqual([]);
    }),
  );
});

it('gives a guest the one reminder they wish and leaves the reminders of others alone', () => {
  fc.assert(
    fc.property(reminders, fc.constantFrom('PT3H', 'PT1H', 'P2D'), (given, wish) => {
      const wanted = remindersWanted(given, wish);
      expect(wanted.filter(({ to }) => to === 'candidate')).toEqual([{ before: wish, to: 'candidate' }]);
      expect(wanted.filter(({ to }) => to !== 'candidate')).toEqual(given.filter(({ to }) => to !== 'candidate'));
      expect(remindersWanted(given, null)).toEqual(given);
    }),
  );
});
