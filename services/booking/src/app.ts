import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { createLinkTokens } from './access/link-token.ts';
import { createRateLimitStore } from './access/rate-limit-store.ts';
import { createRateLimits } from './access/rate-limits.ts';
import { createSessionStore } from './access/session-store.ts';
import { createTenantStore } from './access/tenant-store.ts';
import { createAfterwards } from './afterwards.ts';
import { createClientStore } from './appointments/client-store.ts';
import { createCodes } from './appointments/code.ts';
import { createProofStore } from './appointments/proof-store.ts';
import { createAuditStore } from './audit/audit-store.ts';
import { createApplyCommand } from './bookings/apply-command.ts';
import { createBookingStore } from './bookings/booking-store.ts';
import { createDropOuts } from './bookings/drop-outs.ts';
import { createIdempotencyStore } from './bookings/idempotency-store.ts';
import type { BookingConfig } from './config.ts';
import { createJobStore } from './jobs/job-store.ts';
import { createLive } from './live.ts';
import { createLiveSeats } from './live-seats.ts';
import { errorFacts } from './log.ts';
import { createSendStore } from './mails/send-store.ts';
import type { Database } from './mongo.ts';
import { createInTransaction } from './mongo.ts';
import { createOutboxStore } from './outbox/outbox-store.ts';
import { createPersonStore } from './people/person-store.ts';
import { createPulse } from './pulse.ts';
import { createResourceStore } from './resources/resource-store.ts';
import { createRetakeStore } from './retakes/retake-store.ts';
import { createServiceStore } from './services/service-store.ts';
import { createHoldTimeStore } from './slots/hold-time-store.ts';
import { createReservationStore } from './slots/reservation-store.ts';
import { createSlotAnswers } from './slots/slot-answers.ts';
import { createTemplateStore } from './templates/template-store.ts';

export type App = ReturnType<typeof createApp>;

interface AppParts {
  readonly connection: Database;
  /** The same on connections of its own, for what stands open for long. */
  readonly behind?: { readonly stores: Parameters<typeof createLive>[0] };
  readonly log: Logger;
  readonly now: () => number;
}

/** Everything the routers and activities call, made once. `now` is the corrected clock, in epoch milliseconds. */
export function createApp(config: BookingConfig, parts: AppParts) {
  const { connection, behind, log, now } = parts;
  const commits = new EventEmitter<{ commit: [] }>();
  const stores = {
    inTransaction: createInTransaction(connection, () => commits.emit('commit')),
    /** For what nobody waits to hear of. */
    inSilentTransaction: createInTransaction(connection, () => undefined),
    tenants: createTenantStore(connection),
    people: createPersonStore(connection),
    jobs: createJobStore(connection),
    services: createServiceStore(connection),
    clients: createClientStore(connection),
    proofs: createProofStore(connection),
    templates: createTemplateStore(connection),
    resources: createResourceStore(connection),
    bookings: createBookingStore(connection),
    reservations: createReservationStore(connection),
    holdTimes: createHoldTimeStore(connection),
    retakes: createRetakeStore(connection),
    sends: createSendStore(connection),
    sessions: createSessionStore(connection),
    idempotency: createIdempotencyStore(connection),
    audit: createAuditStore(connection),
    outbox: createOutboxStore(connection),
  };
  const applyCommand = createApplyCommand(stores);
  return {
    config,
    log,
    now,
    stores,
    /** Tells of each transaction this process has written. */
    commits,
    tokens: createLinkTokens(config.linkKeys),
    codes: createCodes(config.linkKeys),
    limits: createRateLimits(createRateLimitStore(connection), {
      isOn: config.limits,
      points: { invite: config.invitationsPerHour },
      secret: config.internalKey,
      onOutage: (error) => log.warn({ error: errorFacts(error) }, 'limits are counted by this copy alone'),
    }),
    pulse: createPulse(connection),
    live: createLive(behind?.stores ?? stores, now),
    liveSeats: createLiveSeats(),
    applyCommand,
    answerSlots: createSlotAnswers(stores, now),
    afterwards: createAfterwards(log),
    dropOuts: createDropOuts({ stores, applyCommand, now, log }),
  };
}
