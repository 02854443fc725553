import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const hour = 3_600_000;
let now = Date.parse('2027-05-03T06:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const onTuesday = (time: string) => `2027-05-04T${time}:00Z`;
const wide = { beforeMinutes: 30, afterMinutes: 60 };

async function interviewerWith(settings: object): Promise<string> {
  return await portal.addInterviewer({ zone: 'UTC', settings });
}

async function timesOf(templateId: string, from: string, to: string): Promise<string[]> {
  const { starts } = await (await portal.invite(templateId)).slots({ from: '2027-05-04', days: 1, zone: 'UTC' });
  return starts.map((start) => start.slice(11, 16)).filter((time) => time >= from && time <= to);
}

it('are kept with the hours, and stay when a save does not speak of them', async () => {
  const personId = await interviewerWith({ buffers: wide, minimumNotice: 'PT4H' });
  const hours = { personId, zone: 'UTC', weekly: [], overrides: [] };

  await portal.admin.call('availability.save', hours);
  expect(await portal.admin.ask('availability.get', { personId })).toMatchObject({
    settings: { buffers: wide, minimumNotice: 'PT4H' },
  });
  await portal.admin.call('availability.save', { ...hours, settings: { minimumNotice: 'P1D' } });
  expect(await portal.admin.ask('people.get', { personId })).toMatchObject({
    settings: { buffers: null, minimumNotice: 'P1D' },
  });
  const broken = portal.admin.call('people.update', { personId, settings: { minimumNotice: 'soon' } });
  await expect(broken).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  // Longer than any booking window, and at last longer than the zone table.
  const endless = portal.admin.call('people.update', { personId, settings: { minimumNotice: 'P91D' } });
  await expect(endless).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
});

it('widen the time around each meeting of that person, and only of that person', async () => {
  const [ada, ben] = [await interviewerWith({ buffers: wide }), await interviewerWith({})];
  const both = await portal.addTemplate([ada, ben]);
  const candidate = await portal.invite(both);
  await candidate.book(onTuesday('12:00'));

  const [withAda, withBen] = [await portal.addTemplate([ada]), await portal.addTemplate([ben])];
  expect(await timesOf(withAda, '10:00', '15:00')).toEqual(['10:00', '14:00', '14:30', '15:00']);
  expect(await timesOf(withBen, '10:00', '15:00')).toEqual([
    '10:00',
    '10:30',
    '11:00',
    '13:00',
    '13:30',
    '14:00',
    '14:30',
    '15:00',
  ]);
  expect(await exclusionFaults(portal)).toEqual([]);
});

it('count as they were when a time was claimed, also after they have changed', async () => {
  const ada = await interviewerWith({ buffers: { beforeMinutes: 0, afterMinutes: 120 } });
  const templateId = await portal.addTemplate([ada]);
  const first = await portal.invite(templateId);
  await first.book(onTuesday('10:00'));
  await portal.admin.call('people.update', { personId: ada, settings: {} });

  expect(await timesOf(templateId, '10:00', '13:30')).toEqual(['13:00', '13:30']);
  const rival = await portal.invite(templateId);
  await expect(rival.book(onTuesday('12:30'))).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
  // Moving claims anew, on the terms of today.
  await first.reschedule(onTuesday('15:00'));
  expect(await timesOf(templateId, '14:00', '16:00')).toEqual(['14:00', '16:00']);
  expect(await exclusionFaults(portal)).toEqual([]);
});

it('hold among rivals of two templates: nobody comes closer than the wider buffer', async () => {
  const ada = await interviewerWith({ buffers: wide });
  const templates = [
    await portal.addTemplate([ada], { durationMinutes: 30, stepMinutes: 15 }),
    await portal.addTemplate([ada], { durationMinutes: 60, stepMinutes: 15 }),
  ];
  const candidates = await Promise.all(Array.from({ length: 24 }, (_, n) => portal.invite(templates[n % 2] ?? '')));
  const quarter = (n: number) =>
    new Date(Date.parse(onTuesday('09:00')) + n * 900_000).toISOString().replace('.000', '');

  const outcomes = await Promise.allSettled(candidates.map((candidate, n) => candidate.book(quarter(n))));

  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refusals.length).toBeLessThan(candidates.length);
  for (const refused of refusals) expect(refused).toMatchObject({ refusal: { code: 'slot_taken' } });
  expect(await exclusionFaults(portal)).toEqual([]);
});

it('refuse what comes too soon for the person, unless it is held, or staff ask', async () => {
  const ada = await interviewerWith({ minimumNotice: 'PT4H' });
  const templateId = await portal.addTemplate([ada]);
  const candidate = await portal.invite(templateId);
  const { starts } = await candidate.slots({ zone: 'UTC' });
  expect(starts[0]).toBe('2027-05-03T10:00:00Z');
  const soon = candidate.book('2027-05-03T09:00:00Z');
  await expect(soon).rejects.toMatchObject({ refusal: { code: 'slot_not_offered', because: 'notice' } });

  const input = { interviewId: candidate.interviewId, startsAt: starts[0], idempotencyKey: intentKey() };
  await candidate.browser.call('candidate.hold', input);
  now += 60_000;
  // Renewed and booked although its notice has passed meanwhile.
  await candidate.browser.call('candidate.hold', { ...input, idempotencyKey: intentKey() });
  expect((await candidate.book(starts[0] ?? '')).status).toBe('scheduled');
  const { interviewId } = candidate;
  const startsAt = new Date(now + 3 * hour - 60_000).toISOString();
  await portal.admin.call('interviews.reschedule', { interviewId, startsAt, reason: { code: 'conflict' } });
  expect((await candidate.view()).startsAt).toBe('2027-05-03T09:00:00Z');
});

it('tell in the preview of one person what a candidate would see', async () => {
  const personId = await interviewerWith({ minimumNotice: 'PT30H' });
  const { starts } = await portal.admin.ask<{ starts: string[] }>('availability.preview', { personId, zone: 'UTC' });

  expect(Date.parse(starts[0] ?? '')).toBeGreaterThanOrEqual(now + 30 * hour);
});
