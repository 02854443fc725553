import { errorFacts } from '@interlude/service-kit/log';
import type { SendInput, SendOutcome, SendResult } from '@interlude/shared/contracts/activities';
import type { MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import type { BookingClient } from '../booking-client.ts';
import type { Metrics } from '../metrics.ts';
import type { MailTransport, OutgoingMail, PostOutcome } from './postmark-client.ts';
import type { ProviderState } from './provider-state.ts';
import { remedyOf } from './remedies.ts';
import type { FinalState, SentMail, SentMailStore } from './sent-mail-store.ts';
import { addressHashOf, type SuppressionStore } from './suppression-store.ts';

export interface SendDeps {
  readonly ledger: SentMailStore;
  readonly suppressions: SuppressionStore;
  readonly booking: BookingClient;
  readonly transport: MailTransport;
  readonly provider: ProviderState;
  /** The provider's message stream of each kind of mail. */
  readonly streams: { readonly main: string; readonly codes: string };
  /** Puts the facts into words. Throws when they cannot be a mail. */
  readonly compose: (facts: MessageFacts, about: { interviewId: string; sk: string; nowMs: number }) => OutgoingMail;
  /** Wait before a doubtful send is looked up; before the second look-up it is five times as long. */
  readonly lookUpWaitMs: number;
  /** The corrected clock of this process, epoch milliseconds. */
  readonly now: () => number;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Not final yet: the workflow engine calls again, after `delayMs` if given. */
class TryLater extends Error {
  readonly delayMs: number | null;
  constructor(code: string, delayMs: number | null = null) {
    super(code);
    this.name = 'TryLater';
    this.delayMs = delayMs;
  }
}

/** How long a mail waits while the provider takes none of ours: somebody has to see to that, and is seeing to it. */
const barredWaitMs = 30_000;

/**
 * The activity `sendNotification`: one message once, whatever happens in between. Each attempt takes the ledger row one
 * step further or finds it final; a retry is asked for by throwing, with a code and advice alone, because what is
 * thrown stays in the history. Booking knows the final state before this returns.
 */
export function createSendNotification(deps: SendDeps): (input: SendInput) => Promise<SendResult> {
  // The engine's clock follows skipped time in tests, but names when the attempt was scheduled: it may have waited since.
  const now = () => Math.max(activityInfo().currentAttemptScheduledTimestampMs, deps.now());
  const send = createSender({ ...deps, now });
  return async (input) => await send(input);
}

/** The same outside of the workflow engine, by the clock of this process alone. */
export function createSender(deps: SendDeps): (input: SendInput) => Promise<SendResult> {
  return async (input) => {
    try {
      const mail = await settled(deps, input);
      await report(deps, mail);
      return { outcome: mail.state as SendOutcome, because: mail.because };
    } catch (error) {
      throw failureOf(deps, input, error);
    }
  };
}

async function settled(deps: SendDeps, input: SendInput): Promise<SentMail> {
  let mail = await deps.ledger.reserve(input);
  if (mail.state === 'attempting') mail = await afterLease(deps, mail);
  if (mail.state === 'unknown') mail = await afterLookUp(deps, mail, input);
  return mail.state === 'reserved' ? await attempt(deps, mail, input) : mail;
}

function isFinal(state: SentMail['state']): state is FinalState {
  return state === 'sent' || state === 'skipped' || state === 'failed';
}

// An attempt that did not record its end may have sent: its worker died, or is about to record it.
async function afterLease({ ledger }: SendDeps, mail: SentMail): Promise<SentMail> {
  const doubtful = await ledger.doubtIfAbandoned(mail._id);
  if (doubtful !== null) return doubtful;
  throw new TryLater('attempt_under_way', (await ledger.remainingMs(mail)) + 100);
}

async function afterLookUp(deps: SendDeps, mail: SentMail, input: SendInput): Promise<SentMail> {
  const { ledger, lookUpWaitMs } = deps;
  const left = await ledger.remainingMs(mail);
  if (left > 0) throw new TryLater('look_up_not_due', left);
  // Where it was posted: which stream its kind goes to may have been changed since.
  const { stream = deps.streams.main } = mail;
  const messageId = await deps.transport.findByKey(mail._id, stream).catch((error: unknown) => {
    deps.log.warn({ ...errorFacts(error), sk: mail._id }, 'look-up failed');
    throw new TryLater('look_up_failed', lookUpWaitMs);
  });
  if (messageId !== null) return await settle(deps, mail, { state: 'sent', because: null, messageId });
  const secondWaitMs = 5 * lookUpWaitMs;
  const missed = await ledger.missed(mail, secondWaitMs);
  if (missed === null) throw new TryLater('moved_on', 0);
  if (missed.fruitlessLookUps < 2) throw new TryLater('not_found_yet', secondWaitMs);
  if (isLate(deps, input)) return await settle(deps, missed, { state: 'failed', because: 'unknown' });
  const requeued = await ledger.requeue(missed);
  if (requeued === null) throw new TryLater('moved_on', 0);
  return requeued;
}

function notePossibleDuplicate({ metrics, log }: SendDeps, { _id: sk, kind }: SentMail): void {
  metrics.possibleDuplicates.inc({ kind });
  log.warn({ sk, kind }, 'possible duplicate: taken again after two look-ups had found nothing');
}

async function attempt(deps: SendDeps, reserved: SentMail, input: SendInput): Promise<SentMail> {
  if (isLate(deps, input)) return await settle(deps, reserved, late);
  const stream = streamOf(deps, reserved);
  const answer = await askBooking(deps, reserved);
  if ('skip' in answer) return await settle(deps, reserved, { state: 'skipped', because: answer.skip });
  const facts = answer.message;
  const addressHash = addressHashOf(facts.to.email);
  if (await deps.suppressions.isSuppressed({ tenantId: reserved.tenantId, addressHash, stream })) {
    return await settle(deps, reserved, { state: 'skipped', because: 'suppressed' });
  }
  const outgoing = composed(deps, facts, reserved);
  if (outgoing === null) return await settle(deps, reserved, { state: 'failed', because: 'template_error' });
  // From here on an attempt that breaks off may have sent, so everything else comes before.
  const mail = await deps.ledger.claim(reserved._id, stream);
  if (mail === null) throw new TryLater('moved_on', 0);
  if (deps.now() > (answer.usefulUntil ?? input.item.usefulUntil)) return await settle(deps, mail, late);
  const outcome = await post(deps, outgoing, stream);
  return await afterPost(deps, { mail, addressHash, stream }, outcome);
}

function streamOf({ streams }: SendDeps, { kind }: SentMail): string {
  return kind === 'code' ? streams.codes : streams.main;
}

async function askBooking({ booking, log }: SendDeps, mail: SentMail): Promise<MessageAnswer> {
  const { tenantId, interviewId, key } = mail;
  try {
    return await booking.messageFor({ tenantId, interviewId, key });
  } catch (error) {
    log.warn({ ...errorFacts(error), sk: mail._id }, 'booking did not say what the message says');
    throw new TryLater('booking_unavailable');
  }
}

function composed({ compose, log, now }: SendDeps, facts: MessageFacts, mail: SentMail): OutgoingMail | null {
  try {
    return compose(facts, { interviewId: mail.interviewId, sk: mail._id, nowMs: now() });
  } catch (error) {
    log.error({ ...errorFacts(error), sk: mail._id, kind: mail.kind }, 'a message could not be composed');
    return null;
  }
}

async function post({ transport, metrics }: SendDeps, outgoing: OutgoingMail, stream: string): Promise<PostOutcome> {
  const stop = metrics.postSeconds.startTimer();
  const outcome = await transport.send(outgoing, stream);
  stop({ outcome: outcome.outcome });
  return outcome;
}

async function afterPost(
  deps: SendDeps,
  { mail, addressHash, stream }: { mail: SentMail; addressHash: string; stream: string },
  outcome: PostOutcome,
): Promise<SentMail> {
  if (outcome.outcome !== 'barred' && outcome.outcome !== 'not_sent') deps.provider.allow();
  switch (outcome.outcome) {
    case 'sent':
      if (mail.possibleDuplicates > 0) notePossibleDuplicate(deps, mail);
      return await settle(deps, mail, { state: 'sent', because: null, messageId: outcome.messageId });
    case 'suppressed': {
      const entry = {
        tenantId: mail.tenantId,
        addressHash,
        stream,
        reason: 'inactive',
        at: new Date(deps.now()),
      };
      await deps.suppressions.suppress(entry);
      return await settle(deps, mail, { state: 'skipped', because: 'suppressed' });
    }
    case 'refused':
      deps.log.error({ sk: mail._id, kind: mail.kind, because: outcome.because }, 'the provider refused a message');
      return await settle(deps, mail, { state: 'failed', because: outcome.because });
    case 'not_sent':
      await deps.ledger.release(mail);
      throw new TryLater(outcome.because, outcome.retryAfterMs);
    case 'barred':
      deps.provider.bar(outcome.because);
      deps.log.error({ sk: mail._id, because: outcome.because }, 'the provider takes no mail from our account');
      await deps.ledger.release(mail);
      throw new TryLater(outcome.because, barredWaitMs);
    case 'doubtful':
      await deps.ledger.doubt(mail, deps.lookUpWaitMs);
      throw new TryLater(outcome.because, deps.lookUpWaitMs);
    default:
      return outcome satisfies never;
  }
}

async function settle(
  deps: SendDeps,
  mail: SentMail,
  end: { state: FinalState; because: string | null; messageId?: string },
): Promise<SentMail> {
  const now = await deps.ledger.settle(mail, end);
  if (!isFinal(now.state)) throw new TryLater('moved_on', 0);
  return now;
}

/** Tells booking the final state unless it knows it, and counts it. Throws when booking did not take it. */
export async function report(
  { booking, ledger, metrics, log }: Pick<SendDeps, 'booking' | 'ledger' | 'metrics' | 'log'>,
  mail: SentMail,
): Promise<void> {
  if (mail.reportedAt !== null || !isFinal(mail.state)) return;
  const { tenantId, interviewId, key, state, because, messageId, settledAt, recipient, dueAt } = mail;
  try {
    await booking.recordSend({
      tenantId,
      interviewId,
      key,
      state,
      because,
      messageId,
      at: (settledAt ?? new Date()).toISOString(),
      kind: mail.kind,
      recipient,
      ...(dueAt ? { due: dueAt.toISOString() } : {}),
    });
  } catch {
    throw new TryLater('report_failed');
  }
  if (!(await ledger.markReported(mail))) return;
  const { kind, tries } = mail;
  metrics.settled.inc({ kind, outcome: state, because: because ?? '' });
  log.info({ sk: mail._id, interviewId, kind, state, because, tries }, 'settled');
}

const late = { state: 'skipped', because: 'late' } as const;

function isLate({ now }: SendDeps, { item }: SendInput): boolean {
  return now() > item.usefulUntil;
}

function failureOf(
  { metrics, log, provider }: SendDeps,
  { interviewId, item }: SendInput,
  error: unknown,
): ApplicationFailure {
  const code = error instanceof TryLater ? error.message : 'unavailable';
  const delayMs = error instanceof TryLater ? error.delayMs : null;
  metrics.retries.inc({ because: code });
  if (!(error instanceof TryLater))
    log.warn({ ...errorFacts(error), interviewId, kind: item.kind }, 'an attempt broke off');
  return ApplicationFailure.create({
    message: remedyOf(code, provider.barredBecause() === code),
    type: code,
    nonRetryable: false,
    category: ApplicationFailureCategory.BENIGN,
    // Zero would mean "no wish" to the engine.
    ...(delayMs === null ? {} : { nextRetryDelay: Math.max(1, Math.ceil(delayMs)) }),
  });
}
