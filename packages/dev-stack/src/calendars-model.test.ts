import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import type { CandidateBrowser } from './api-fixtures.ts';
import { intentKey } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { startCaldav } from './test-caldav.ts';
import { startCalendarFile } from './test-calendar-file.ts';
import { startCalendarPortal } from './test-calendar-portal.ts';
import type { Company } from './test-company.ts';
import { numbersFrom, sizeOf } from './test-extent.ts';
import { until } from './until-ready.ts';

const minute = 60_000;
const cell = 5 * minute;
const day = 24 * 60 * minute;
const rounds = sizeOf({ sample: 8, whole: 30 });

interface Span {
  readonly from: number;
  readonly to: number;
}
/** What is in a calendar now, and what of it was there at the last look that is known to have been good. */
interface ModelCalendar {
  readonly events: Map<string, Span>;
  readonly known: Map<string, Span>;
  connectionId: string | null;
  isAway: boolean;
  put(uid: string, event: Span | null): Promise<void>;
  connect(): Promise<string>;
  away(isAway: boolean): void;
  /** When our own entries begin, where bookings are to stand in it. */
  ours?(): Promise<string[]>;
}
interface Somebody {
  readonly personId: string;
  readonly templateId: string;
  readonly calendars: readonly ModelCalendar[];
  readonly booked: Map<CandidateBrowser, Span>;
}

let portal: Portal;
let company: Company;
let databases: Awaited<ReturnType<typeof startCalendarPortal>>['databases'];
let mongo: mongoose.Connection;
beforeAll(async () => {
  ({ portal, company, databases } = await startCalendarPortal());
  mongo = await mongoose.createConnection(inject('mongoUrl')).asPromise();
});
afterAll(async () => {
  await mongo?.close();
  await portal?.stop();
});

const text = (at: number) => new Date(at).toISOString();
const basic = (at: number) => `${text(at).slice(0, 19).replace(/[-:]/g, '')}Z`;

async function fileOf(personId: string): Promise<ModelCalendar> {
  const file = await startCalendarFile();
  const events = new Map<string, Span>();
  return {
    events,
    known: new Map(),
    connectionId: null,
    isAway: false,
    async put() {
      file.has([...events].map(([uid, { from, to }]) => ({ uid, from: text(from), to: text(to) })));
    },
    async connect() {
      return (await (await company.actAs(personId)).call<Connected>('calendars.connectIcs', { url: file.url }))
        .connection.connectionId;
    },
    away: (isAway) => file.answers(isAway ? 503 : 200),
  };
}

async function accountOf(personId: string): Promise<ModelCalendar> {
  const caldav = await startCaldav('radicale');
  onTestFinished(() => caldav.stop());
  await caldav.makeCalendar('work');
  return {
    events: new Map(),
    known: new Map(),
    connectionId: null,
    isAway: false,
    async put(uid, event) {
      if (event === null) await caldav.remove('work', uid);
      else await caldav.put('work', uid, [`DTSTART:${basic(event.from)}\nDTEND:${basic(event.to)}`]);
    },
    async connect() {
      const self = await company.actAs(personId);
      const { connection } = await self.call<Connected>('calendars.connectCaldav', caldav.account);
      const { connectionId, busyFrom } = connection;
      const [writeTo] = busyFrom;
      await self.call('calendars.choose', { connectionId, busyFrom, writeTo });
      return connectionId;
    },
    away: (isAway) => (isAway ? caldav.hang() : caldav.goOn()),
    async ours() {
      const texts = (await caldav.events('work')).filter((text) => /^UID:int_\w+\.per_/m.test(text));
      return texts.map((text) => /^DTSTART:(\w+)/m.exec(text)?.[1] ?? '').sort();
    },
  };
}

interface Connected {
  readonly connection: {
    readonly connectionId: string;
    readonly state: string;
    readonly freshAt: string | null;
    readonly busyFrom: readonly string[];
  };
}

async function somebody(hasAccount: boolean): Promise<Somebody> {
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const templateId = await company.addTemplate([personId], { policy: { minimumNotice: 'PT0S' } });
  const calendars = [await fileOf(personId), hasAccount ? await accountOf(personId) : await fileOf(personId)];
  return { personId, templateId, calendars, booked: new Map() };
}

/** The union of what is connected, rounded outward to the cells that bookings are made of. */
function unionOf({ calendars }: Somebody): Span[] {
  const all = calendars
    .filter(({ connectionId }) => connectionId !== null)
    .flatMap(({ events }) => [...events.values()])
    .map(({ from, to }) => ({ from: Math.floor(from / cell) * cell, to: Math.ceil(to / cell) * cell }))
    .sort((one, other) => one.from - other.from);
  const apart: { from: number; to: number }[] = [];
  for (const span of all) {
    const last = apart.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}

const attentionOf = async ({ interviewId }: { readonly interviewId: string }) =>
  (await company.admin.ask<{ attention: string | null }>('interviews.get', { interviewId })).attention;
const meets = (one: Span, other: Span) => one.from < other.to && one.to > other.from;

async function storedOf({ personId }: Somebody): Promise<Span[]> {
  const rows = await mongo
    .useDb(databases.booking)
    .collection<{ spans: { from: Date; to: Date }[] }>('reservations')
    .find({ people: personId, kind: 'external', active: true })
    .toArray();
  const spans = rows.flatMap((row) => row.spans.map(({ from, to }) => ({ from: +from, to: +to })));
  const apart: { from: number; to: number }[] = [];
  // What lasts over midnight is kept by day.
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last !== undefined && span.from === last.to && span.from % day === 0) last.to = span.to;
    else apart.push(span);
  }
  return apart;
}

async function syncAll({ personId, calendars }: Somebody): Promise<void> {
  for (const calendar of calendars) {
    const { connectionId } = calendar;
    if (connectionId === null) continue;
    const before = Date.now();
    await until('a good look', async () => {
      const { connection } = await company.admin.call<Connected>('calendars.syncNow', { personId, connectionId });
      return (
        connection.state === 'ok' && connection.freshAt !== null && Date.parse(connection.freshAt) >= before - 2_000
      );
    });
    calendar.known.clear();
    for (const [uid, event] of calendar.events) calendar.known.set(uid, event);
  }
}

/** At rest all three say the same: the calendars, what is kept of them, and what is offered and marked. */
async function checkAtRest(person: Somebody): Promise<void> {
  for (const calendar of person.calendars) {
    if (calendar.isAway) calendar.away(false);
    calendar.isAway = false;
  }
  await syncAll(person);
  const union = unionOf(person);
  await until('what is kept to be the union', async () => {
    const stored = await storedOf(person);
    return JSON.stringify(stored) === JSON.stringify(union) || undefined;
  }).catch(async () => expect(await storedOf(person)).toEqual(union));
  for (const [{ interviewId }, span] of person.booked) {
    const attention = await attentionOf({ interviewId });
    const isOver = union.some((busy) => meets(busy, span));
    expect([interviewId, attention]).toEqual([interviewId, isOver ? 'busy_elsewhere' : null]);
  }
  await checkEntries(person);
  const reader = await company.invite(person.templateId);
  for (const start of (await reader.slots({ zone: 'UTC' })).starts) {
    const span = spanAt(start);
    expect([start, union.find((busy) => meets(busy, span))]).toEqual([start, undefined]);
  }
}

/** Every live booking stands once in the calendar that was named for it, and nothing else of ours does. */
async function checkEntries({ calendars, booked }: Somebody): Promise<void> {
  for (const { ours, connectionId } of calendars) {
    if (ours === undefined) continue;
    const live = connectionId === null ? [] : [...booked.values()].map(({ from }) => basic(from)).sort();
    const isThere = async () => JSON.stringify(await ours()) === JSON.stringify(live);
    await until('the entries of all bookings', isThere).catch(async () => expect(await ours()).toEqual(live));
  }
}

const spanAt = (start: string): Span => ({ from: Date.parse(start), to: Date.parse(start) + 60 * minute });

/** All that can happen to somebody, chosen by the numbers of one seed. */
function happenings({ below, oneOf }: ReturnType<typeof numbersFrom>) {
  const midnight = Math.floor(Date.now() / day) * day;
  let made = 0;
  const randomSpan = (): Span => {
    const from = midnight + day + below(20) * day + below(24 * 12) * cell + below(5) * minute;
    return { from, to: from + (1 + below(40)) * 7 * minute };
  };

  async function changeEvents({ calendars }: Somebody): Promise<void> {
    const calendar = oneOf(calendars.filter(({ isAway }) => !isAway));
    if (calendar === undefined) return;
    const before = oneOf([...calendar.events.keys()]);
    const kind = before === undefined ? 0 : below(3);
    const uid = kind === 0 || before === undefined ? `event-${++made}` : before;
    if (kind === 2) calendar.events.delete(uid);
    else calendar.events.set(uid, randomSpan());
    calendar.known.delete(uid);
    await calendar.put(uid, calendar.events.get(uid) ?? null);
  }

  async function connectOrNot({ personId, calendars }: Somebody): Promise<void> {
    const calendar = oneOf(calendars.filter(({ isAway }) => !isAway));
    if (calendar === undefined) return;
    const { connectionId } = calendar;
    calendar.known.clear();
    if (connectionId !== null) await company.admin.call('calendars.disconnect', { personId, connectionId });
    calendar.connectionId = connectionId === null ? await calendar.connect() : null;
  }

  async function book({ calendars, templateId, booked }: Somebody): Promise<void> {
    const candidate = await company.invite(templateId);
    const start = oneOf((await candidate.slots({ zone: 'UTC' })).starts);
    if (start === undefined) return;
    const connected = calendars.filter(({ connectionId }) => connectionId !== null);
    const met = (events: Iterable<Span>) => [...events].filter((busy) => meets(busy, spanAt(start)));
    const [present, known] = [
      connected.flatMap(({ events }) => met(events.values())),
      connected.flatMap(({ known: all }) => met(all.values())),
    ];
    const isBooked = await candidate.book(start).then(
      () => true,
      (error: unknown) => {
        // Refused for what stands there, and for nothing else.
        expect(error).toMatchObject({ refusal: { code: 'slot_taken' } });
        expect(present).not.toEqual([]);
        return false;
      },
    );
    if (!isBooked) return;
    booked.set(candidate, spanAt(start));
    expect(known).toEqual([]);
    // What no look had seen in time is booked over with a mark, and never without.
    if (present.length > 0) expect(await attentionOf(candidate)).not.toBeNull();
  }

  async function cancel({ booked }: Somebody): Promise<void> {
    const candidate = oneOf([...booked.keys()]);
    if (candidate === undefined) return;
    const reason = { code: 'other', text: 'No need' };
    const { interviewId } = candidate;
    await company.admin.call('interviews.cancel', { interviewId, reason, idempotencyKey: intentKey() });
    booked.delete(candidate);
  }

  async function outage({ calendars: [calendar] }: Somebody): Promise<void> {
    if (calendar === undefined) return;
    calendar.isAway = !calendar.isAway;
    calendar.away(calendar.isAway);
  }

  async function kill(): Promise<void> {
    const service = oneOf(['calendars', 'booking'] as const) ?? 'booking';
    await portal.kill9(service);
    await portal.restart(service);
  }

  const all = [connectOrNot, outage, kill, book, book, book, cancel, async () => undefined];
  return async (person: Somebody): Promise<void> => {
    for (let n = 1 + below(4); n > 0; n -= 1) await changeEvents(person);
    const next = oneOf(all) ?? kill;
    await next(person);
  };
}

const seeds = sizeOf({ sample: [inject('seed')], whole: [20271, inject('seed')] });

it.each(seeds)(
  'whatever happens to calendars, services and bookings, at rest all agree (seed %i)',
  async (seed) => {
    const numbers = numbersFrom(seed);
    const happen = happenings(numbers);
    const people = [await somebody(true), await somebody(false)] as const;
    for (const { calendars } of people)
      for (const calendar of calendars) calendar.connectionId = await calendar.connect();
    for (let round = 0; round < rounds; round += 1) {
      const person = numbers.oneOf(people) ?? people[0];
      await happen(person);
      if (round % 5 === 4) await checkAtRest(person);
    }
    for (const person of people) await checkAtRest(person);
  },
  300_000,
);
