import { describe, expect, it } from 'vitest';
import { testWords } from '../../words/test-words.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import { testInterview } from '../test-interview.ts';
import { type StaffAction, staffActions } from './actions.models.ts';
import { consequencesOf } from './consequences.models.ts';

const nowMs = Date.parse('2026-12-01T07:30:00Z');
const said = (action: StaffAction, changes: Partial<InterviewDetail> = {}) =>
  consequencesOf(action, { interview: testInterview(changes), nowMs, ...testWords }).join(' ');

describe('the consequences named before the click', () => {
  it('are named for every action', () => {
    for (const action of staffActions) expect(said(action)).not.toBe('');
  });

  it('of cancelling say who gets mail, what is freed in the reader’s zone, and what is left to do', () => {
    const text = said('cancel');
    expect(text).toContain('Zoë Ní Bhriain and 1 interviewer get an email');
    expect(text).toContain('10:00 is free for others');
    expect(text).toContain('invite again from this page');
  });

  it('of cancelling an invitation speak of the link and of no time', () => {
    const text = said('cancel', { status: 'invited', startsAt: null, endsAt: null, interviewers: [] });
    expect(text).toContain('link in the invitation stops working');
    expect(text).not.toContain('free for others');
  });

  it('of choosing a time for somebody name who gets a mail, and that the choice can still be changed', () => {
    const text = said('book', { status: 'invited', startsAt: null, endsAt: null, interviewers: [] });
    expect(text).toContain('Zoë Ní Bhriain and whoever interviews get an email');
    expect(text).toContain('can still move or cancel it');
  });

  it('of moving promise that the present time is kept, and ask for confirmation where the policy does', () => {
    expect(said('reschedule')).toContain('stays booked until the new one is booked');
    expect(said('reschedule')).not.toContain('confirm again');
    const policy = { ...testInterview().policy, confirmAttendance: true };
    expect(said('reschedule', { policy })).toContain('confirm again');
  });

  it('of a session say how many guests are told, and not those who were judged before', () => {
    const guest = (status: InterviewDetail['status']) => ({ interviewId: 'int_1', name: 'Zoë', status });
    const guests = [guest('rescheduled'), guest('confirmed'), guest('completed')];
    const group = { title: 'Assessment day', places: 4, sessionId: 'grp_1', mayChange: true, guests };
    const session = { kind: 'group' as const, group };
    expect(said('reschedule', session)).toMatch(
      /^2 guests get an email at once\. 1 interviewer who gives it gets one too/,
    );
    expect(said('reschedule', session)).toContain('asked to confirm again');
    expect(said('reschedule', { ...session, group: { ...group, guests: guests.slice(0, 1) } })).not.toContain(
      'confirm',
    );
    expect(said('cancel', session)).toMatch(/^2 guests get an email at once\./);
    expect(said('cancel', session)).toContain('enter time off first');
  });

  it('of moving a part say between which times the arrangement is kept, and of others that they stay', () => {
    const beside = { from: '2026-12-01T10:00:00Z', to: '2026-12-01T13:00:00Z' };
    const parts = { gapMinutes: { min: 0, max: null }, withinDays: 1, all: [], beside };
    expect(said('reschedule', { parts })).toMatch(/choose a start from .*11:00 to .*14:00/);
    expect(said('reschedule', { parts: { ...parts, beside: { ...beside, to: null } } })).toMatch(/11:00 on/);
    expect(said('reschedule', { parts: { ...parts, beside: { ...beside, from: null } } })).toMatch(/until .*14:00/);
    expect(said('reschedule', { parts: { ...parts, beside: { from: beside.to, to: beside.from } } })).toMatch(
      /no start/,
    );
    expect(said('reschedule', { parts: { ...parts, beside: { from: null, to: null } } })).not.toContain('order');
    expect(said('cancel', { parts })).toContain('other parts of the invitation stay');
    expect(said('extendLink', { parts })).toContain('all parts');
  });

  it('of starting say how much earlier it is, and nothing of it when it is due', () => {
    expect(said('start')).toMatch(/1 hour,? 30 minutes earlier/);
    expect(said('start', { startsAt: '2026-12-01T07:30:00Z' })).not.toContain('earlier');
  });

  it('of completing early say what is freed', () => {
    expect(said('complete')).toContain('11:00 is free');
    expect(said('complete', { endsAt: '2026-12-01T07:00:00Z' })).not.toContain('is free');
    expect(said('complete', { interviewers: [] })).not.toContain('feedback');
  });

  it('of deciding name the outcomes that allow a retake while one is left', () => {
    expect(said('decide')).toContain('“Failed and On hold”');
    expect(said('decide', { attempt: 3 })).not.toContain('retake');
  });

  it('warn when no mail reaches the candidate, where mail is part of it', () => {
    const candidate = { ...testInterview().candidate, mailBounces: true };
    expect(said('cancel', { candidate })).toContain('will not get it');
    expect(said('complete', { candidate })).not.toContain('will not get it');
  });

  it('name nobody to those who may not see names', () => {
    const candidate = { name: '', email: '', mailBounces: false };
    expect(said('markNoShow', { candidate })).toContain('The candidate gets an email');
    expect(said('resendLink', { candidate })).toContain('the address on file');
    expect(said('extendLink', { status: 'expired' })).toContain('open again');
  });
});
