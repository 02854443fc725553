import { createClock } from '@interlude/service-kit/clock';
import type { Database } from '@interlude/service-kit/mongo';
import type { Logger } from 'pino';
import { createBookingClient } from '../booking-client.ts';
import type { NotificationsConfig } from '../config.ts';
import type { Metrics } from '../metrics.ts';
import { composeMail } from '../templates/compose-mail.ts';
import { createPostmarkClient } from './postmark-client.ts';
import { createProviderState } from './provider-state.ts';
import type { SendDeps } from './send-notification.ts';
import { createSentMailStore } from './sent-mail-store.ts';
import { createSuppressionStore } from './suppression-store.ts';

/** What sending a mail takes, made once for a process; the clock is to be started when the connection is open. */
export function createSending(
  connection: Database,
  config: NotificationsConfig,
  tools: { metrics: Metrics; log: Logger },
) {
  const clock = createClock(connection);
  const deps: SendDeps = {
    ledger: createSentMailStore(connection),
    suppressions: createSuppressionStore(connection, config.streams.main),
    booking: createBookingClient(config.booking),
    transport: createPostmarkClient(config.postmark),
    provider: createProviderState(),
    streams: config.streams,
    compose: (facts, about) => composeMail(facts, { ...about, mailFrom: config.mailFrom }),
    lookUpWaitMs: config.lookUpWaitMs,
    now: clock.now,
    ...tools,
  };
  return { deps, clock };
}
