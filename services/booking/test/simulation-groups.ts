import type { SlotsView } from '@interlude/shared/schemas/views';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import { groupFaults } from './group-invariants.ts';
import type { Template } from './history.ts';
import type { TestPortal } from './portal.ts';
import { type Client, isOver } from './simulation-clients.ts';

const day = 86_400_000;
const days = 5;

interface Present {
  readonly clients: readonly Client[];
  readonly templates: readonly Template[];
  readonly round: number;
}

/** S13, and L1 of what one client of a group session is told, when nobody is at work. */
export async function placeFaults(
  portal: Pick<TestPortal, 'collection' | 'app'>,
  { clients, templates, round }: Present,
): Promise<string[]> {
  const active = await portal.collection<ReservationRow>('reservations').find({ active: true }).toArray();
  const guests = clients.filter((one) => !isOver(one) && templateOf(one, templates)?.places !== undefined);
  const asked = guests[round % guests.length];
  return [
    ...(await groupFaults(portal, active)),
    ...(asked === undefined ? [] : await joinableFaults(asked, { templates, active, now: portal.app.now() })),
  ];
}

function templateOf({ form }: Client, templates: readonly Template[]): Template | undefined {
  return templates[form.templates[0] ?? -1];
}

interface Facts {
  readonly templates: readonly Template[];
  readonly active: readonly ReservationRow[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** L1: exactly the sessions that others are in and that have a place left are joinable, with so many places. */
async function joinableFaults(client: Client, { templates, active, now }: Facts): Promise<string[]> {
  const template = templateOf(client, templates);
  const [unit] = client.units;
  const input = { interviewId: unit?.id ?? '', days, zone: 'UTC' };
  const view = await client.candidate.browser.ask<SlotsView>('candidate.slots', input);
  const isOther = ({ kind, bookingId, expiresAt }: ReservationRow) =>
    bookingId !== unit?.id && !(kind === 'hold' && (expiresAt?.getTime() ?? 0) <= now);
  const lastDay = Math.floor(now / day) * day + days * day;
  const sessions = active.filter(({ kind, offerId }) => kind === 'group' && offerId?.startsWith(`${template?.id}~`));
  // What is only held is offered where its people have the time but for it, which is not judged here.
  const unbooked = new Set(sessions.filter(({ booked = 0 }) => booked === 0).map(({ startsAt }) => startsAt.getTime()));
  const open = sessions
    .filter(({ startsAt }) => !unbooked.has(startsAt.getTime()))
    .filter(({ startsAt }) => startsAt.getTime() >= Date.parse(view.earliestAt) && startsAt.getTime() < lastDay)
    .filter(({ startsAt }) => startsAt.getTime() <= Date.parse(view.latestAt))
    .filter(({ startsAt }) => startsAt.getTime() !== Date.parse(unit?.startsAt ?? ''))
    .map(({ _id, startsAt }) => ({
      startsAt: startsAt.getTime(),
      taken: active.filter((row) => row.placeIn === _id && isOther(row)).length,
      _id,
    }))
    .filter(({ taken }) => taken > 0 && taken < (template?.places ?? 1))
    .toSorted((one, other) => (one._id < other._id ? -1 : 1));
  const first = open.filter(({ startsAt }, n) => open.findIndex((one) => one.startsAt === startsAt) === n);
  const wanted = first.map(({ startsAt, taken }) => `${startsAt} has ${(template?.places ?? 1) - taken}`).toSorted();
  const judged = (view.joinable ?? []).filter(({ startsAt }) => !unbooked.has(Date.parse(startsAt)));
  const told = judged.map((one) => `${Date.parse(one.startsAt)} has ${one.placesLeft}`).toSorted();
  return wanted.join() === told.join()
    ? []
    : [`L1: client ${client.id} is told that ${told.join(', ')}, and it is that ${wanted.join(', ')}`];
}
