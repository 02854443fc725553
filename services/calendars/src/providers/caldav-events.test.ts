import { type CaldavServer, caldavServers, startCaldav } from '@interlude/dev-stack/test-caldav';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reading } from '../reading/test-reading.ts';
import { type CaldavSecret, caldavProvider } from './caldav.ts';
import { caldavEvents } from './caldav-events.ts';
import type { ExternalEvent } from './event-writer.ts';

const rules = { mayAskInside: true };
const writer = caldavEvents(rules);
const within = (ms = 20_000) => ({ signal: AbortSignal.timeout(ms), reading });
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

  it('say when and what, escaped as the standard has it', async () => {
    const event = eventOf();
    expect((await writer.put(within(), of(), event, null)).etag).not.toBeNull();
    const [text] = await standing(event);
    expect(startOf(text)).toBe('20270310T090000Z');
    expect(text).toContain(String.raw`DESCRIPTION:One\; two\,\nthree`);
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
});
