import { until } from '@interlude/dev-stack/until-ready';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createLiveReaders } from './live.ts';
import { createLiveSeats } from './live-seats.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

/** An open stream of a page, and what it has heard. */
async function openStream({ browser, interviewId }: Awaited<ReturnType<TestPortal['invite']>>) {
  const leaving = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ interviewId }));
  const { body } = await browser.fetch(`/trpc/candidate.live?input=${input}`, { signal: leaving.signal });
  const stream = { text: '', isOver: false, leave: () => leaving.abort() };
  void (async () => {
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) stream.text += chunk;
  })()
    .catch(() => undefined)
    .finally(() => {
      stream.isOver = true;
    });
  await until('the stream is ready', async () => stream.text.includes('ready'), { everyMs: 20 });
  return stream;
}

describe('event streams', () => {
  it('of one browser are five: a sixth ends the oldest for good, and the others go on', async () => {
    const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
    const other = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
    const streams = [];
    for (let n = 0; n < 5; n++) streams.push(await openStream(candidate));
    const elsewhere = await openStream(other);
    streams.push(await openStream(candidate));
    const [oldest, ...rest] = streams;

    await until('the oldest is over', async () => oldest?.isOver, { everyMs: 20 });
    // The page takes this for an end and asks from time to time instead of connecting again.
    expect(oldest?.text).toContain('event: return');
    await candidate.book((await candidate.slots()).starts[0] ?? '');
    const told = () => rest.every(({ text }) => text.includes('interviewChanged'));
    await until('the others hear of the booking', async () => told(), { everyMs: 20 });
    expect([elsewhere.isOver, elsewhere.text.includes('interviewChanged')]).toEqual([false, false]);
    for (const stream of [...rest, elsewhere]) stream.leave();
  });

  it('are bounded in all, and places of pages that were closed are free again', () => {
    const seats = createLiveSeats({ perBrowser: 2, inAll: 3 });
    const held = ['one', 'one', 'two'].map((browser) => seats.take(browser));
    expect(() => seats.take('three')).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'unavailable' }) }),
    );
    // Who has had their share gets no more than it: the oldest makes room.
    seats.take('one');
    expect(held.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
    held[0]?.leave();
    expect(() => seats.take('three')).toThrow();
    held[2]?.leave();
    expect(seats.take('three').signal.aborted).toBe(false);
  });
});

it('a reader who stalls keeps no more than one word of each kind, and hears nothing of other companies', async () => {
  const readers = createLiveReaders();
  const leaving = new AbortController();
  const interest = { tenantId: 'ten_1', interviewIds: new Set(['int_1']), people: new Set(['per_1']) };
  const { news, leave } = readers.listen(interest, leaving.signal);
  for (let n = 0; n < 10_000; n++) {
    readers.tellOf({ type: 'slotsChanged', tenantId: 'ten_2', people: ['per_1'] });
    readers.tellOf({ type: 'interviewChanged', interviewId: `int_${n + 2}` });
  }
  for (let n = 0; n < 10_000; n++) {
    readers.tellOf({ type: 'slotsChanged', tenantId: 'ten_1', people: ['per_1'] });
    readers.tellOf({ type: 'interviewChanged', interviewId: 'int_1' });
  }
  const heard: string[] = [];
  const over = (async () => {
    for await (const word of news()) {
      heard.push(word);
      if (heard.length === 2) leaving.abort();
    }
  })();
  await over;
  expect(heard).toEqual(['slotsChanged', 'interviewChanged']);
  leave();
  expect(readers.count).toBe(0);
});
