import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import fc from 'fast-check';
import { expect } from 'vitest';
import { bookingKinds, startTestPortal, type TestOffer, type TestPortal } from './portal.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A portal whose clock the test sets, so that the window can lie on the nights when clocks change. */
export async function startPortalAt(instant: string) {
  let now = Date.parse(instant);
  const portal = await startTestPortal({ now: () => now });
  return {
    portal,
    now: () => now,
    pass(ms: number): void {
      now += ms;
    },
    async travelTo(to: string): Promise<void> {
      now = Date.parse(to);
      await portal.renewSession();
    },
  };
}

type TimedPortal = Awaited<ReturnType<typeof startPortalAt>>;

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

/** Every start of the window on the finest grid, with what holding it answers: holding judges exactly as booking does. */
async function bookableStarts(candidate: CandidateBrowser, from: number, to: number): Promise<string[]> {
  const bookable: string[] = [];
  for (let at = from; at < to; at += 15 * minute) {
    const input = { interviewId: candidate.interviewId, startsAt: iso(at), idempotencyKey: intentKey() };
    if ((await refusalCodeOf(candidate.browser.call('candidate.hold', input))) === null) bookable.push(iso(at));
  }
  await candidate.browser.call('candidate.releaseHold', { interviewId: candidate.interviewId });
  return bookable;
}

const setting = fc.record({
  night: fc.constantFrom(
    { zone: 'Europe/Berlin', at: '2027-03-27T12:00:00Z' },
    { zone: 'America/New_York', at: '2027-11-06T16:00:00Z' },
    { zone: 'Australia/Lord_Howe', at: '2027-04-03T02:00:00Z' },
    { zone: 'Africa/Cairo', at: '2027-04-29T12:00:00Z' },
    { zone: 'Asia/Kathmandu', at: '2027-06-01T06:00:00Z' },
  ),
  hours: fc.constantFrom(
    { from: '00:00', to: '24:00' },
    { from: '08:10', to: '12:40' },
    { from: '20:00', to: '24:00' },
    { from: '00:30', to: '05:00' },
  ),
  durationMinutes: fc.constantFrom(15, 30, 45, 60),
  stepMinutes: fc.constantFrom(15, 30, 45),
  buffers: fc.record({ beforeMinutes: fc.constantFrom(0, 10, 15), afterMinutes: fc.constantFrom(0, 15, 30) }),
  settings: fc.constantFrom(
    {},
    { buffers: { beforeMinutes: 0, afterMinutes: 45 } },
    { buffers: { beforeMinutes: 20, afterMinutes: 10 }, minimumNotice: 'PT6H' },
    { minimumNotice: 'P1D' },
  ),
  perDay: fc.constantFrom(1, 2, null),
  taken: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 3 }),
  kind: fc.constantFrom(...bookingKinds),
  panel: fc.constantFrom<Panel[]>('one', 'both', 'any', 'optional', 'skilled'),
  dayOff: fc.boolean(),
  recurs: fc.constantFrom(null, 'adds' as const, 'replaces' as const),
  needsRoom: fc.boolean(),
  places: fc.constantFrom(1, 1, 2, 3),
});

type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;
type Panel = 'one' | 'both' | 'any' | 'optional' | 'skilled';

interface Common extends Pick<Setting, 'kind' | 'panel'> {
  /** What templates and services have alike. */
  readonly common: object;
}

// Of a service one of several people comes; only templates know other panels.
async function offerOf(portal: TestPortal, people: string[], { kind, panel, common }: Common): Promise<TestOffer> {
  const few = panel === 'one' ? people.slice(0, 1) : people;
  if (kind === 'appointment') return await portal.offer(kind, few, { ...common });
  const panels = {
    one: [{ anyOf: few, count: 1 }],
    both: [{ anyOf: people, count: 2 }],
    any: [{ anyOf: people, count: 1 }],
    optional: [
      { anyOf: people.slice(0, 1), count: 1 },
      { anyOf: people, count: 1, optional: true },
    ],
    skilled: [
      { anyOf: people, count: 1 },
      { anyOf: people, count: 1, skills: ['sql'] },
    ],
  };
  return await portal.offer(kind, people, { ...common, panel: panels[panel] });
}

/** Other hours on one date, and on every second day. */
function exceptionsOf({ dayOff, recurs }: Setting, now: number) {
  const date = iso(now + day).slice(0, 10);
  const ranges = [{ from: '05:00', to: '07:30' }];
  const rule = { rule: 'FREQ=DAILY;INTERVAL=2', startsOn: iso(now).slice(0, 10), ranges, exceptions: [] };
  return {
    overrides: dayOff ? [{ date, ranges: [{ from: '10:00', to: '11:00' }] }] : [],
    recurring: recurs === null ? [] : [{ ...rule, effect: recurs }],
  };
}

async function roomDemand(portal: TestPortal) {
  const room = { name: 'Blue room', kind: 'room' };
  const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
  return { anyOf: [resourceId], count: 1 };
}

/** What is listed of a setting is what can be held of it. */
async function expectSame({ portal, now, travelTo }: TimedPortal, chosen: Setting): Promise<void> {
  const { night, hours, durationMinutes, stepMinutes, buffers, settings, perDay, taken, kind, panel, places } = chosen;
  await travelTo(night.at);
  const weekly = allWeek(hours.from, hours.to);
  const given = { zone: night.zone, weekly, ...exceptionsOf(chosen, now()), caps: { perDay, perWeek: null } };
  const people = [
    await portal.addInterviewer({ ...given, settings, skills: ['sql'] }),
    await portal.addInterviewer({ ...given, zone: 'Europe/London' }),
  ];
  const room = kind === 'interview' && chosen.needsRoom ? { resources: [await roomDemand(portal)] } : null;
  const common = { durationMinutes, stepMinutes, buffers, zone: night.zone, places, ...room };
  const offer = await offerOf(portal, people, { kind, panel, common });
  // Who takes times beforehand shares nothing with the others but the room, when there is one.
  const others = room ? await portal.offer(kind, [await portal.addInterviewer(given)], common) : offer;
  for (const pick of taken) {
    const rival = await others.begin();
    const { starts } = await rival.slots({ days: 2 });
    const start = starts[pick % Math.max(1, starts.length)];
    if (start) await rival.book(start);
  }
  const candidate = await offer.begin();

  // Thirty hours around the night, on a grid that contains every legal start and many illegal ones.
  const from = Math.ceil(now() / hour) * hour;
  const to = from + 30 * hour;
  const { starts } = await candidate.slots({ days: 3, zone: 'UTC' });
  const listed = starts.filter((at) => Date.parse(at) >= from && Date.parse(at) < to);

  expect(await bookableStarts(candidate, from, to)).toEqual(listed);
  expect(await explainedStarts(portal, candidate.interviewId, from, to)).toEqual(listed);
}

/** The same starts as staff are told of them, each of the others with a reason. */
async function explainedStarts(portal: TestPortal, interviewId: string, from: number, to: number): Promise<string[]> {
  const offered: string[] = [];
  for (let at = from; at < to; at += 15 * minute) {
    const input = { interviewId, startsAt: iso(at) };
    const answer = await portal.admin.ask<{ offered: boolean; because: object[] }>('interviews.whyNot', input);
    if (answer.offered) offered.push(iso(at));
    expect(answer.because.length > 0, `${input.startsAt} with a reason`).toBe(!answer.offered);
  }
  return offered;
}

/** Tries so many settings; a run that took too long must not move the clock of the tests after it. */
export async function expectListedIsBookable(
  timed: TimedPortal,
  signal: AbortSignal,
  settings: { readonly numRuns: number; readonly seed: number },
): Promise<void> {
  const property = fc.asyncProperty(setting, async (chosen) => {
    signal.throwIfAborted();
    await expectSame(timed, chosen);
  });
  await fc.assert(property, { ...settings, endOnFailure: true });
}
