import { assertNever } from '@interlude/shared/assert-never';
import type { AttentionCause } from '@interlude/shared/booking/attention';
import type { Outcome, Reason } from '@interlude/shared/schemas/interview';
import type { Payment } from '@interlude/shared/schemas/service';
import { setPayment } from '../appointments/set-payment.ts';
import { withLeadPassedOn } from '../bundles/extend-bundle.ts';
import type { QuestionStores } from '../calendar/read-question.ts';
import { type DropOutCommand, judgeDropOut } from '../drop-outs/drop-out-commands.ts';
import {
  decideRetake,
  issueRetake,
  lapseRetake,
  type RetakeDecision,
  requestRetake,
} from '../interviews/retake-commands.ts';
import type { RetakeStore } from '../interviews/retake-store.ts';
import { undo } from '../interviews/undo.ts';
import type { AuditStore } from '../journal/audit-store.ts';
import type { IdempotencyStore } from '../journal/idempotency-store.ts';
import type { OutboxStore } from '../journal/outbox-store.ts';
import type { InTransaction } from '../mongo/mongo.ts';
import { cancelGroup } from '../sessions/cancel-session.ts';
import { moveGroup } from '../sessions/move-session.ts';
import { type WaitlistWish, waitlistChange } from '../waitlist/waitlist-commands.ts';
import type { Change, CommandContext } from './change.ts';
import { type ClockWish, settleClock } from './commands/clock.ts';
import { dismiss } from './commands/dismiss.ts';
import { type BookInput, book, type MoveInput, reschedule } from './commands/schedule.ts';
import {
  cancel,
  complete,
  confirmAttendance,
  decide,
  expire,
  extendLink,
  markNoShow,
  type Preferences,
  requestInvitation,
  resendLink,
  savePreferences,
  start,
} from './commands/status.ts';
import { interviewOf } from './row/booking-kind.ts';
import type { BookingRow } from './row/booking-row.ts';
import type { BookingStore } from './row/booking-store.ts';

/** Everything anybody may want of an existing interview. */
export type Command =
  | { do: 'book'; input: BookInput }
  | { do: 'reschedule'; input: MoveInput }
  | { do: 'confirm' }
  | { do: 'cancel'; reason: Reason | undefined }
  | { do: 'start'; reason?: Reason }
  | { do: 'complete'; outcome: Outcome }
  | { do: 'decide'; outcome: Outcome; reason?: Reason }
  | { do: 'markNoShow'; absent: 'candidate' | 'interviewer' }
  | { do: 'expire' }
  | { do: 'extendLink'; validFor?: string }
  | { do: 'resendLink' }
  | { do: 'undo' }
  | { do: 'requestInvitation' }
  | { do: 'savePreferences'; preferences: Preferences }
  | { do: 'settleClock'; wish: ClockWish }
  | DropOutCommand
  | { do: 'cancelGroup'; reason: Reason | undefined }
  | { do: 'moveGroup'; input: MoveInput }
  | { do: 'waitlist'; wish: WaitlistWish }
  | { do: 'setPayment'; payment: Payment }
  | { do: 'dismiss'; cause: AttentionCause; reason: Reason | undefined }
  | { do: 'requestRetake'; reason: Reason | undefined }
  | { do: 'decideRetake'; decision: RetakeDecision }
  | { do: 'issueRetake'; requestId: string }
  | { do: 'expireRetake'; requestId: string };

/** All that commands read and write. */
export interface CommandStores extends QuestionStores {
  readonly inTransaction: InTransaction;
  readonly bookings: BookingStore;
  readonly retakes: RetakeStore;
  readonly idempotency: IdempotencyStore;
  readonly audit: AuditStore;
  readonly outbox: OutboxStore;
}

/** What a command changes; refuses with `Refused` what the state, the rules or the actor forbid. Writes claims only. */
export function judge(
  stores: CommandStores,
  row: BookingRow,
  context: CommandContext,
  command: Command,
): Change | Promise<Change> {
  switch (command.do) {
    case 'book':
      return book(stores, row, context, command.input);
    case 'reschedule':
      return reschedule(stores, row, context, command.input);
    case 'confirm':
      return confirmAttendance(row, context);
    case 'cancel':
      return withLeadPassedOn(stores, row, context, cancel(row, context, command.reason));
    case 'start':
      return start(row, context, command.reason);
    case 'complete':
      return complete(row, context, command.outcome);
    case 'decide':
      return decide(row, context, command.outcome, command.reason);
    case 'markNoShow':
      return markNoShow(row, context, command.absent);
    case 'expire':
      return expire(row, context);
    case 'extendLink':
      return extendLink(stores, row, context, command.validFor);
    case 'undo':
      return undo(stores, interviewOf(row, command.do), context);
    case 'resendLink':
      return resendLink(row, context);
    case 'requestInvitation':
      return requestInvitation(row, context);
    case 'savePreferences':
      return savePreferences(row, context, command.preferences);
    case 'settleClock':
      return settleClock(row, context, command.wish);
    case 'dropOut':
    case 'replaceInterviewer':
    case 'addInterviewer':
    case 'keepInterviewer':
      return judgeDropOut(stores, row, context, command);
    case 'cancelGroup':
      return cancelGroup(stores, row, context, command.reason);
    case 'moveGroup':
      return moveGroup(stores, row, context, command.input);
    case 'waitlist':
      return waitlistChange(stores, row, context, command.wish);
    case 'setPayment':
      return setPayment(row, context, command.payment);
    case 'dismiss':
      return dismiss(row, command.cause, command.reason);
    case 'requestRetake':
      return requestRetake(stores, interviewOf(row, command.do), context, command.reason);
    case 'decideRetake':
      return decideRetake(stores, interviewOf(row, command.do), context, command.decision);
    case 'issueRetake':
      return issueRetake(stores, interviewOf(row, command.do), context, command.requestId);
    case 'expireRetake':
      return lapseRetake(stores, interviewOf(row, command.do), context, command.requestId);
    default:
      return assertNever(command);
  }
}
