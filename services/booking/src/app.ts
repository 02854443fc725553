import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { createAccountNoticeStore } from './access/account-notice-store.ts';
import { createBrowserSessionStore } from './access/browser-session-store.ts';
import { createCalendarsClient } from './access/calendars-client.ts';
import { createFeedStore } from './access/feed-store.ts';
import { createLinkTokens } from './access/link-token.ts';
import { createPasswordKeyStore } from './access/password-key-store.ts';
import { createPasswordTokens } from './access/password-tokens.ts';
import { createRateLimitStore } from './access/rate-limit-store.ts';
import { createRateLimits } from './access/rate-limits.ts';
import { createCodes } from './appointments/code.ts';
import { createProofStore } from './appointments/proof-store.ts';
import { createApplyCommand } from './booking/apply-command.ts';
import { createSlotAnswers } from './booking/gate/slot-answers.ts';
import { createBookingStore } from './booking/row/booking-store.ts';
import { createScheduled } from './booking/row/scheduled.ts';
import { createGroupSessionStore } from './booking/row/session-store.ts';
import { createResourceStore } from './catalogue/resource-store.ts';
import { createServiceStore } from './catalogue/service-store.ts';
import { createTemplateStore } from './catalogue/template-store.ts';
import { createLiveLooks } from './claims/live-look.ts';
import { createClientStore } from './company/client-store.ts';
import { createJobStore } from './company/job-store.ts';
import { createListViewStore } from './company/list-view-store.ts';
import { createMergeStore } from './company/merge-store.ts';
import { createNoteStore } from './company/note-store.ts';
import { createPersonStore } from './company/person-store.ts';
import { createPictureStore } from './company/picture-store.ts';
import { createRecordListStore } from './company/record-list-store.ts';
import { createTenantStore } from './company/tenant-store.ts';
import { createDropOuts } from './drop-outs/find-replacements.ts';
import { createRetakeStore } from './interviews/retake-store.ts';
import { createAuditStore } from './journal/audit-store.ts';
import { createIdempotencyStore } from './journal/idempotency-store.ts';
import { createOutboxStore } from './journal/outbox-store.ts';
import { createInTransaction, type Database } from './mongo/mongo.ts';
import { createPulse } from './mongo/pulse.ts';
import { createSendStore } from './obligations/send-store.ts';
import { createHoldTimeStore } from './reservations/hold-time-store.ts';
import { createReservationStore } from './reservations/reservation-store.ts';
import { createAfterwards } from './runtime/afterwards.ts';
import type { BookingConfig } from './runtime/config.ts';
import { errorFacts } from './runtime/log.ts';
import { createSearchEntryStore } from './search/search-entry-store.ts';
import { placeKeeper } from './sessions/places.ts';
import { createLive } from './views/live.ts';
import { createCompanyLive } from './views/live-company.ts';
import { createLiveSeats } from './views/live-seats.ts';

export type App = ReturnType<typeof createApp>;

interface AppParts {
  readonly connection: Database;
  /** The same on connections of its own, for what stands open for long. */
  readonly behind?: {
    readonly stores: Parameters<typeof createLive>[0] & { readonly audit: Parameters<typeof createCompanyLive>[0] };
  };
  readonly log: Logger;
  readonly now: () => number;
}

/** Everything the routers and activities call, made once. `now` is the corrected clock, in epoch milliseconds. */
export function createApp(config: BookingConfig, parts: AppParts) {
  const { connection, behind, log, now } = parts;
  const commits = new EventEmitter<{ commit: [] }>();
  const [bookings, groupSessions] = [createBookingStore(connection), createGroupSessionStore(connection)];
  const calendars = createCalendarsClient({ url: config.calendarsUrl, key: config.internalKey });
  const [people, reservations] = [createPersonStore(connection), createReservationStore(connection)];
  const stores = {
    inTransaction: createInTransaction(connection, () => commits.emit('commit')),
    /** Runs a transaction after which nobody is waiting to be told. */
    inSilentTransaction: createInTransaction(connection, () => undefined),
    tenants: createTenantStore(connection),
    people,
    pictures: createPictureStore(connection),
    jobs: createJobStore(connection),
    records: createRecordListStore(connection),
    merges: createMergeStore(connection),
    notes: createNoteStore(connection),
    listViews: createListViewStore(connection),
    services: createServiceStore(connection),
    clients: createClientStore(connection),
    proofs: createProofStore(connection),
    passwordKeys: createPasswordKeyStore(connection),
    accountNotices: createAccountNoticeStore(connection),
    feeds: createFeedStore(connection),
    templates: createTemplateStore(connection),
    resources: createResourceStore(connection),
    bookings,
    groupSessions,
    scheduled: createScheduled(bookings, groupSessions),
    reservations,
    liveLooks: createLiveLooks({ calendars, people, reservations, now }),
    holdTimes: createHoldTimeStore(connection),
    retakes: createRetakeStore(connection),
    sends: createSendStore(connection),
    sessions: createBrowserSessionStore(connection),
    idempotency: createIdempotencyStore(connection),
    searchEntries: createSearchEntryStore(connection),
    audit: createAuditStore(connection),
    outbox: createOutboxStore(connection),
    places: placeKeeper,
  };
  const applyCommand = createApplyCommand(stores);
  return {
    config,
    log,
    now,
    stores,
    /** Called after each transaction that this process has written. */
    commits,
    tokens: createLinkTokens(config.linkKeys),
    codes: createCodes(config.linkKeys),
    passwordTokens: createPasswordTokens(config.linkKeys),
    calendars,
    limits: createRateLimits(createRateLimitStore(connection), {
      isOn: config.limits,
      points: { invite: config.invitationsPerHour },
      secret: config.internalKey,
      onOutage: (error) => log.warn({ error: errorFacts(error) }, 'limits are counted by this copy alone'),
    }),
    pulse: createPulse(connection),
    live: createLive(behind?.stores ?? stores, now),
    companyLive: createCompanyLive(behind?.stores.audit ?? stores.audit),
    liveSeats: createLiveSeats(),
    applyCommand,
    answerSlots: createSlotAnswers(stores, now),
    afterwards: createAfterwards(log),
    dropOuts: createDropOuts({ stores, applyCommand, now, log }),
  };
}
