import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type CaldavServer, caldavServers, startCaldav } from '@interlude/dev-stack/test-caldav';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaldavSecret, caldavProvider } from './caldav.ts';
import { caldavEvents } from './caldav-events.ts';
import type { ExternalEvent } from './event-writer.ts';

const rules = { mayAskInside: true };
const writer = caldavEvents(rules);
const within = (ms = 20_000) => ({ signal: AbortSignal.timeout(ms) });
const at = (text: string) => Date.parse(`2027-03-${text}:00Z`);

describe.each(caldavServers)('events written to %s', (name) => {
  let server: CaldavServer;
  let secret: CaldavSecret;
  let calendarId: string;
  let made = 0;
  beforeAll(async () => {
    server = await startCaldav(name);
    await server.makeCalendar('work');
    const found = await caldavProvider(rules).list(within(), server.account);
    secret = { ...server.account, calendars: Object.fromEntries(found.map((one) => [one.calendarId, one.url])) };
    calendarId = found.find((one) => one.name === 'work')?.calendarId ?? '';
  });
  afterAll(async () => await server?.stop());

  const of = () => ({ secret, calendarId });
  function eventOf(more: Partial<ExternalEvent> = {}): ExternalEvent {
    const key = `int_${++made}_psn_1`;
    const when = { from: at('10T09:00'), to: at('10T10:00'), zone: 'Europe/Berlin' };
    return {
      key,
      uid: `${key}@ours.example`,
      sequence: 1,
      ...when,
      title: key,
      text: 'One; two,\nthree',
      place: '',
      ...more,
    };
  }
  const standing = async ({ key }: ExternalEvent) =>
    (await server.events('work')).filter((text) => text.includes(`SUMMARY:${key}`));
  const startOf = (text: string | undefined) => /DTSTART:(\w+)/.exec(text ?? '')?.[1];

  it('are one, at its time, however often they are put', async () => {
    const event = eventOf();
    const placed = await writer.put(within(), of(), event, null);
    expect(placed.etag).not.toBeNull();
    expect(await writer.put(within(), of(), event, null)).toEqual(placed);
    expect((await writer.put(within(), of(), event, placed)).ref).toBe(placed.ref);
    const [text, ...others] = await standing(event);
    expect(others).toEqual([]);
    expect(startOf(text)).toBe('20270310T090000Z');
    expect(text).toContain(String.raw`DESCRIPTION:One\; two\,\nthree`);
  });

  it('move as the one event that they are, also where the answer to the first was lost', async () => {
    const event = eventOf();
    await writer.put(within(), of(), event, null);
    await writer.put(within(), of(), { ...event, sequence: 2, from: at('11T09:00'), to: at('11T10:00') }, null);
    expect((await standing(event)).map(startOf)).toEqual(['20270311T090000Z']);
  });

  it('are written over after a change made there by what is newer, and not by what is older', async () => {
    const event = { ...eventOf({ sequence: 5 }), uid: `int_${made}_psn_1` };
    const placed = await writer.put(within(), of(), event, null);
    const newer = { ...event, sequence: 7, from: at('12T09:00'), to: at('12T10:00') };
    await writer.put(within(), of(), newer, placed);
    // This writer knows of the first only.
    await writer.put(within(), of(), { ...event, sequence: 6 }, placed);
    expect((await standing(event)).map(startOf)).toEqual(['20270312T090000Z']);
    await server.put('work', event.key, ['DTSTART:20270301T080000Z\nDTEND:20270301T090000Z\nSEQUENCE:99']);
    await writer.put(within(), of(), { ...newer, sequence: 8 }, placed);
    expect((await standing(event)).map(startOf)).toEqual(['20270312T090000Z']);
    await writer.remove(within(), of(), event.key, placed);
  });

  it('are created again when they were deleted there, and removed calmly any number of times', async () => {
    const event = eventOf();
    const placed = await writer.put(within(), of(), event, null);
    await server.remove('work', event.key);
    await writer.put(within(), of(), { ...event, sequence: 2 }, placed);
    expect(await standing(event)).toHaveLength(1);
    expect(await writer.remove(within(), of(), event.key, null)).toBe('removed');
    expect(await writer.remove(within(), of(), event.key, placed)).toBe('already_gone');
    expect(await standing(event)).toEqual([]);
  });

  it('are one event when two writers put them at once', async () => {
    const event = eventOf();
    const later = { ...event, sequence: 2, from: at('13T09:00'), to: at('13T10:00') };
    await Promise.all([writer.put(within(), of(), event, null), writer.put(within(), of(), later, null)]);
    expect((await standing(event)).map(startOf)).toEqual(['20270313T090000Z']);
  });

  it('take no time of whoever has them', async () => {
    await writer.put(within(), of(), eventOf(), null);
    const window = { from: at('01T00:00'), to: at('31T00:00') };
    const terms = { window, zone: 'UTC', ownHost: 'ours.example', counts: usuallyCounted };
    expect(await caldavProvider(rules).look(within(), of(), terms, null)).toMatchObject({ spans: [] });
  });

  it('are refused where there is no such calendar any more', async () => {
    const gone = {
      secret: { ...secret, calendars: { x: `${secret.calendars[calendarId]?.replace('work', 'nowhere')}` } },
      calendarId: 'x',
    };
    await expect(writer.put(within(), gone, eventOf(), null)).rejects.toMatchObject({ outcome: 'gone' });
    await expect(writer.put(within(), { secret, calendarId: '-' }, eventOf(), null)).rejects.toMatchObject({
      outcome: 'gone',
    });
  });

  it.runIf(name === 'radicale')('ask for a new password when it is another', async () => {
    const other = { secret: { ...secret, password: 'other' }, calendarId };
    await expect(writer.put(within(), other, eventOf(), null)).rejects.toMatchObject({ outcome: 'auth' });
    await expect(writer.remove(within(), other, 'int_1', null)).rejects.toMatchObject({ outcome: 'auth' });
  });

  it('are one event where the server took the first and its answer never came', async () => {
    const target = secret.calendars[calendarId] ?? '';
    const relay = createServer(async (request, response) => {
      const body = await text(request);
      const headers = { authorization: request.headers.authorization ?? '', 'if-none-match': '*' };
      await fetch(new URL(request.url ?? '', target), { method: 'PUT', headers, body });
      response.destroy();
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const { port } = relay.address() as AddressInfo;
    const losing = `http://127.0.0.1:${port}${new URL(target).pathname}`;
    const event = eventOf();
    const lost = { secret: { ...secret, calendars: { [calendarId]: losing } }, calendarId };
    await expect(writer.put(within(), lost, event, null)).rejects.toMatchObject({ outcome: 'retryable' });
    relay.close();
    await writer.put(within(), of(), event, null);
    expect(await standing(event)).toHaveLength(1);
  });
});
