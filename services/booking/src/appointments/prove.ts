import { isDeepStrictEqual } from 'node:util';
import { promisedPhone } from '@interlude/shared/booking/phone-call';
import type { AppointmentId, ClientId } from '@interlude/shared/ids';
import { moved } from '@interlude/shared/time/instant';
import type { Context } from '../access/deps.ts';
import { addressKey } from '../access/rate-limits.ts';
import { keptOpenUntil, newAccess } from '../booking/change.ts';
import { book } from '../booking/commands/book.ts';
import { grantAccess } from '../booking/gate/candidate-gate.ts';
import { nudgeFor } from '../booking/nudge.ts';
import { blankBooking } from '../booking/row/blank-booking.ts';
import { isAppointment } from '../booking/row/booking-kind.ts';
import type { AppointmentRow, BookingChange } from '../booking/row/booking-row.ts';
import { changedRow } from '../booking/row/changed-row.ts';
import { phoneIfAsked } from '../booking/row/phone.ts';
import { groupTerms } from '../calendar/joinable-sessions.ts';
import { servicePage } from '../catalogue/service-page.ts';
import { policyOf } from '../catalogue/service-policy.ts';
import type { ServiceRow } from '../catalogue/service-store.ts';
import type { ClientRow } from '../company/client-store.ts';
import { mailboxOf } from '../company/mailbox.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { requestHash } from '../journal/request-hash.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { newId } from '../runtime/new-id.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import type { AppointmentDeps } from './deps.ts';
import { mostTries, type ProofRow, type ProofWish } from './proof-store.ts';

// Codes of one client, and the workflow of what is begun, write the same row at once.
const attempts = 10;
const mostOpen = 5;

export interface Proved {
  readonly appointmentId: AppointmentId;
  /** Whether it is booked at the time that was chosen before; false also where none was. */
  readonly booked: boolean;
}

/**
 * Who types the code reads the mail of that address: makes the client and the appointment, and gives this browser
 * access to it, booked at the time they chose before if that can still be had and the service is as they read of it.
 * Typing it again gives the same appointment, and so does another code for the same wish as long as no time is booked:
 * attempts that were given up must not add up to the most a client may have. A proof that is unknown, over or tried too
 * often is refused alike.
 */
export async function prove(
  context: Context<AppointmentDeps>,
  input: { proofId: string; code: string },
): Promise<Proved> {
  const { app, req, requestId } = context;
  const now = app.now();
  await app.limits.count('prove', addressKey(req.ip ?? ''), now);
  const proof = await app.stores.proofs.takeTry(input.proofId, new Date(now));
  if (proof === null) refuse({ code: 'code_expired' });
  if (!app.codes.isCode(proof, input.code)) refuse({ code: 'code_wrong', triesLeft: mostTries - proof.tries });
  await app.stores.proofs.giveBackTry(proof);
  const made = await appointmentOf(app, proof, { now, requestId });
  const booked = await bookWish(app, proof, made, { now, requestId });
  // Its access lasts longer once it is booked.
  const row = booked ? await app.stores.bookings.find(made.tenantId, made._id) : null;
  await grantAccess(context, row ?? made);
  return { appointmentId: made._id, booked };
}

// Where the time is lost, the service is another or they were here before, they choose again and type nothing twice.
async function bookWish(
  app: AppointmentDeps,
  { _id: proofId, wish, zone, locale }: ProofRow,
  { _id, tenantId, clientId, serviceId, status }: AppointmentRow,
  moment: Moment,
): Promise<boolean> {
  if (wish === undefined || wish.repeats) return false;
  if (status === 'invited' && !isAsRead(wish, await app.stores.services.find(tenantId, serviceId))) return false;
  const { startsAt, note } = wish;
  const idempotency = { scope: _id, key: proofId, hash: requestHash('prove', { startsAt }) };
  const context = {
    tenantId,
    interviewId: _id,
    actor: { party: 'candidate', id: clientId },
    ...moment,
    idempotency,
  } as const;
  const booking = { startsAt: startsAt.getTime(), zone, locale, ...(note === null ? {} : { note }) };
  try {
    return await app.applyCommand(context, book(booking), () => true);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

// What is held was measured by the service of then, and nobody books a price or a length they have not seen.
function isAsRead({ serviceVersion }: ProofWish, service: ServiceRow | null): boolean {
  return service !== null && (service.version ?? 0) === serviceVersion;
}

type Moment = { readonly now: number; readonly requestId: string };

async function appointmentOf(app: AppointmentDeps, proof: ProofRow, moment: Moment): Promise<AppointmentRow> {
  for (let attempt = 1; ; attempt++) {
    const present = attempt === 1 ? proof : await app.stores.proofs.find(proof.tenantId, proof._id);
    const made = present?.appointmentId ? await app.stores.bookings.find(proof.tenantId, present.appointmentId) : null;
    if (made !== null && isAppointment(made)) return made;
    try {
      return await makeAppointment(app, proof, moment);
    } catch (error) {
      // The same code typed twice at once, or another proof of the same address: the next attempt finds what was made.
      if (!(error instanceof LostRace || isDuplicateKey(error)) || attempt >= attempts) throw error;
    }
  }
}

async function makeAppointment(
  app: AppointmentDeps,
  proof: ProofRow,
  { now, requestId }: Moment,
): Promise<AppointmentRow> {
  const { stores } = app;
  const { tenantId } = proof;
  const [service, tenant, client, aliases, made] = await Promise.all([
    stores.services.find(tenantId, proof.serviceId),
    stores.tenants.get(tenantId),
    stores.clients.findByEmail(tenantId, proof.email),
    stores.clients.listOfMailbox(tenantId, mailboxOf(proof.email)),
    proof.wish === undefined ? null : stores.bookings.find(tenantId, proof.wish.heldAs),
  ]);
  if (service === null || service.archivedAt !== null || !service.isPublic) refuse({ code: 'not_found' });
  // A newer code of this visitor has taken over the hold, and made its own appointment of it.
  const wish = made === null ? proof.wish : undefined;
  const clientId = client?._id ?? newId('client');
  const wanted = newAppointment({ proof, service, tenant, clientId, _id: wish?.heldAs ?? newId('appointment') }, now);
  // Counted outside the transaction: it keeps one person from filling a calendar, to the number it need not be exact.
  // Their own row too: one that a process of an older release has made names no mailbox.
  const theirs = new Set([clientId, ...aliases.map(({ _id }) => _id)]);
  const open = await stores.bookings.listOpenOf(tenantId, ...theirs);
  const begun = open.find((row) => row.clientId === clientId && isSameWish(row, wanted, now));
  // A series counts as one.
  const count = new Set(open.map(({ _id, series }) => series?.seriesId ?? _id)).size;
  if (begun === undefined && count >= mostOpen) refuse({ code: 'appointments_open', limit: mostOpen });
  const row = begun === undefined ? wanted : changedRow(begun, wishedAgain(begun, wanted), silent);
  await stores.inTransaction(async () => {
    if (!(await stores.proofs.use(proof, row._id))) throw new LostRace();
    if (client === null) await stores.clients.insert(newClient(proof, clientId, now));
    else await stores.clients.change(tenantId, clientId, proof);
    if (begun === undefined) await stores.bookings.insert(row);
    else if (!(await stores.bookings.change(begun, wishedAgain(begun, wanted), silent))) throw new LostRace();
    if (wish !== undefined)
      await (isAsRead(wish, service)
        ? stores.reservations.proveHold(tenantId, wish.heldAs, row._id)
        : stores.reservations.releaseHoldOf(tenantId, wish.heldAs));
    await stores.audit.append({
      _id: newId('event'),
      tenantId,
      interviewId: row._id,
      at: new Date(now),
      actor: { party: 'candidate', id: clientId },
      action: 'prove',
      detail: { serviceId: service._id, status: row.status, version: row.version },
      requestId,
    });
    await stores.outbox.append(nudgeFor(row, now));
  });
  return row;
}

const silent = { notices: [], raisesVersion: false } as const;

// If the service has changed since the appointment began, the client has just seen other terms and gets those.
function isSameWish(begun: AppointmentRow, wanted: AppointmentRow, now: number): boolean {
  const seenBy = (row: AppointmentRow) => {
    const { serviceId, panel, group, resources = [], durationMinutes, price, provider, venue, meetingUrl, phone } = row;
    const terms = { serviceId, panel, group, resources, durationMinutes, price, provider, venue, meetingUrl };
    return { ...terms, phone: promisedPhone(phone) };
  };
  const isOpen = begun.status === 'invited' && now <= begun.link.bookBy.getTime();
  return isOpen && isDeepStrictEqual(seenBy(begun), seenBy(wanted));
}

/** What was said with the newer code holds, and there is as much time to choose as from a new beginning. */
function wishedAgain(begun: AppointmentRow, wanted: AppointmentRow): BookingChange {
  const { zone, locale, reminderBefore, answers, link, guestPhone } = wanted;
  return {
    zone,
    locale,
    reminderBefore,
    ...(answers || begun.answers ? { answers: answers ?? [] } : {}),
    ...(guestPhone ? { guestPhone } : {}),
    ...keptOpenUntil(begun, link.bookBy.getTime()),
  };
}

interface Facts {
  readonly proof: ProofRow;
  readonly service: ServiceRow;
  readonly tenant: TenantRow;
  readonly clientId: ClientId;
  readonly _id: AppointmentId;
}

/** Everything promised is pinned now, as an invitation pins it. */
function newAppointment({ proof, service, tenant, clientId, _id }: Facts, now: number): AppointmentRow {
  const { zone, providerId } = proof;
  const policy = policyOf(tenant, service);
  const gridZone = service.zone ?? tenant.zone;
  const bookBy = moved(now, policy.invitationValidFor, zone, 1);
  const { durationMinutes, stepMinutes, buffers, provider, price } = service;
  return {
    ...blankBooking,
    kind: 'appointment',
    _id,
    tenantId: tenant._id,
    serviceId: service._id,
    serviceName: service.name,
    servicePage: servicePage(tenant, service),
    clientId,
    price,
    payment: price === null ? 'none' : 'due',
    reminderBefore: proof.reminderBefore,
    ...(proof.answers ? { answers: proof.answers } : {}),
    repeatable: service.series ?? null,
    company: tenant.name,
    provider,
    durationMinutes,
    stepMinutes,
    buffers,
    ...groupTerms(service),
    panel: [{ anyOf: providerId === null ? service.providerIds : [providerId], count: 1 }],
    ...(service.resources?.length ? { resources: service.resources } : {}),
    gridZone,
    venue: service.venue ?? null,
    meetingUrl: service.meetingUrl ?? null,
    ...(service.phone ? { phone: service.phone } : {}),
    ...phoneIfAsked(service, proof.guestPhone),
    policy,
    link: { rev: 0, issuedAt: new Date(now), bookBy: new Date(bookBy) },
    access: newAccess({ policy, zone, gridZone }, { now, bookBy }),
    invitedAt: new Date(now),
    zone,
    locale: proof.locale,
    createdAt: new Date(now),
  };
}

function newClient({ tenantId, name, email, zone, locale }: ProofRow, _id: ClientId, now: number): ClientRow {
  const mailbox = mailboxOf(email);
  return { _id, tenantId, name, email, mailbox, zone, locale, suppressedAt: null, createdAt: new Date(now) };
}
