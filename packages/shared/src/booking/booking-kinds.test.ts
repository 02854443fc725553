import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mailKinds, type PlanItem } from '../contracts/lifecycle.ts';
import { agendaOf } from './agenda.ts';
import type { AgendaSnapshot } from './agenda-facts.ts';
import { remindersWanted } from './booking-kinds.ts';
import { interviewStatuses } from './booking-status.ts';
import { defaultPolicy, reminderRecipients } from './policy.ts';

const hour = 3_600_000;
const startsAt = Date.parse('2027-03-28T07:00:00Z');

const reminders = fc.array(
  fc.record({ before: fc.constantFrom('P1D', 'PT2H', 'PT1H', 'PT15M'), to: fc.constantFrom(...reminderRecipients) }),
  { maxLength: 6 },
);
const snapshot = fc
  .record({ status: fc.constantFrom(...interviewStatuses), reminders })
  .map((given): AgendaSnapshot => {
    const recipients = [{ role: 'candidate', personId: 'gst_1' } as const];
    return {
      status: given.status,
      scheduleRev: 1,
      zone: 'Europe/Berlin',
      policy: { ...defaultPolicy, reminders: given.reminders },
      link: { rev: 0, issuedAt: startsAt - 200 * hour, bookBy: startsAt - 100 * hour },
      startsAt,
      endsAt: startsAt + hour,
      scheduleMadeAt: startsAt - 150 * hour,
      completedAt: null,
      candidateId: 'gst_1',
      interviewerIds: ['per_1'],
      remindersPaused: false,
      notices: mailKinds.map((kind) => ({ id: `${kind}@1`, kind, at: startsAt, scheduleRev: 1, recipients })),
      retake: null,
      offer: null,
      settled: new Set(),
    };
  });

const never = [
  'invitation',
  'nudge',
  'expiring',
  'retake_approved',
  'retake_rejected',
  'retake_expired',
  'feedback_request',
];
const isNever = (item: PlanItem) => item.does === 'notify' && never.includes(item.kind);
const untold = ({ text: _, ...item }: PlanItem) => item;

it('plans for an appointment what it plans for an interview, but for the mails only interviews have', () => {
  fc.assert(
    fc.property(snapshot, (facts) => {
      const [interview, appointment] = [agendaOf(facts), agendaOf({ ...facts, kind: 'appointment' })];
      expect(appointment.items.map(untold)).toEqual(interview.items.filter((item) => !isNever(item)).map(untold));
      expect(appointment.skipped).toEqual(interview.skipped.filter(({ kind }) => !never.includes(kind)));
      expect(appointment.items.filter(({ text }) => /interview|candidate/.test(text))).toEqual([]);
    }),
  );
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
