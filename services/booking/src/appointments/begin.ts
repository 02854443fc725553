import { urgency } from '@interlude/shared/contracts/lifecycle';
import type { PersonId } from '@interlude/shared/ids';
import type { Context } from '../access/deps.ts';
import { addressKey } from '../access/rate-limits.ts';
import { openService } from '../catalogue/service-page.ts';
import { mailboxOf, ownDomainOf } from '../company/mailbox.ts';
import { zoneFrom } from '../company/zone-from.ts';
import { commitOnce, findReplay } from '../journal/once.ts';
import { requestHash } from '../journal/request-hash.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';
import type { AppointmentDeps } from './deps.ts';
import type { ProofRow } from './proof-store.ts';

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
  readonly idempotencyKey: string;
}

export interface Begun {
  readonly proofId: string;
  /** When the code ends, ISO-8601. */
  readonly expiresAt: string;
}

/**
 * Has a code mailed to an address. Who is known there is not looked at, so the answer is the same for everybody;
 * clients, appointments and times come into being only when the code is typed.
 */
export async function begin(
  { app, req }: Context<AppointmentDeps>,
  { idempotencyKey, ...input }: Beginning,
): Promise<Begun> {
  const now = app.now();
  const { tenant, service, providers } = await openService(app, input);
  const known = input.providerId === null || providers.some(({ _id }) => _id === input.providerId);
  if (!known) refuse({ code: 'not_found' });
  const idempotency = { scope: `begin:${service._id}`, key: idempotencyKey, hash: requestHash('begin', { ...input }) };
  const asked = { tenantId: tenant._id, idempotency, now };
  const replay = await findReplay<Begun>(app.stores, asked);
  if (replay !== null) return replay.answer;
  await app.limits.count('beginNetwork', addressKey(req.ip ?? ''), now);
  await app.limits.count('beginAddress', `${tenant._id}|${mailboxOf(input.email)}`, now);
  const domain = ownDomainOf(input.email);
  if (domain !== null) await app.limits.count('beginDomain', `${tenant._id}|${domain}`, now);
  await app.limits.count('beginService', service._id, now);
  const row: ProofRow = {
    _id: newId('proof'),
    tenantId: tenant._id,
    serviceId: service._id,
    providerId: input.providerId as PersonId | null,
    name: input.name,
    email: input.email,
    zone: zoneFrom(input.zone),
    locale: input.locale,
    reminderBefore: input.reminderBefore,
    kid: app.codes.kid,
    tries: 0,
    appointmentId: null,
    createdAt: new Date(now),
    expiresAt: new Date(now + codeCountsMs),
  };
  const answer: Begun = { proofId: row._id, expiresAt: row.expiresAt.toISOString() };
  return await commitOnce(app.stores, asked, async () => {
    await insert(app, row);
    return answer;
  });
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
