import { instantText } from '@interlude/shared/booking/booking-rules';
import type { InterviewId, TenantId } from '@interlude/shared/ids';
import { applyAsTimer } from '../src/booking/apply-as-timer.ts';
import type { BookingRow } from '../src/booking/row/booking-row.ts';
import { changePeople } from '../src/drop-outs/drop-out-commands.ts';
import { namesOf, type ReservationRow } from '../src/reservations/reservation-row.ts';
import { waitlist } from '../src/waitlist/waitlist-commands.ts';
import type { Busy, Concern, History, Operation, OperationKind } from './history.ts';
import { offerFaults } from './invariants.ts';
import type { TestPortal } from './portal.ts';
import { type Client, isBooked, isOver, newUnit, perform, type Wish, wishesOf } from './simulation-clients.ts';
import { type Company, forms, startCompany } from './simulation-company.ts';
import { placeFaults } from './simulation-groups.ts';

const minute = 60_000;

export interface SimulationSize {
  readonly seed: number;
  readonly clients: number;
  readonly rounds: number;
  /** How many act at the same instant. */
  readonly atOnce: number;
  /** How many of the first listed starts are wanted at all; the fewer, the harder the fight. */
  readonly hot?: number;
  /** Which of the forms; all when absent. */
  readonly only?: readonly number[];
}

// Whatever a client does next to a time ends the hold on another one.
const decidesHold: readonly OperationKind[] = [
  'hold',
  'release',
  'book',
  'bookAll',
  'reschedule',
  'cancel',
  'cancelAll',
];

/** The portal with a clock that the simulation moves. */
export interface SimulatedPortal {
  readonly portal: TestPortal;
  advance(ms: number): void;
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

/**
 * Candidates and clients of templates and services that share people read, hold, book, move, cancel and leave, many at
 * once, single times, all parts of an invitation or a series, while people take time off and the clock goes on. The
 * seed decides who wants what and when; the history is what they were told.
 */
export async function simulate({ portal, advance }: SimulatedPortal, size: SimulationSize): Promise<History> {
  const random = randomFrom(size.seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const wanted = (size.only ?? forms.map((_, n) => n)).flatMap((n) => forms[n] ?? []);
  const company = await startCompany(portal, wanted);
  const { people, templates } = company;
  const operations: Operation[] = [];
  const busy: Busy[] = [];
  const kept = new Map<string, Busy>();
  const seen: string[] = [];
  let clock = 0;

  const clients = await beginAll(portal, company, { wanted, count: size.clients });

  async function act(wish: Wish): Promise<void> {
    const invoke = clock++;
    const outcome = await perform(wish);
    const { client, kind, concerns } = wish;
    operations.push({ client: client.id, kind, concerns, invoke, complete: clock++, ...outcome });
  }

  let offered: Awaited<ReturnType<typeof readOffers>> = [];
  for (let round = 0; round < size.rounds; round++) {
    const present = clients.filter((client) => !isOver(client));
    const actors = new Set(
      Array.from({ length: size.atOnce }, () => pick(present)).filter((client) => client !== undefined),
    );
    const wishes = [...actors].flatMap((client) => wishesOf(client, random, size.hot ?? 24));
    const calls = wishes.map(act);
    if (round % 7 === 3) calls.push(takeTimeOff(pick(people) ?? '', random()));
    if (round % 5 === 2) calls.push(dropOut(pick(clients), random()));
    if (round % 3 === 1) calls.push(offer(), offer());
    // One call of a client at a time: of two nobody could say which came last.
    const idle = offered.filter(({ client }) => !actors.has(client));
    calls.push(...idle.map(({ client, startsAt }) => answer(client, startsAt, random())));
    await Promise.all(calls);
    seen.push(...(await heldFaults()));
    advance(Math.floor(random() * minute));
    await lapse();
    await endOffers();
    offered = await readOffers();
    seen.push(...(await offerFaults(portal, portal.app.now())));
    seen.push(...(await placeFaults(portal, { clients: present, templates, round })));
  }
  advance(5 * minute);
  await lapse();
  const quietFrom = clock;
  for (const client of clients.filter((one) => !isBooked(one) && !isOver(one)).slice(0, 30)) {
    const [share, concerns] = [random(), [{ unit: 0, startsAt: null }]];
    await act({ client, kind: 'list', concerns, share });
    const startsAt = pick(client.units[0]?.listed.slice(0, 40) ?? []);
    if (startsAt !== undefined) await act({ client, kind: 'book', concerns: [{ unit: 0, startsAt }], share });
    const together = client.choice.map((at, unit) => ({ unit, startsAt: at }));
    if (together.length > 0) await act({ client, kind: 'bookAll', concerns: together, share });
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
    await portal.offerRound();
    const complete = Number.POSITIVE_INFINITY;
    for (const { _id, startsAt, endsAt, offeredTo, ...row } of await readKept()) {
      const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
      const to = clients.findIndex(({ candidate }) => candidate.interviewId === offeredTo);
      const template = templates[clients[to]?.form.templates[0] ?? -1];
      if (!kept.has(_id)) kept.set(_id, { people: namesOf(row), ...times, invoke, complete, offeredTo: to, template });
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
    if (isBooked(client) || isOver(client) || dice < 0.3) return;
    const concerns = [{ unit: 0, startsAt: instantText(startsAt) }];
    await act({ client, kind: dice < 0.5 ? 'pass' : 'book', concerns, share: dice });
  }

  // As the timer of the workflow does it.
  async function lapse(): Promise<void> {
    const over = (await readOffers()).filter(({ expiresAt }) => expiresAt <= portal.app.now());
    for (const { client, tenantId, id } of over) {
      const interviewId = client.candidate.interviewId as InterviewId;
      await applyAsTimer(portal.app, { tenantId, interviewId }, waitlist({ to: 'lapse', offerId: id }));
    }
  }

  // Whoever drops out is searched for while others book, hold and move around the same people; of a session, for all
  // who are in it.
  async function dropOut(client: Client | undefined, share: number): Promise<void> {
    const { units = [] } = client ?? {};
    const bookingId = units[Math.floor(share * units.length)]?.id ?? '';
    const tenantId = (await portal.app.stores.bookings.findTenantOf(bookingId)) ?? ('' as TenantId);
    const row = await portal.app.stores.bookings.find(tenantId, bookingId);
    const personId = row?.people[Math.floor(((share * 7919) % 1) * row.people.length)];
    if (row === null || personId === undefined) return;
    const session = row.placeIn && (await portal.app.stores.reservations.groups.find({ tenantId, _id: row.placeIn }));
    const interviewId = session?.bookingId ?? row._id;
    // Moved or cancelled meanwhile is an answer too.
    await applyAsTimer(
      portal.app,
      { tenantId, interviewId },
      changePeople({ do: 'dropOut', personId, because: 'busy' }),
    );
    await portal.app.dropOuts.settleNow({ tenantId, interviewId });
  }

  /** S12: what is held between two rounds is held by somebody who was told so, and by nobody who was refused. */
  async function heldFaults(): Promise<string[]> {
    const rows = await portal
      .collection<ReservationRow>('reservations')
      .find({
        kind: 'hold',
        active: true,
        bookingId: { $exists: true },
        expiresAt: { $gt: new Date(portal.app.now()) },
      })
      .toArray();
    const told = operations.filter(({ kind, outcome }) => outcome === 'ok' && decidesHold.includes(kind));
    return rows.flatMap(({ bookingId, startsAt }) => {
      const client = clients.find(({ units }) => units.some(({ id }) => id === bookingId));
      const unit = client?.units.findIndex(({ id }) => id === bookingId);
      const isOwn = (concern: Concern) => concern.unit === unit;
      const last = told.findLast((one) => one.client === client?.id && one.concerns.some(isOwn));
      const isTold = last?.kind === 'hold' && Date.parse(last.concerns[0]?.startsAt ?? '') === startsAt.getTime();
      return isTold ? [] : [`S12: ${startsAt.toISOString()} is held for ${bookingId}, whom nobody told`];
    });
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
    clients: clients.map(({ units, form }) => ({ ids: units.map(({ id }) => id), templates: form.templates })),
  };
}

async function beginAll(
  { base, bases }: TestPortal,
  { begin }: Company,
  { wanted, count }: { readonly wanted: readonly (typeof forms)[number][]; readonly count: number },
): Promise<Client[]> {
  const clients: Client[] = [];
  while (clients.length < count) {
    const some = Array.from({ length: Math.min(8, count - clients.length) }, async (_, n): Promise<Client> => {
      const id = clients.length + n;
      const form = wanted[id % wanted.length] ?? { templates: [0] };
      const { candidate, ids } = await begin(form, bases[Math.floor(id / wanted.length) % bases.length] ?? base);
      return { id, form, candidate, units: ids.map(newUnit), choice: [], isWaiting: false };
    });
    clients.push(...(await Promise.all(some)));
  }
  return clients;
}
