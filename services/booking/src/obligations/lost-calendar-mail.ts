import { createHash } from 'node:crypto';
import type { ConsentReport } from '@interlude/shared/contracts/calendars';
import { type NotifyItem, urgency } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import { idPrefixes, type LostCalendarId, type PersonId, type TenantId } from '@interlude/shared/ids';
import type { LostCalendar, PersonRow } from '../company/person-store.ts';
import { newId } from '../runtime/new-id.ts';
import type { ObligationDeps } from './deps.ts';
import { type SingleMail, timelessFacts } from './timeless-facts.ts';

const kind = 'calendar_lost';
const usefulMs = 7 * 86_400_000;
/** Those that are over are kept so that what comes late is known for that; nobody has more connections at a time. */
const mostKept = 20;

/** The same for every report of one loss, so that it is mailed once. */
function mailIdOf({ connectionId, lostAt }: Pick<ConsentReport, 'connectionId' | 'lostAt'>): LostCalendarId {
  const hash = createHash('sha256').update(`${connectionId}|${lostAt}`).digest('hex').slice(0, 26);
  return `${idPrefixes.lostCalendar}_${hash}` as LostCalendarId;
}

/**
 * Takes over that somebody has to sign in at a calendar of theirs again, and mails it to them; or that this is over. Safe to
 * repeat and to come late: of each connection the last loss counts.
 */
export async function learnConsent(app: ObligationDeps, report: ConsentReport): Promise<void> {
  const { connectionId, name, lostAt, isOver } = report;
  const { people, outbox, inTransaction } = app.stores;
  await inTransaction(async () => {
    const person = await people.find(report.tenantId as TenantId, report.personId);
    if (!person?.active) return;
    const { lostCalendars: all = [] } = person;
    const known = all.find((one) => one.connectionId === connectionId);
    const since = known?.lostAt.getTime() ?? 0;
    if (since > lostAt || (since === lostAt && (known?.isOver || !isOver))) return;
    const mailId = mailIdOf(report);
    const lost = { connectionId, mailId, name, lostAt: new Date(lostAt), isOver };
    const others = all.filter((one) => one !== known);
    await people.setLostCalendars(person, [...others, lost].slice(-mostKept));
    // Nothing was owed for what came and went between two reports.
    if (isOver && since < lostAt) return;
    const at = { createdAt: new Date(app.now()), deliveredAt: null };
    const nudge = { tenantId: person.tenantId, interviewId: mailId, rev: revOf(lost), urgency: urgency.soon };
    await outbox.append({ _id: newId('event'), ...nudge, ...at });
  });
}

function revOf({ isOver }: Pick<LostCalendar, 'isOver'>): number {
  return isOver ? 2 : 1;
}

async function find({ stores }: ObligationDeps, tenantId: TenantId, mailId: LostCalendarId) {
  const person = await stores.people.findByLostCalendar(tenantId, mailId);
  const lost = person?.lostCalendars?.find((one) => one.mailId === mailId);
  return person === null || lost === undefined ? null : { person, lost };
}

export async function lostCalendarOwner(
  app: ObligationDeps,
  tenantId: TenantId,
  mailId: LostCalendarId,
): Promise<SingleMail | null> {
  const found = await find(app, tenantId, mailId);
  if (found === null) return null;
  const { person, lost } = found;
  const status = lost.isOver ? 'over' : 'lost';
  return {
    status,
    rev: revOf(lost),
    attributes: {
      TenantId: tenantId,
      InterviewStatus: status,
      InterviewType: 'lost_calendar',
      RootInterviewId: mailId,
      InterviewerIds: [person._id],
      ScheduledAt: null,
      RetakeNumber: 0,
    },
    // Where somebody has signed in again, nobody is to be told.
    item: lost.isOver ? null : itemOf(person, lost),
  };
}

function itemOf({ _id }: PersonRow, { lostAt }: LostCalendar): NotifyItem {
  return {
    does: 'notify',
    key: `${kind}@0:interviewer:${_id}`,
    kind,
    at: lostAt.getTime(),
    usefulUntil: lostAt.getTime() + usefulMs,
    recipient: { role: 'interviewer', personId: _id as PersonId },
    text: 'mail that a calendar needs a new sign-in',
  };
}

/** What that mail says; nothing once the calendar is connected again. */
export async function lostCalendarMessage(
  app: ObligationDeps,
  tenantId: TenantId,
  mailId: LostCalendarId,
): Promise<MessageAnswer> {
  const found = await find(app, tenantId, mailId);
  if (found === null) return { skip: 'erased' };
  const { person, lost } = found;
  if (lost.isOver) return { skip: 'superseded' };
  const tenant = await app.stores.tenants.get(tenantId);
  const { email, name, zone, locale } = person;
  return {
    message: {
      ...timelessFacts(app, tenant, zone),
      kind,
      about: 'account',
      to: { email, name },
      role: 'interviewer',
      locale,
      jobTitle: lost.name,
      interviewType: 'account',
      provider: 'none',
      durationMinutes: 0,
      candidateName: '',
      url: `${app.config.publicUrl}/hr/availability`,
    },
    usefulUntil: lost.lostAt.getTime() + usefulMs,
  };
}
