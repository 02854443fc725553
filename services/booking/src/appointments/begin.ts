import { urgency } from '@interlude/shared/contracts/lifecycle';
import type { PersonId } from '@interlude/shared/ids';
import type { Context } from '../access/deps.ts';
import { addressKey, type LimitName, wideAddressKey } from '../access/rate-limits.ts';
import { phoneIfAsked } from '../booking/row/phone.ts';
import { type OpenService, openService } from '../catalogue/service-page.ts';
import type { ServiceRow } from '../catalogue/service-store.ts';
import { mailboxOf, ownDomainOf } from '../company/mailbox.ts';
import { zoneFrom } from '../company/zone-from.ts';
import { commitOnce, findReplay } from '../journal/once.ts';
import { requestHash } from '../journal/request-hash.ts';
import { derivedId, newId } from '../runtime/new-id.ts';
import { Refused } from '../runtime/refused.ts';
import { answersTo, type GivenAnswer } from './answers.ts';
import type { AppointmentDeps } from './deps.ts';
import { keepTime } from './keep-time.ts';
import type { ProofRow } from './proof-store.ts';
import { publicOffer } from './public-offer.ts';

const codeCountsMs = 10 * 60_000;

export interface Beginning {
  readonly tenant: string;
  readonly service: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly locale: string;
  readonly providerId: string | null;
  readonly reminderBefore: string | null;
  /** The time they want, epoch milliseconds; null where they choose one after the code. */
  readonly startsAt: number | null;
  readonly note: string | null;
  /** Where they are called. */
  readonly phone: string | null;
  readonly repeats: boolean;
  /** An earlier proof of the same visitor, whose time they have until the new one is sure. */
  readonly replaces: string | null;
  readonly answers: readonly GivenAnswer[];
  readonly idempotencyKey: string;
}

export interface Begun {
  readonly proofId: string;
  /** When the code ends, ISO-8601. */
  readonly expiresAt: string;
  /** Whether the time they want is held until then; if not, it may still be free when the code is typed. */
  readonly kept: boolean;
}

/**
 * Has a code mailed to an address, and holds the time they want. Who is known there is not looked at, so the answer is
 * the same for everybody; clients and appointments come into being only when the code is typed. A time that is not free
 * is refused, and then no code is mailed.
 */
export async function begin(
  { app, req }: Context<AppointmentDeps>,
  { idempotencyKey, ...input }: Beginning,
): Promise<Begun> {
  const now = app.now();
  const open = await openService(app, input);
  const { tenant, service } = open;
  const offer = publicOffer(open, input.providerId, now);
  const answers = answersTo(service.questions ?? [], input.answers);
  // Refused before anything is counted or held.
  const zone = zoneFrom(input.zone);
  const idempotency = { scope: `begin:${service._id}`, key: idempotencyKey, hash: requestHash('begin', { ...input }) };
  const asked = { tenantId: tenant._id, idempotency, now };
  const replay = await findReplay<Begun>(app.stores, asked);
  if (replay !== null) return replay.answer;
  const counted = limitsOf(open, input.email, req.ip ?? '');
  for (const [name, key] of [...counted.networks, ...counted.mails]) await app.limits.count(name, key, now);
  const isCrowded = await isOverLimit(app.limits.count('beginService', service._id, now));
  const proofId = newId('proof');
  const expiresAt = now + codeCountsMs;
  const { startsAt, note, repeats, replaces } = input;
  const former = replaces === null ? null : await heldBefore(app, service, replaces);
  if (former !== null && startsAt === null) await app.stores.reservations.releaseHoldOf(tenant._id, former);
  // The same request finds what it held itself when its answer was lost. Ids of ten minutes have one place in lists.
  const own = derivedId('appointment', now - (now % codeCountsMs), JSON.stringify(idempotency));
  const heldAs = former ?? own;
  const wish = { heldAs, until: expiresAt, now, requestId: idempotencyKey };
  const keep = async () =>
    startsAt !== null && !isCrowded && (await keepTime(app.stores, offer, { ...wish, startsAt }));
  const kept = await keep().catch(async (error) => {
    // No mail is sent then, and whoever lost several times must be able to go on.
    if (error instanceof Refused)
      await Promise.all(
        [...counted.mails, ['beginService', service._id] as const].map(([name, key]) => app.limits.giveBack(name, key)),
      );
    throw error;
  });
  const row: ProofRow = {
    _id: proofId,
    tenantId: tenant._id,
    serviceId: service._id,
    providerId: input.providerId as PersonId | null,
    name: input.name,
    email: input.email,
    zone,
    locale: input.locale,
    reminderBefore: input.reminderBefore,
    ...(answers.length > 0 ? { answers } : {}),
    ...phoneIfAsked(service, input.phone),
    ...(startsAt === null
      ? {}
      : { wish: { startsAt: new Date(startsAt), heldAs, serviceVersion: service.version ?? 0, note, repeats } }),
    kid: app.codes.kid,
    tries: 0,
    appointmentId: null,
    createdAt: new Date(now),
    expiresAt: new Date(expiresAt),
  };
  const answer: Begun = { proofId, expiresAt: row.expiresAt.toISOString(), kept };
  return await commitOnce(app.stores, asked, async () => {
    await insert(app, row);
    return answer;
  });
}

// What a code that is mailed counts for: the networks that ask for it, and the mailbox that gets it.
function limitsOf({ tenant }: OpenService, email: string, ip: string) {
  const domain = ownDomainOf(email);
  const wide = wideAddressKey(ip);
  const networks: [LimitName, string][] = [
    ['beginNetwork', addressKey(ip)],
    ...(wide === null ? [] : [['beginWideNetwork', wide] satisfies [LimitName, string]]),
  ];
  const mails: [LimitName, string][] = [
    ['beginAddress', `${tenant._id}|${mailboxOf(email)}`],
    ...(domain === null ? [] : [['beginDomain', `${tenant._id}|${domain}`] satisfies [LimitName, string]]),
  ];
  return { networks, mails };
}

// A crowd costs the visitors of a service that their time is held, and never their booking.
async function isOverLimit(counting: Promise<void>): Promise<boolean> {
  try {
    await counting;
    return false;
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'rate_limited') return true;
    throw error;
  }
}

// What is held for the visitor already moves to the time they want now, so that they lose it only for that one. What has
// become a booking meanwhile is no hold any more and stays.
async function heldBefore({ stores }: AppointmentDeps, { tenantId, _id }: ServiceRow, proofId: string) {
  const former = await stores.proofs.find(tenantId, proofId);
  if (former?.wish === undefined || former.appointmentId !== null || former.serviceId !== _id) return null;
  const { heldAs } = former.wish;
  return (await stores.bookings.find(tenantId, heldAs)) === null ? heldAs : null;
}

// Inserts the proof with a nudge, which starts the workflow that mails the code once.
async function insert({ stores }: AppointmentDeps, row: ProofRow): Promise<void> {
  const { _id, tenantId, createdAt } = row;
  await stores.proofs.insert(row);
  await stores.outbox.append({
    _id: newId('event'),
    tenantId,
    interviewId: _id,
    rev: 1,
    createdAt,
    deliveredAt: null,
    urgency: urgency.code,
  });
}
