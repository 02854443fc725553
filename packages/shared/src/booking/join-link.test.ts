import { describe, expect, it } from 'vitest';
import { calendarText } from '../contracts/calendar-text.ts';
import { joinLinkOf, type Meeting } from './join-link.ts';

const startsAt = Date.parse('2027-03-29T09:00:00Z');
const meetingUrl = 'https://meet.example/room';
const booked: Meeting = { meetingUrl, startsAt, zone: 'Europe/Berlin', status: 'scheduled', policy: {} };
const early = (minutes: number) => startsAt - minutes * 60_000;

describe('the link to join', () => {
  it('is shown from the booking on, however far away the start is', () => {
    expect(joinLinkOf(booked, early(20_000))).toEqual({ url: meetingUrl, hiddenUntil: null });
  });

  it('is hidden by a policy until so long before the start, and after an early start no more', () => {
    const hiding = { ...booked, policy: { joinVisibleBefore: 'PT30M' } };
    expect(joinLinkOf(hiding, early(31))).toEqual({ url: null, hiddenUntil: early(30) });
    expect(joinLinkOf(hiding, early(30))).toEqual({ url: meetingUrl, hiddenUntil: null });
    expect(joinLinkOf({ ...hiding, status: 'in_progress' }, early(45)).url).toBe(meetingUrl);
  });

  it('counts days of the policy on the calendar of the candidate, whose clocks may change in between', () => {
    const hiding = { ...booked, policy: { joinVisibleBefore: 'P1D' } };
    const monday = { ...hiding, startsAt: Date.parse('2027-03-28T09:00:00Z') };
    expect(joinLinkOf(monday, 0).hiddenUntil).toBe(Date.parse('2027-03-27T10:00:00Z'));
  });

  it('is gone with what it led to', () => {
    for (const status of ['cancelled', 'completed', 'no_show', 'invited'] as const)
      expect(joinLinkOf({ ...booked, status }, early(5))).toEqual({ url: null, hiddenUntil: null });
  });
});

describe('the entry in a calendar', () => {
  const facts = {
    about: 'interview' as const,
    locale: 'en',
    durationMinutes: 60,
    place: '',
    joinUrl: meetingUrl,
    joinHiddenFor: null,
    contact: { name: 'Mara Keller', email: 'mara@acme.example' },
  };

  it('leads to the meeting and says whom to ask and how to move it', () => {
    const { location, details } = calendarText(facts);
    expect(location).toBe(meetingUrl);
    expect(details).toContain(`Join: ${meetingUrl}`);
    expect(details).toContain('To move or cancel the interview, use the link in your email.');
    expect(details).toContain('Mara Keller, mara@acme.example');
  });

  it('has the address of the place where people meet', () => {
    const { location, details } = calendarText({ ...facts, joinUrl: null, place: 'Neuer Wall 1, Hamburg' });
    expect([location, details.includes('Where: Neuer Wall 1, Hamburg')]).toEqual(['Neuer Wall 1, Hamburg', true]);
  });

  it('says where a hidden link will be, and holds nothing of it', () => {
    const { location, details } = calendarText({ ...facts, joinUrl: null, joinHiddenFor: 'PT30M' });
    expect(location).toBe('The link appears on the interview page 30 minutes before the start');
    expect(details).toContain('The link to join appears on the interview page 30 minutes before the start.');
  });
});
