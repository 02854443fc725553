import { EventEmitter } from 'node:events';
import { until } from '@interlude/dev-stack/until-ready';
import type { PersonId } from '@interlude/shared/ids';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { HoldEnd } from '../reservations/reservation-row.ts';
import { createLive } from './live.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

/** A change stream that opens or fails when the test says so. */
class Stream extends EventEmitter {
  async close(): Promise<void> {
    this.emit('close');
  }
}

const anything = { tenantId: 'ten_1', interviewIds: new Set<string>(), people: new Set<string>() };

function scriptedLive(listHoldEnds: () => Promise<HoldEnd[]> = async () => []) {
  const streams: { bookings: Stream[]; reservations: Stream[] } = { bookings: [], reservations: [] };
  const watch = (opened: Stream[]) => () => {
    const stream = new Stream();
    opened.push(stream);
    return stream;
  };
  const bookings = { watch: watch(streams.bookings) };
  const reservations = { watch: watch(streams.reservations), listHoldEnds };
  return { streams, live: createLive({ bookings, reservations }, Date.now) };
}

it('is ready for everybody once a stream that failed to open has opened after all', async () => {
  const { streams, live } = scriptedLive();
  const leaving = new AbortController();
  const first = live.news(anything, leaving.signal).next();
  const second = live.news(anything, leaving.signal).next();
  streams.bookings[0]?.emit('resumeTokenChanged');
  streams.reservations[0]?.emit('error', new Error('planted'));
  await until('another opening', async () => streams.reservations[1], { everyMs: 20 });
  streams.reservations[1]?.emit('resumeTokenChanged');

  expect(await Promise.all([first, second])).toEqual([
    { done: false, value: 'ready' },
    { done: false, value: 'ready' },
  ]);
  leaving.abort();
});

it('tells everybody to read again after a gap, and of holds made within it when they run out', async () => {
  const held: HoldEnd[] = [];
  const { streams, live } = scriptedLive(async () => held);
  const leaving = new AbortController();
  const events = live.news({ ...anything, people: new Set(['per_1']) }, leaving.signal);
  const ready = events.next();
  streams.bookings[0]?.emit('resumeTokenChanged');
  streams.reservations[0]?.emit('resumeTokenChanged');
  await ready;

  streams.reservations[0]?.emit('error', new Error('planted'));
  const [_id, tenantId] = ['rsv_gap' as HoldEnd['_id'], 'ten_1' as HoldEnd['tenantId']];
  held.push({ _id, tenantId, people: ['per_1' as PersonId], expiresAt: new Date() });
  await until('another opening', async () => streams.reservations[1], { everyMs: 20 });
  streams.reservations[1]?.emit('resumeTokenChanged');

  expect((await events.next()).value).toBe('ready');
  expect((await events.next()).value).toBe('slotsChanged');
  leaving.abort();
});

it('tells of time off that is taken back', async () => {
  const personId = await portal.addInterviewer();
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { timeOffId } = await portal.admin.call<{ timeOffId: string }>('availability.addTimeOff', {
    personId,
    from: day,
    to: day,
  });
  const leaving = new AbortController();
  const interest = { ...anything, tenantId: portal.tenantId, people: new Set([personId]) };
  const events = portal.app.live.news(interest, leaving.signal);
  await events.next();

  await portal.admin.call('availability.removeTimeOff', { personId, timeOffId });
  expect((await events.next()).value).toBe('slotsChanged');
  leaving.abort();
  await events.return(undefined);
});
