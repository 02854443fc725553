import { setTimeout as delay } from 'node:timers/promises';
import { errorFacts } from '@interlude/service-kit/log';
import type { Logger } from 'pino';
import type { BookingClient } from '../booking-client.ts';
import type { Metrics } from '../metrics.ts';
import { report } from '../sending/send-notification.ts';
import type { SentMailStore } from '../sending/sent-mail-store.ts';
import type { SuppressionStore } from '../sending/suppression-store.ts';
import type { MailEvent } from './mail-event.ts';
import type { MailEventStore } from './mail-event-store.ts';

interface FollowUpDeps {
  readonly events: MailEventStore;
  readonly ledger: SentMailStore;
  readonly suppressions: SuppressionStore;
  readonly booking: BookingClient;
  readonly metrics: Metrics;
  readonly log: Logger;
}

const pollMs = 5_000;
const batch = 100;

/**
 * Acts on stored webhook events: settles the ledger row, keeps suppressions, tells booking. Each event is acted on until
 * all of it succeeded, also after a restart; every step may be repeated.
 */
export function followUpEvents(deps: FollowUpDeps) {
  const stopping = new AbortController();
  let wake = new AbortController();

  async function runUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      await handleWaiting(deps, stopping.signal).catch((error: unknown) => {
        deps.log.warn(errorFacts(error), 'mail events could not be read');
      });
      const signal = AbortSignal.any([stopping.signal, wake.signal]);
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const ended = runUntilStopped();
  return {
    /** There is something new. */
    nudge: () => wake.abort(),
    async stop(): Promise<void> {
      stopping.abort();
      await ended;
    },
  };
}

/**
 * One pass over everything that waits, oldest first: what fails stays for the next pass and holds nothing up. Whoever
 * stops waits for one event: while booking is away each of them takes as long as a call may.
 */
async function handleWaiting(deps: FollowUpDeps, stopping: AbortSignal): Promise<void> {
  for (let failed = 0; ; ) {
    const waiting = await deps.events.listUnhandled(batch, failed);
    for (const event of waiting) {
      if (stopping.aborted) return;
      try {
        await handle(deps, event);
        await deps.events.markHandled(event.id);
      } catch (error) {
        failed += 1;
        deps.log.warn({ ...errorFacts(error), event: event.id, type: event.type }, 'a mail event has to wait');
      }
    }
    if (waiting.length < batch) return;
  }
}

async function handle(deps: FollowUpDeps, event: MailEvent): Promise<void> {
  const { delivery, messageId } = event;
  const known = event.sk === null ? null : await deps.ledger.find(event.sk);
  await keepSuppression(deps, event, known?.tenantId ?? null);
  if (known === null || delivery === null || messageId === null) return;
  const mail = await deps.ledger.recordDelivery(known._id, { delivery, messageId });
  if (mail === null || mail.delivery === null) return;
  if (await deps.ledger.noteDuplicate(mail._id, messageId)) {
    deps.metrics.duplicates.inc({ kind: mail.kind });
    deps.log.error({ sk: mail._id, kind: mail.kind }, 'the provider delivered a message twice');
  }
  await report(deps, mail);
  const { tenantId, interviewId, key } = mail;
  await deps.booking.recordDelivery({
    tenantId,
    interviewId,
    key,
    delivery: mail.delivery,
    suppressed: event.suppression === 'suppress',
    detail: mail.delivery === delivery ? event.detail : null,
    at: event.at.toISOString(),
  });
}

async function keepSuppression(
  { suppressions }: FollowUpDeps,
  { suppression, addressHash, stream, detail, at }: MailEvent,
  tenantId: string | null,
): Promise<void> {
  if (suppression === 'lift') await suppressions.lift({ addressHash, stream }, at);
  if (suppression === 'suppress') {
    await suppressions.suppress({ tenantId, addressHash, stream, reason: detail ?? 'unknown', at });
  }
}
