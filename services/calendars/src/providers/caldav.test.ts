import { type CaldavServer, caldavServers, startCaldav } from '@interlude/dev-stack/test-caldav';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reading } from '../reading/test-reading.ts';
import { type CaldavSecret, caldavProvider } from './caldav.ts';

const window = { from: Date.parse('2027-03-01T00:00:00Z'), to: Date.parse('2027-06-01T00:00:00Z') };
const terms = { window, zone: 'Europe/Berlin', ownHost: 'ours.example', counts: usuallyCounted };
const provider = caldavProvider({ mayAskInside: true });
const within = (ms = 20_000) => ({ signal: AbortSignal.timeout(ms), reading });
const short = (at: number) => new Date(at).toISOString().slice(0, 16);

describe.each(caldavServers)('calendars on %s', (name) => {
  let server: CaldavServer;
  let secret: CaldavSecret;
  let ids: Record<string, string>;
  beforeAll(async () => {
    server = await startCaldav(name);
    await server.makeCalendar('work');
    await server.makeCalendar('home');
    const found = await provider.list(within(), server.account);
    secret = { ...server.account, calendars: Object.fromEntries(found.map((one) => [one.calendarId, one.url])) };
    ids = Object.fromEntries(found.map((one) => [one.name, one.calendarId]));
  });
  afterAll(async () => await server?.stop());

  const look = async (calendar = 'work', cursor: string | null = null, call = within()) =>
    await provider.look(call, { secret, calendarId: ids[calendar] ?? '' }, terms, cursor);
  async function busy(calendar = 'work'): Promise<string[]> {
    const found = await look(calendar);
    if (found.isSame) throw new Error('nothing was read');
    const spans = found.spans.toSorted((one, other) => one.from - other.from);
    return spans.map(({ from, to }) => `${short(from)} ${short(to)}`);
  }
  const event = 'DTSTART:20270310T090000Z\nDTEND:20270310T100000Z';

  it('are found by their names, from the address of the server and from that of one of them', async () => {
    expect(Object.keys(ids)).toEqual(expect.arrayContaining(['work', 'home']));
    const url = secret.calendars[ids['work'] ?? ''] ?? '';
    const again = await provider.list(within(), { ...server.account, url });
    expect(again.map((one) => one.calendarId)).toEqual(expect.arrayContaining([ids['work'], ids['home']]));
  });

  it('say whether their owner may put events there, where the server knows', async () => {
    const found = await provider.list(within(), server.account);
    const rights = found.filter((one) => ['work', 'home'].includes(one.name)).map(({ mayWrite }) => mayWrite);
    expect(rights).toEqual([true, true]);
  });

  it('say by which addresses their owner is invited, where the server knows', async () => {
    const addresses = await provider.addresses(within(), server.account).catch(() => []);
    expect(addresses).toEqual(name === 'xandikos' ? ['ada@one.example'] : []);
    const declined = 'ATTENDEE;PARTSTAT=DECLINED:mailto:ada@one.example';
    await server.put('home', 'declined', [`${event}\n${declined}`]);
    const calendarId = ids['home'] ?? '';
    const found = await provider.look(within(), { secret: { ...secret, addresses }, calendarId }, terms, null);
    expect(found).toMatchObject({ spans: name === 'xandikos' ? [] : [{}] });
    await server.remove('home', 'declined');
  });

  it('say what was created, moved and deleted, and cheaply that nothing changed', async () => {
    await server.put('work', 'one', [event]);
    const first = await look();
    expect(first).toMatchObject({ isSame: false, spans: [{ from: Date.parse('2027-03-10T09:00Z') }] });
    const cursor = first.isSame ? null : first.cursor;
    expect(cursor).not.toBeNull();
    expect(await look('work', cursor)).toEqual({ isSame: true });

    await server.put('work', 'one', [event.replaceAll('0310T', '0311T')]);
    const second = await look('work', cursor);
    expect(second).toMatchObject({ isSame: false, spans: [{ from: Date.parse('2027-03-11T09:00Z') }] });
    // A token that nobody knows is a look at everything.
    expect(await look('work', 'http://nobody.example/sync/0')).toEqual(second);

    await server.remove('work', 'one');
    expect(await look('work', second.isSame ? null : second.cursor)).toMatchObject({ isSame: false, spans: [] });
  });

  it('take no more than what is in the way: not what is free, cancelled, ours, or outside', async () => {
    await server.put('home', 'free', [`${event}\nTRANSP:TRANSPARENT`]);
    await server.put('home', 'cancelled', [`${event}\nSTATUS:CANCELLED`]);
    await server.put('home', 'int_1@ours.example', [event]);
    await server.put('home', 'past', [event.replaceAll('2027', '2026')]);
    expect(await busy('home')).toEqual([]);
    await server.put('home', 'day', ['DTSTART;VALUE=DATE:20270328\nDTEND;VALUE=DATE:20270329']);
    await server.put('home', 'floating', ['DTSTART:20270402T090000\nDTEND:20270402T100000']);
    expect(await busy('home')).toEqual(['2027-03-27T23:00 2027-03-28T22:00', '2027-04-02T07:00 2027-04-02T08:00']);
  });

  it('take every repetition that began long before, with what was moved into the time and out of it', async () => {
    await server.makeCalendar('series');
    const found = await provider.list(within(), server.account);
    secret = { ...secret, calendars: Object.fromEntries(found.map((one) => [one.calendarId, one.url])) };
    ids = Object.fromEntries(found.map((one) => [one.name, one.calendarId]));
    await server.put('series', 'monthly', [
      'DTSTART:20260105T090000Z\nDTEND:20260105T100000Z\nRRULE:FREQ=MONTHLY;UNTIL=20270505T090000Z\nEXDATE:20270405T090000Z',
      'RECURRENCE-ID:20270305T090000Z\nDTSTART:20270306T120000Z\nDTEND:20270306T130000Z',
      'RECURRENCE-ID:20260705T090000Z\nDTSTART:20270520T120000Z\nDTEND:20270520T130000Z',
      'RECURRENCE-ID:20270505T090000Z\nDTSTART:20270905T090000Z\nDTEND:20270905T100000Z',
    ]);
    expect(await busy('series')).toEqual(['2027-03-06T12:00 2027-03-06T13:00', '2027-05-20T12:00 2027-05-20T13:00']);
  });

  // It asks nobody who they are.
  it.runIf(name === 'xandikos')('take no time for what whoever signs in by an address has declined', async () => {
    await server.makeCalendar('invited');
    const found = await provider.list(within(), server.account);
    const calendarId = found.find((one) => one.name === 'invited')?.calendarId ?? '';
    const calendars = Object.fromEntries(found.map((one) => [one.calendarId, one.url]));
    await server.put('invited', 'declined', [
      'DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:ada@one.example',
    ]);
    const lookAs = async (username: string) =>
      await provider.look(within(), { secret: { ...secret, username, calendars }, calendarId }, terms, null);
    expect(await lookAs('ada@one.example')).toMatchObject({ spans: [] });
    expect(await lookAs('ben@one.example')).toMatchObject({ spans: [{}] });
  });

  it('are never free where one is gone, while the others are read', async () => {
    await server.makeCalendar('short');
    const found = await provider.list(within(), server.account);
    secret = { ...secret, calendars: Object.fromEntries(found.map((one) => [one.calendarId, one.url])) };
    ids = Object.fromEntries(found.map((one) => [one.name, one.calendarId]));
    await server.remove('short');
    await expect(look('short')).rejects.toMatchObject({ outcome: 'gone' });
    await expect(look('home')).resolves.toMatchObject({ isSame: false });
  });

  it.runIf(name === 'radicale')('ask for a new password when it is another', async () => {
    const wrong = { ...secret, password: 'other' };
    await expect(provider.list(within(), wrong)).rejects.toMatchObject({ outcome: 'auth' });
    const of = { secret: wrong, calendarId: ids['work'] ?? '' };
    await expect(provider.look(within(), of, terms, null)).rejects.toMatchObject({ outcome: 'auth' });
  });

  it('are not read, and not free, while the server hangs and when it is away', async () => {
    server.hang();
    await expect(look('work', null, within(300))).rejects.toMatchObject({ outcome: 'retryable' });
    await expect(provider.list(within(300), server.account)).rejects.toMatchObject({ outcome: 'retryable' });
    server.goOn();
    await expect(look()).resolves.toMatchObject({ isSame: false });
    await server.stop();
    await expect(look()).rejects.toMatchObject({ outcome: 'retryable' });
  });
});
