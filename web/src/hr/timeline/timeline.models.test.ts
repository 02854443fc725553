import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { testWords } from '../words/test-words.ts';
import { changedText } from './changed-text.models.ts';
import { eventText } from './event-text.models.ts';
import { entriesOf, firstCompletionOf, timelineOf } from './timeline.models.ts';

const now = Date.parse('2026-12-01T09:00:00Z');
type Fact = NonNullable<TimelineEvent['changed']>[number]['fact'];

function command(what: string, changes: Partial<TimelineEvent> = {}): TimelineEvent {
  const actor = { party: 'staff', name: 'Ruth Okafor' };
  return { id: what, at: '2026-11-30T09:00:00Z', when: 'past', source: 'command', what, actor, detail: {}, ...changes };
}
function mail(changes: Partial<TimelineEvent> & { to?: string; lead?: string; delivery?: string } = {}): TimelineEvent {
  const { to = 'interviewer', lead = null, delivery = null, ...rest } = changes;
  const detail = { to, due: '2026-12-01T08:00:00Z', delivery, lead };
  const at = '2026-12-01T08:00:00.100Z';
  return { id: 'mail', at, when: 'past', source: 'mail', what: 'reminder', actor: null, detail, ...rest };
}
const titleOf = (event: TimelineEvent, count = 1) =>
  eventText({ event, ids: Array.from({ length: count }, String) }, testWords).title;
const moreOf = (event: TimelineEvent) => eventText({ event, ids: [event.id] }, testWords).more;

describe('the timeline', () => {
  it('parts what happened from what is planned, each in order', () => {
    const planned = mail({ at: '2026-12-02T09:00:00Z', when: 'future' });
    const due = mail({ at: '2026-12-01T08:59:00Z', when: 'future', what: 'feedback_request' });
    const never = mail({ at: '2026-12-03T09:00:00Z', when: 'skipped', because: 'superseded' });
    const missed = mail({ at: '2026-11-29T09:00:00Z', when: 'skipped', because: 'past' });
    const lines = timelineOf(entriesOf([never, planned, due, command('invite'), missed]), now);
    expect(lines.past.map(({ event }) => event)).toEqual([missed, command('invite')]);
    expect(lines.future.map(({ event }) => event)).toEqual([due, planned, never]);
  });

  it('puts the same mail to several interviewers on one line, and nothing else', () => {
    const lines = entriesOf([
      mail({ id: 'one' }),
      mail({ id: 'other', at: '2026-12-01T08:00:04Z' }),
      mail({ delivery: 'bounced' }),
      mail({ to: 'candidate' }),
    ]);
    expect(lines.map(({ ids }) => ids)).toEqual([['one', 'other'], ['mail'], ['mail']]);
  });

  it('knows when the attempt was completed for the first time', () => {
    const first = command('complete', { at: '2026-11-28T09:00:00Z' });
    expect(firstCompletionOf([command('complete'), first])).toBe(Date.parse(first.at));
    const planned = command('complete', { source: 'timer', when: 'future' });
    expect(firstCompletionOf([planned, command('invite')])).toBeNull();
  });
});

describe('a line of the timeline', () => {
  it('says what somebody did, with the reason and the person', () => {
    const detail = { from: '2026-12-01T09:00:00Z', startsAt: '2026-12-02T09:00:00Z', reason: 'conflict' };
    const moved = command('reschedule', { detail });
    expect(titleOf(moved)).toMatch(/^Moved to Wed,? 2 Dec, 10:00$/);
    expect(moreOf(moved)).toEqual(['Something else is at that time', 'by Ruth Okafor']);
  });

  it('has words for every command', () => {
    const at = '2026-12-02T09:00:00Z';
    const detail = {
      startsAt: at,
      bookBy: at,
      issuesAt: at,
      outcome: 'failed',
      absent: 'interviewer',
      attention: 'x',
      settled: 'expired',
    };
    const commands = ['invite', 'book', 'confirm', 'start', 'complete', 'decide', 'markNoShow', 'cancel', 'expire'];
    const more = ['extendLink', 'resendLink', 'setPreferences', 'requestRetake', 'rejectRetake', 'approveRetake'];
    for (const what of [
      ...commands,
      ...more,
      'issueRetake',
      'expireRetake',
      'needAttention',
      'settleAttention',
      'dismissAttention',
      'readdress',
    ]) {
      expect(titleOf(command(what, { detail })), what).not.toMatch(/[{}–]|Changed/);
    }
    expect(titleOf(command('invented'))).toBe('Changed (invented)');
    expect(titleOf(command('book'))).toBe('Booked for –');
  });

  it('says how long the meeting is under another template, and that a held time was released', () => {
    const detail = { from: 60, durationMinutes: 45, holdEnded: true };
    const applied = command('applyTemplate', { detail, actor: null });
    expect(titleOf(applied)).toBe('Another template applied: 45 minutes');
    expect(moreOf(applied)).toEqual(['the time held for the candidate was released']);
    expect(moreOf(command('applyTemplate', { detail: { holdEnded: false }, actor: null }))).toEqual([]);
  });

  it('names the actor as far as it is known', () => {
    const by = (actor: TimelineEvent['actor']) => moreOf(command('confirm', { actor }));
    expect(by({ party: 'candidate', name: null })).toEqual(['by the candidate']);
    expect(by({ party: 'timer', name: null })).toEqual(['by a timer']);
    expect(by({ party: 'staff', name: null })).toEqual(['by a colleague']);
    expect(by(null)).toEqual([]);
    expect(moreOf(command('start', { detail: { reason: 'other' }, actor: null }))).toEqual([]);
    const together = (count: number) => moreOf(command('cancel', { detail: { together: count }, actor: null }));
    expect([together(3), together(1)]).toEqual([['one of 3 cancelled at once'], []]);
  });

  it('says what was before and what is since, in the zone that is shown', () => {
    const said = (fact: Fact, from: string[], to: string[]) => {
      const text = changedText({ fact, from, to }, testWords);
      return `${text.fact}: ${text.from} → ${text.to}`;
    };
    expect(said('startsAt', [], ['2026-12-02T09:00:00Z'])).toMatch(/^Time: none → Wed,? 2 Dec, 10:00$/);
    expect(said('people', ['Ada', 'Ben', 'Eva'], ['Ben'])).toBe('Interviewers: Ada, Ben and Eva → Ben');
    expect(said('status', ['in_progress'], ['no_show'])).toBe('Status: In progress → No-show');
    expect(said('zone', ['Europe/Berlin'], ['Asia/Kolkata'])).toBe('Time zone: Berlin → Kolkata');
    expect(said('locale', ['de'], ['pt-BR'])).toBe('Language: German → Brazilian Portuguese');
    expect(said('hourCycle', [], ['h12'])).toBe('Clock: none → 12 hours');
    expect(said('outcome', ['pending'], ['on_hold'])).toBe('Outcome: To decide → On hold');
    expect(said('reminderBefore', [], ['PT24H'])).toBe('Reminder before: none → 24 hours');
    expect(said('retake', ['pending'], ['expired'])).toBe('Retake: requested → lapsed');
    expect(said('noShow', [], ['interviewer'])).toBe('Missing: none → The interviewer');
  });

  it('says to whom a mail goes and how long before', () => {
    expect(titleOf(mail({ lead: 'PT15M' }), 2)).toBe('Reminder to 2 interviewers, 15 minutes before');
    expect(titleOf(mail({ what: 'feedback_request', lead: 'PT24H' }))).toContain('24 hours after');
    expect(titleOf(mail({ what: 'nudge', lead: 'P2D', to: 'candidate' }))).toBe('Booking reminder to the candidate');
    expect(titleOf(mail({ what: 'novelty', to: 'candidate' }))).toBe('Email (novelty) to the candidate');
  });

  it('says why a mail was not sent, and what became of one that was', () => {
    const because = (code: string) => moreOf(mail({ when: 'skipped', because: code }))[0];
    expect(because('past')).toContain('already past');
    expect(because('late')).toContain('too late');
    expect(because('provider_406')).toContain('(406)');
    expect(moreOf(mail({ when: 'failed', because: 'template_error' }))).toEqual(['it could not be composed']);
    expect(moreOf(mail({ delivery: 'bounced' }))).toEqual(['bounced']);
    expect(moreOf(mail())).toEqual(['sent']);
    expect(moreOf(mail({ when: 'future' }))).toEqual([]);
  });

  it('says what will happen by itself', () => {
    const timer = (what: string) => titleOf(command(what, { source: 'timer', when: 'future', actor: null }));
    expect(timer('start')).toBe('Interview starts by itself');
    expect(timer('markNoShow')).toContain('no-show');
    expect(timer('novelty')).toBe('Timer (novelty)');
  });
});
