import { CallRefused } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey, openLink } from '@interlude/dev-stack/api-fixtures';
import { instantText } from '@interlude/shared/booking-rules';
import type { InterviewId, TenantId } from '@interlude/shared/ids';
import type { SlotsView } from '@interlude/shared/interview';
import { applyAsTimer } from './bookings/as-timer.ts';
import type { BookingRow } from './bookings/booking-row.ts';
import { namesOf, type ReservationRow } from './slots/reservation-row.ts';
import type { Busy, History, Operation, OperationKind } from './test-history.ts';
import { offerFaults } from './test-invariants.ts';
import type { TestPortal } from './test-portal.ts';
import { offerRound } from './waitlist/offer-round.ts';

const minute = 60_000;

export interface SimulationSize {
  readonly seed: number;
  readonly clients: number;
  readonly rounds: number;
  /** How many act at the same instant. */
  readonly atOnce: number;
  /** How many of the first listed starts are wanted at all; the fewer, the harder the fight. */
  readonly hot?: number;
  /** Which of the templates; all when absent. */
  readonly only?: readonly number[];
}

/** The portal with a clock that the simulation moves. */
export interface SimulatedPortal {
  readonly portal: TestPortal;
  advance(ms: number): void;
}

interface Client {
  readonly id: number;
  readonly template: number;
  readonly candidate: CandidateBrowser;
  isBooked: boolean;
  isOver: boolean;
  isWaiting: boolean;
  listed: readonly string[];
  /** The start they hold, as far as they know; it is what they book, mostly. */
  held: string | null;
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What somebody may want without a start in mind, for so much of the dice. */
function timeless(client: Client, dice: number): readonly [Client, OperationKind, null] | null {
  if (dice < 0.12) return [client, 'list', null];
  if (dice >= 0.3 && dice < 0.36) return [client, 'release', null];
  if (client.isBooked || dice < 0.36 || dice >= 0.44) return null;
  return [client, client.isWaiting && dice < 0.38 ? 'leave' : 'join', null];
}

function timely({ isBooked }: Client, dice: number): OperationKind {
  if (dice < 0.3) return 'hold';
  if (!isBooked) return 'book';
  return dice > 0.9 ? 'cancel' : 'reschedule';
}

/**
 * Candidates of several templates that share people read, hold, book, move, cancel and leave, many at once, while
 * people take time off and the clock goes on. The seed decides who wants what and when; the history is what they
 * were told.
 */
export async function simulate({ portal, advance }: SimulatedPortal, size: SimulationSize): Promise<History> {
  const random = randomFrom(size.seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const { people, templates } = await company(portal);
  const operations: Operation[] = [];
  const busy: Busy[] = [];
  const kept = new Map<string, Busy>();
  const seen: string[] = [];
  let clock = 0;

  const clients = await inviteAll(portal, templates, size);

  async function act(client: Client, kind: OperationKind, startsAt: string | null): Promise<void> {
    const invoke = clock++;
    const outcome = await outcomeOf(() => perform(client, kind, startsAt));
    operations.push({
      client: client.id,
      template: client.template,
      kind,
      startsAt,
      invoke,
      complete: clock++,
      ...outcome,
    });
    if (outcome.outcome !== 'ok') return;
    if (kind === 'book') client.isBooked = true;
    if (kind !== 'list' && kind !== 'join' && kind !== 'leave') client.held = kind === 'hold' ? startsAt : null;
    if (kind === 'join' || kind === 'leave') client.isWaiting = kind === 'join';
    if (kind === 'cancel') client.isOver = true;
  }

  // Drawn before anybody acts, so that a seed means the same wishes however the calls interleave.
  function wishOf(client: Client): readonly [Client, OperationKind, string | null] {
    const dice = random();
    // Early times are wanted most, by everybody; but who holds one mostly goes on with it.
    const early = client.listed[Math.floor(random() ** 2 * Math.min(client.listed.length, size.hot ?? 24))];
    const startsAt = (dice < 0.8 ? client.held : null) ?? early;
    const wish = startsAt === undefined ? timeless(client, 0) : timeless(client, dice);
    const kind = timely(client, dice);
    return wish ?? [client, kind, kind === 'cancel' ? null : (startsAt ?? null)];
  }

  let offered: Awaited<ReturnType<typeof readOffers>> = [];
  for (let round = 0; round < size.rounds; round++) {
    const present = clients.filter(({ isOver }) => !isOver);
    const actors = new Set(
      Array.from({ length: size.atOnce }, () => pick(present)).filter((client) => client !== undefined),
    );
    const wishes = [...actors].map(wishOf);
    const calls = wishes.map((wish) => act(...wish));
    if (round % 7 === 3) calls.push(takeTimeOff(pick(people) ?? '', random()));
    if (round % 5 === 2) calls.push(dropOut(pick(clients), random()));
    if (round % 3 === 1) calls.push(offer(), offer());
    // One call of a client at a time: of two nobody could say which came last.
    const idle = offered.filter(({ client }) => !actors.has(client));
    calls.push(...idle.map(({ client, startsAt }) => answer(client, startsAt, random())));
    await Promise.all(calls);
    advance(Math.floor(random() * 60_000));
    await lapse();
    await endOffers();
    offered = await readOffers();
    seen.push(...(await offerFaults(portal, portal.app.now())));
  }
  advance(5 * minute);
  await lapse();
  const quietFrom = clock;
  for (const client of clients.filter(({ isBooked, isOver }) => !isBooked && !isOver).slice(0, 30)) {
    await act(client, 'list', null);
    const startsAt = pick(client.listed.slice(0, 40));
    if (startsAt !== undefined) await act(client, 'book', startsAt);
  }

  /** What is on offer now, in no order. */
  async function readOffers() {
    const rows = await portal
      .collection<BookingRow>('bookings')
      .find({ 'waitlist.offer': { $ne: null } })
      .toArray();
    return rows.flatMap(({ _id, tenantId, waitlist }) => {
      const client = clients.find(({ candidate }) => candidate.interviewId === _id);
      return client && waitlist?.offer ? [{ client, tenantId, ...waitlist.offer }] : [];
    });
  }

  // While a round claims what it offers, and as long as it is on offer, the time may be somebody's.
  async function offer(): Promise<void> {
    const invoke = clock++;
    await offerRound(portal.app);
    const complete = Number.POSITIVE_INFINITY;
    for (const { _id, startsAt, endsAt, ...row } of await readKept()) {
      const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
      if (!kept.has(_id)) kept.set(_id, { people: namesOf(row), ...times, invoke, complete });
    }
  }

  async function readKept(): Promise<ReservationRow[]> {
    return await portal
      .collection<ReservationRow>('reservations')
      .find({ offeredTo: { $exists: true } })
      .toArray();
  }

  // What was passed on, has lapsed or became a booking is nobody's by the offer any more.
  async function endOffers(): Promise<void> {
    const lasting = new Set<string>((await readKept()).filter(({ active }) => active).map(({ _id }) => _id));
    for (const [id, one] of kept)
      if (!lasting.has(id) && one.complete === Number.POSITIVE_INFINITY) kept.set(id, { ...one, complete: clock++ });
  }

  async function answer(client: Client, startsAt: number, dice: number): Promise<void> {
    if (client.isBooked || client.isOver || dice < 0.3) return;
    await act(client, dice < 0.5 ? 'pass' : 'book', instantText(startsAt));
  }

  // As the timer of the workflow does it.
  async function lapse(): Promise<void> {
    const over = (await readOffers()).filter(({ expiresAt }) => expiresAt <= portal.app.now());
    for (const { client, tenantId, id } of over) {
      const interviewId = client.candidate.interviewId as InterviewId;
      await applyAsTimer(portal.app, { tenantId, interviewId }, { do: 'waitlist', wish: { to: 'lapse', offerId: id } });
    }
  }

  // Whoever drops out is searched for while others book, hold and move around the same people.
  async function dropOut(client: Client | undefined, share: number): Promise<void> {
    const interviewId = (client?.candidate.interviewId ?? '') as InterviewId;
    const tenantId = (await portal.app.stores.bookings.findTenantOf(interviewId)) ?? ('' as TenantId);
    const row = await portal.app.stores.bookings.find(tenantId, interviewId);
    const personId = row?.people[Math.floor(share * row.people.length)];
    if (personId === undefined) return;
    // Moved or cancelled meanwhile is an answer too.
    await applyAsTimer(portal.app, { tenantId, interviewId }, { do: 'dropOut', personId, because: 'busy' });
    await portal.app.dropOuts.settleNow({ tenantId, interviewId });
  }

  async function takeTimeOff(personId: string, share: number): Promise<void> {
    const invoke = clock++;
    const from = portal.app.now() + Math.floor(share * 96) * 30 * minute;
    const [startsAt, endsAt] = [new Date(from).toISOString(), new Date(from + 120 * minute).toISOString()];
    await portal.admin.call('availability.addTimeOff', { personId, from: startsAt, to: endsAt });
    const complete = Number.POSITIVE_INFINITY;
    busy.push({ people: [personId], startsAt: from, endsAt: from + 120 * minute, invoke, complete });
  }

  return {
    operations,
    busy: [...busy, ...kept.values()],
    seen,
    quietFrom,
    templates,
    clients: clients.map(({ candidate, template }) => ({ interviewId: candidate.interviewId, template })),
  };
}

/**
 * Five people, one with a daily cap, one with buffers of their own, two with a skill, and ten templates among which
 * nearly every pair shares somebody, or the one room.
 */
async function company(portal: TestPortal) {
  const hours = (zone: string) => ({ zone, weekly: allWeek('09:00', '17:00') });
  const people = [
    await portal.addInterviewer(hours('Europe/Berlin')),
    await portal.addInterviewer({ ...hours('Asia/Kathmandu'), skills: ['german'] }),
    await portal.addInterviewer({ ...hours('Africa/Cairo'), skills: ['german'] }),
    await portal.addInterviewer({ ...hours('UTC'), settings: { buffers: { beforeMinutes: 5, afterMinutes: 20 } } }),
    await portal.addInterviewer({ ...hours('Europe/Berlin'), caps: { perDay: 2, perWeek: null } }),
  ] as const;
  const [ana, ben, cem, dia, eva] = people;
  const blue = { name: 'Blue room', kind: 'room' };
  const { resourceId: room } = await portal.admin.call<{ resourceId: string }>('resources.create', blue);
  const one = (anyOf: readonly string[]) => ({ anyOf, count: 1 });
  const shapes = [
    { panel: [one([ana])], durationMinutes: 30, buffers: { beforeMinutes: 0, afterMinutes: 15 } },
    { panel: [one([ana])], durationMinutes: 45, buffers: { beforeMinutes: 10, afterMinutes: 0 } },
    { panel: [{ anyOf: [ana, cem], count: 2 }], durationMinutes: 60, buffers: { beforeMinutes: 0, afterMinutes: 15 } },
    { panel: [one([cem, dia])], durationMinutes: 30, buffers: { beforeMinutes: 5, afterMinutes: 5 } },
    { panel: [one([eva])], durationMinutes: 30, buffers: { beforeMinutes: 0, afterMinutes: 0 } },
    {
      panel: [one([ana, cem]), one([dia, eva, ben])],
      durationMinutes: 45,
      buffers: { beforeMinutes: 0, afterMinutes: 0 },
    },
    {
      panel: [one([dia]), { ...one([cem, ben]), optional: true as const }],
      durationMinutes: 30,
      buffers: { beforeMinutes: 0, afterMinutes: 0 },
    },
    {
      panel: [{ ...one([ana, ben, cem]), skills: ['german'] }],
      durationMinutes: 30,
      buffers: { beforeMinutes: 0, afterMinutes: 10 },
    },
    { panel: [one([eva])], durationMinutes: 30, buffers: { beforeMinutes: 0, afterMinutes: 5 }, room },
    { panel: [one([ben, dia])], durationMinutes: 60, buffers: { beforeMinutes: 10, afterMinutes: 0 }, room },
  ];
  const policy = {
    minimumNotice: 'PT1H',
    bookingWindowDays: 4,
    holdFor: 'PT2M',
    waitlist: { offerFor: 'PT3M' },
    reschedule: { cutoff: 'PT0S', limit: 100, warnAt: 90 },
  };
  const templates = [];
  for (const { room: needed, ...shape } of shapes.map((each) => ({ room: undefined, ...each }))) {
    const resources = needed === undefined ? [] : [one([needed])];
    const id = await portal.addTemplate([], { ...shape, resources, stepMinutes: 15, policy });
    templates.push({ id, ...shape, ...(needed ? { room: needed } : {}) });
  }
  return { people, templates };
}

async function inviteAll(
  portal: TestPortal,
  templates: readonly { id: string }[],
  size: SimulationSize,
): Promise<Client[]> {
  const { clients: count, only = templates.map((_, n) => n) } = size;
  const { bases } = portal;
  const baseOf = (id: number) => bases[Math.floor(id / only.length) % bases.length] ?? portal.base;
  const clients: Client[] = [];
  while (clients.length < count) {
    const some = Array.from({ length: Math.min(8, count - clients.length) }, async (_, n): Promise<Client> => {
      const id = clients.length + n;
      const template = only[id % only.length] ?? 0;
      const invited = await portal.invite(templates[template]?.id ?? '');
      const candidate = await openLink(baseOf(id), invited.link);
      return { id, template, candidate, isBooked: false, isOver: false, isWaiting: false, listed: [], held: null };
    });
    clients.push(...(await Promise.all(some)));
  }
  return clients;
}

async function perform(client: Client, kind: OperationKind, startsAt: string | null): Promise<void> {
  const { candidate } = client;
  const { interviewId, browser } = candidate;
  const intent = { interviewId, idempotencyKey: intentKey() };
  if (kind === 'list')
    client.listed = (await candidate.slots({ days: 5, zone: 'UTC' })).starts satisfies SlotsView['starts'];
  if (kind === 'hold') await browser.call('candidate.hold', { ...intent, startsAt });
  if (kind === 'release') await browser.call('candidate.releaseHold', { interviewId });
  if (kind === 'book') await candidate.book(startsAt ?? '');
  if (kind === 'reschedule') await candidate.reschedule(startsAt ?? '');
  if (kind === 'join') await browser.call('candidate.joinWaitlist', intent);
  if (kind === 'leave') await browser.call('candidate.leaveWaitlist', intent);
  if (kind === 'pass') await browser.call('candidate.passOffer', { ...intent, startsAt });
  if (kind === 'cancel') await browser.call('candidate.cancel', { ...intent, reason: { code: 'illness' } });
}

async function outcomeOf(call: () => Promise<void>): Promise<Pick<Operation, 'outcome' | 'because'>> {
  try {
    await call();
    return { outcome: 'ok' };
  } catch (error) {
    if (!(error instanceof CallRefused) || error.refusal === null) throw error;
    const { code } = error.refusal;
    return { outcome: code, ...('because' in error.refusal ? { because: String(error.refusal.because) } : {}) };
  }
}
