import { describe, expect, it } from 'vitest';
import { meetingHostSchema, meetingLinkProblem, meetingUrlSchema } from './meeting-link.ts';

const isLink = (text: string) => meetingUrlSchema.safeParse(text).success;

describe('a link to a meeting', () => {
  it('is https on a name, without user, port, address literal or quote', () => {
    for (const good of [
      'https://acme.zoom.us/j/1?pwd=a%22b',
      'https://zoom.us',
      'https://meet.google.com/abc-defg-hij',
    ])
      expect([good, isLink(good)]).toEqual([good, true]);
    for (const bad of [
      'http://zoom.us/j/1',
      'https://zoom.us:443/j/1',
      'https://zoom.us:8443/j/1',
      'https://zoom.us@evil.example/j/1',
      'https://user:secret@zoom.us/j/1',
      'https://zoom.us\\@evil.example',
      'https://127.0.0.1/j/1',
      'https://0x7f.1/j/1',
      'https://0x7f.0x1/j/1',
      'https://2130706433/j/1',
      'https://[::1]/j/1',
      'https://localhost/j/1',
      'https://zoom.us/j/1"onclick',
      "https://zoom.us/j/1'x",
      'https://zoom.us/j/`x`',
      'https://zoom.us/j/<x>',
      'https://zoom.us/j/1 2',
      'javascript:alert(1)',
    ])
      expect([bad, isLink(bad)]).toEqual([bad, false]);
  });

  it('leads to a host of its provider, and where the company has a list to one of that', () => {
    const problem = (provider: 'zoom' | 'teams' | 'custom_url', meetingUrl: string, hosts?: string[]) =>
      meetingLinkProblem({ provider, meetingUrl }, hosts);
    expect(problem('zoom', 'https://ACME.zoom.us/j/1')).toBeNull();
    expect(problem('zoom', 'https://notzoom.us/j/1')).not.toBeNull();
    expect(problem('zoom', 'https://zoom.us.evil.example/j/1')).not.toBeNull();
    expect(problem('teams', 'https://acme.zoom.us/j/1')).not.toBeNull();
    expect(problem('custom_url', 'https://acme.zoom.us/j/1')).toBeNull();
    expect(problem('custom_url', 'https://meet.acme.example/1')).not.toBeNull();
    expect(problem('custom_url', 'https://meet.acme.example/1', ['acme.example'])).toBeNull();
    expect(problem('zoom', 'https://acme.zoom.us/j/1', ['acme.example'])).not.toBeNull();
  });

  it('is needed by every call, not on the phone or in person', () => {
    for (const provider of ['zoom', 'google_meet', 'teams', 'custom_url'] as const)
      expect(meetingLinkProblem({ provider }, undefined)).not.toBeNull();
    for (const provider of ['phone', 'in_person'] as const)
      expect(meetingLinkProblem({ provider }, undefined)).toBeNull();
  });

  it('is never allowed on what is no name of a host', () => {
    for (const host of ['', 'localhost', '127.0.0.1', 'https://acme.example', 'acme.example:1', '*.acme.example'])
      expect([host, meetingHostSchema.safeParse(host).success]).toEqual([host, false]);
    expect(meetingHostSchema.safeParse('meet.acme.example').success).toBe(true);
  });
});
