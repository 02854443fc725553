import type { MailKind, NotifyItem, PlanItem, Recipient } from '../contracts/lifecycle.ts';
import { moved } from '../time/instant.ts';
import { leadText } from '../time/lead-text.ts';
import type { AgendaSnapshot, Notice } from './agenda-facts.ts';
import { endOf, transitionsOf } from './agenda-steps.ts';
import { mayBeAbout, noticeTexts, nounsOf, remindersWanted } from './booking-kinds.ts';
import { openStatuses, upcomingStatuses } from './booking-status.ts';

/** A message that will not be sent, and why. */
export interface SkippedItem {
  readonly key: string;
  readonly kind: MailKind;
  readonly recipient: Recipient;
  readonly at: number;
  readonly because: 'past' | 'superseded' | 'paused' | 'together';
}

export interface Agenda {
  /** Earliest first; items of one instant keep the order messages, then transitions. */
  readonly items: readonly PlanItem[];
  readonly skipped: readonly SkippedItem[];
  /** Nothing is left to do and no timer can change the status any more. */
  readonly over: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long after its instant a reminder with this lead still helps: an hour's notice is no use once it is over. */
export function usefulFor(leadMs: number): number {
  return leadMs === 15 * minute ? 14 * minute : Math.min(6 * hour, leadMs * 0.75);
}

/** No page takes feedback yet, so no mail asks for it, whatever policy is pinned. */
export const asksForFeedback: boolean = false;

/**
 * What one booking still has to do, from its facts alone: no clock, so a rebuilt workflow plans the same.
 * Booking shows it to HR, hands it to the workflow and asks it again before each message is composed.
 */
export function agendaOf(facts: AgendaSnapshot): Agenda {
  const planned = [...noticesOf(facts), ...nudgesOf(facts), ...remindersOf(facts), ...feedbackOf(facts)];
  const messages = planned.filter(({ item }) => mayBeAbout(facts, item.kind, item.recipient.role));
  const unsettled = messages.filter(({ item }) => !facts.settled.has(item.key));
  const due: PlanItem[] = unsettled.filter(({ skip }) => skip === null).map(({ item }) => item);
  const items = [...due, ...transitionsOf(facts)].sort((one, other) => one.at - other.at);
  const skipped = unsettled.flatMap(({ item: { key, kind, recipient, at }, skip }) =>
    skip === null ? [] : [{ key, kind, recipient, at, because: skip }],
  );
  return { items, skipped, over: items.length === 0 && !openStatuses.includes(facts.status) };
}

interface Message {
  readonly item: NotifyItem & { readonly kind: MailKind };
  readonly skip: SkippedItem['because'] | null;
}

interface MessageDraft {
  readonly id: string;
  readonly kind: MailKind;
  readonly at: number;
  readonly usefulUntil: number;
  readonly text: string;
}

function messageTo(recipient: Recipient, draft: MessageDraft, skip: Message['skip']): Message {
  const { id, kind, at, usefulUntil, text } = draft;
  const key = messageKey(id, recipient);
  return { item: { does: 'notify', key, kind, at, usefulUntil, recipient, text }, skip };
}

const calledOff = 'called_off@';

/** The id of the notice that a time which lies ahead will not come to be, as it was missed already. */
export function calledOffId(scheduleRev: number): string {
  return `${calledOff}${scheduleRev}`;
}

/** Whether a message says of all of a booking that it is off, and not of its recipient alone. */
export function isCalledOff(key: string): boolean {
  return key.startsWith(calledOff);
}

/** Names one message: its cause, and whom it goes to. */
export function messageKey(id: string, { role, personId }: Recipient): string {
  return `${id}:${role}:${personId}`;
}

function candidateOf(facts: AgendaSnapshot): Recipient {
  return { role: 'candidate', personId: facts.candidateId };
}

function noticesOf(facts: AgendaSnapshot): Message[] {
  return facts.notices.flatMap((notice) => {
    const { id, kind, at } = notice;
    const usefulUntil = kind === 'offer' && facts.offer ? facts.offer.expiresAt : at + day;
    return notice.recipients.map((recipient) => {
      const skip = skipOf(notice, recipient, facts);
      const { guest, panelist } = nounsOf(facts.kind);
      const text = `${noticeTexts[kind] ?? kind} (${recipient.role === 'candidate' ? guest : panelist})`;
      return messageTo(recipient, { id, kind, at, usefulUntil, text }, skip);
    });
  });
}

/** Why a notice is not sent to a recipient; null when it is. */
function skipOf(notice: Notice, recipient: Recipient, facts: AgendaSnapshot): Message['skip'] {
  if (recipient.role === 'candidate' && notice.guestReads !== undefined) {
    // What is said of all stays true when this one moves or is called off; whoever composes it knows what still stands.
    return notice.guestReads === 'of_all' ? null : 'together';
  }
  return holds(notice, recipient, facts) ? null : 'superseded';
}

/** The id of the notice that tells of an offer. */
export function offerNoticeId(offerId: string): string {
  return `offer:${offerId}`;
}

/** Whether what a notice says is still true. */
function holds(notice: Notice, recipient: Recipient, facts: AgendaSnapshot): boolean {
  const { status, scheduleRev, timeRev, offer } = facts;
  const isOnPanel = facts.interviewerIds.includes(recipient.personId);
  switch (notice.kind) {
    case 'invitation':
    case 'retake_approved':
    case 'offer_open':
    case 'interviewer_missed':
      return status === 'invited';
    case 'offer':
      return status === 'invited' && notice.id === offerNoticeId(offer?.id ?? '');
    case 'link':
      // The page behind a link tells of every state; only an archived attempt has given its link to the next one.
      return status !== 'archived';
    case 'scheduled':
    case 'rescheduled':
    case 'clock_changed':
      if (recipient.role === 'interviewer' && !isOnPanel) return false;
      return notice.scheduleRev >= (timeRev ?? scheduleRev) && openStatuses.includes(status);
    case 'cancelled':
      // Whoever was taken off and is back has a newer invitation.
      return recipient.role !== 'interviewer' || !isOnPanel || !openStatuses.includes(status);
    case 'people_changed':
      if (recipient.role === 'interviewer') return !isOnPanel;
      return notice.scheduleRev === scheduleRev && openStatuses.includes(status);
    case 'expired':
      return status === 'expired';
    case 'no_show':
      return status === 'no_show';
    default:
      return true;
  }
}

function nudgesOf(facts: AgendaSnapshot): Message[] {
  if (facts.status !== 'invited' || facts.link === null || facts.isFollowing) return [];
  const { rev, issuedAt, bookBy } = facts.link;
  const nudges = facts.policy.nudges
    .map((lead) => ({ lead, at: moved(issuedAt, lead, facts.zone, 1) }))
    .filter(({ at }) => at < bookBy)
    .map(({ lead, at }): MessageDraft => {
      const usefulUntil = Math.min(at + day, bookBy);
      return { id: `nudge:${lead}@l${rev}`, kind: 'nudge', at, usefulUntil, text: 'remind the candidate to book' };
    });
  const expiringAt = moved(bookBy, 'P1D', facts.zone, -1);
  const text = 'warn that the link is about to expire';
  const expiring: MessageDraft = {
    id: `expiring@l${rev}`,
    kind: 'expiring',
    at: expiringAt,
    usefulUntil: bookBy,
    text,
  };
  const speaksSince = Math.max(issuedAt, facts.leadSince ?? 0);
  return [...nudges, expiring].map((draft) =>
    messageTo(candidateOf(facts), draft, draft.at < speaksSince ? 'past' : null),
  );
}

function remindersOf(facts: AgendaSnapshot): Message[] {
  const { startsAt, scheduleMadeAt } = facts;
  if (startsAt === null || scheduleMadeAt === null || !upcomingStatuses.includes(facts.status)) return [];
  const { guest, panelist } = nounsOf(facts.kind);
  return remindersWanted(facts.policy.reminders, facts.reminderBefore ?? null).flatMap(({ before, to }) => {
    const at = moved(startsAt, before, facts.zone, -1);
    const recipients = to === 'candidate' ? [candidateOf(facts)] : interviewersOf(facts);
    const draft: MessageDraft = {
      id: `reminder:${before}@${facts.scheduleRev}`,
      kind: 'reminder',
      at,
      usefulUntil: Math.min(at + usefulFor(startsAt - at), startsAt),
      text: `remind the ${to === 'candidate' ? guest : panelist} (${leadText(before)} before)`,
    };
    const plannedAt = to === 'candidate' ? Math.max(scheduleMadeAt, facts.reminderWishedAt ?? 0) : scheduleMadeAt;
    const skip = at < plannedAt ? 'past' : facts.remindersPaused ? 'paused' : null;
    return recipients.map((recipient) => messageTo(recipient, draft, skip));
  });
}

function feedbackOf(facts: AgendaSnapshot): Message[] {
  if (!asksForFeedback) return [];
  const end = endOf(facts);
  if (end === null || (facts.status !== 'completed' && facts.status !== 'in_progress')) return [];
  return facts.policy.feedbackDue.flatMap((after) => {
    const at = moved(end, after, facts.zone, 1);
    const text = `ask for feedback (${leadText(after)} after)`;
    const id = `feedback:${after}@${facts.scheduleRev}`;
    const draft: MessageDraft = { id, kind: 'feedback_request', at, usefulUntil: at + day, text };
    return interviewersOf(facts).map((recipient) => messageTo(recipient, draft, null));
  });
}

function interviewersOf(facts: AgendaSnapshot): Recipient[] {
  return facts.interviewerIds.map((personId) => ({ role: 'interviewer', personId }));
}
