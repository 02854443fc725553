import { agendaOf } from '@interlude/shared/booking/agenda';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsNow, type InterviewAction, pickingStatuses } from '@interlude/shared/booking/booking-status';
import type { Answer } from '@interlude/shared/booking/service-questions';
import { entryDrifts } from '@interlude/shared/contracts/calendars';
import { type PlanItem, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import type { PhoneView } from '@interlude/shared/schemas/views';
import { movedClocks } from '@interlude/shared/time/promised-time';
import { may } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { actionFacts } from '../booking/change.ts';
import { type Scope, scopeAt, scopeOf } from '../booking/gate/own-scope.ts';
import {
  guestIdOf,
  isAppointment,
  isInterview,
  isSession,
  replacementOf,
  titleOf,
  typeOf,
  venueZoneOf,
  zoneOf,
} from '../booking/row/booking-kind.ts';
import type { BookingRow, InterviewRow } from '../booking/row/booking-row.ts';
import { type Guest, listGuests } from '../booking/row/guests.ts';
import { mostPressing } from '../booking/row/marks.ts';
import { phoneFor } from '../booking/row/phone.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { bookedTogether } from '../booking/siblings.ts';
import { panelGaps, panelPeople } from '../catalogue/panel.ts';
import { resourceNames, resourcesOf } from '../catalogue/resource-demands.ts';
import { pictureView } from '../company/brand.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { planFacts } from '../obligations/plan-facts.ts';
import { staffPartsView } from './arranged-view.ts';
import { assignmentView, panelView } from './assignment-view.ts';
import { dropOutsView } from './drop-outs-view.ts';
import { seriesView } from './recurring-view.ts';
import { groupView, invitationOf } from './session-view.ts';
import { waitlistView } from './waitlist-view.ts';

const hidden = { name: '', email: '' };

function textOf(at: Date | null): string | null {
  return at === null ? null : instantText(at.getTime());
}

export interface Names {
  readonly now: number;
  readonly scope: Scope;
  readonly guests: readonly Guest[];
  readonly people: readonly PersonRow[];
}

/** The names that rows of a list show: one query for candidates, one for people. */
export async function readNames(app: ObligationDeps, staff: Staff, rows: readonly ScheduledRow[]): Promise<Names> {
  const [guests, people, scope] = await Promise.all([
    listGuests(app.stores, staff.tenantId, rows),
    app.stores.people.listByIds(
      staff.tenantId,
      rows.flatMap((row) => [...row.people, ...panelPeople(row.panel)]),
    ),
    scopeOf(app, staff),
  ]);
  return { guests, people, scope, now: app.now() };
}

export function interviewSummary(row: ScheduledRow, names: Names) {
  const guest = names.guests.find(({ _id }) => _id === guestIdOf(row));
  const { items } = agendaOf(planFacts(row, new Set()));
  const next = items.find(({ at }) => at > names.now);
  const isOwn = names.scope.isOwn(row);
  const { bookBy, invitedAt, part } = invitationOf(row);
  return {
    interviewId: row._id as string,
    /** The first attempt of its lineage. */
    lineageId: (isInterview(row) ? row.rootInterviewId : row._id) as string,
    kind: row.kind ?? ('interview' as const),
    status: row.status,
    outcome: isInterview(row) ? row.outcome : null,
    attempt: isInterview(row) ? row.attempt : 1,
    part: part === undefined ? null : { number: part.index + 1, of: part.of },
    version: row.version,
    type: typeOf(row),
    jobId: isInterview(row) ? (row.jobId as string) : null,
    jobTitle: titleOf(row),
    appointment: isAppointment(row)
      ? {
          serviceId: row.serviceId as string,
          price: row.price,
          payment: row.payment,
          reminderBefore: row.reminderBefore,
          place: row.series === undefined ? null : { number: row.series.index + 1, of: row.series.of },
        }
      : null,
    candidate:
      isOwn && guest !== undefined
        ? { name: guest.name, email: guest.email, mailBounces: guest.suppressedAt !== null }
        : { ...hidden, mailBounces: false },
    interviewers: row.people.map((personId) => ({
      personId: personId as string,
      ...faceOf(isOwn ? names.people.find(({ _id }) => _id === personId) : undefined),
      optional: row.optionalPeople?.includes(personId) === true,
    })),
    meetingUrl: isOwn ? row.meetingUrl : null,
    startsAt: textOf(row.startsAt),
    endsAt: textOf(row.endsAt),
    bookBy: textOf(bookBy),
    invitedAt: instantText(invitedAt.getTime()),
    attention: mostPressing(row) as string | null,
    marks: (row.marks ?? []).map(({ cause, since }) => ({ cause, since: instantText(since.getTime()) })),
    retake: retakeOf(row),
    next: next === undefined ? null : { at: instantText(next.at), what: whatOf(next), text: next.text },
  };
}

/** The kind of a mail, the command of a timer, or that an entry is put into a calendar. */
function whatOf(item: PlanItem): string {
  if (item.does === 'notify') return item.kind;
  return item.does === 'transition' ? item.command : item.does;
}

function faceOf(person: PersonRow | undefined) {
  return { name: person?.name ?? '', ...(person?.photo ? { photo: pictureView(person.photo) } : {}) };
}

function retakeOf(row: ScheduledRow) {
  if (!isInterview(row) || row.retake === null) return null;
  const { requestId, state } = row.retake;
  return { requestId, state };
}

/** Whose calendars say something else than they should, and what. */
function changedEntries({ marks = [] }: ScheduledRow, { people }: Pick<Names, 'people'>) {
  return marks.flatMap(({ cause, of, over }) => {
    const drift = entryDrifts.find((one) => one === over);
    if (cause !== 'changed_in_calendar' || of === undefined || drift === undefined) return [];
    return [{ personId: of, name: people.find(({ _id }) => _id === of)?.name ?? '', drift }];
  });
}

// Judged by the people of today, as long as somebody may still pick a time.
function gapsOf(row: ScheduledRow, { people }: Names) {
  return pickingStatuses.includes(row.status) ? panelGaps(row.panel, people) : [];
}

// Interviewers are not shown who else is out, but that they gave their own seat back.
function isSeatOut({ dropOuts = [] }: ScheduledRow, { personId }: Staff): boolean {
  return dropOuts.some((one) => one.personId === personId && one.state === 'asked');
}

/** The whole of one interview, with the actions this person may take and the server allows. */
export async function interviewDetail(app: ObligationDeps, staff: Staff, row: ScheduledRow) {
  const { bookings, reservations } = app.stores;
  const mayDecide = may(staff.roles, 'interviews:write');
  const [names, attempts, decision, dropOuts, together, resources, call] = await Promise.all([
    readNames(app, staff, [row]),
    isInterview(row) ? listLineage(bookings, row) : [],
    row.reservationId === null || !mayDecide ? null : reservations.findAssignment(row.tenantId, row.reservationId),
    mayDecide ? dropOutsView(app, row) : null,
    isSession(row) ? [] : bookedTogether(bookings, row),
    app.stores.resources.listByIds(row.tenantId, resourcesOf(row.resources)),
    phoneAt(app, staff, row),
  ]);
  const scope = await scopeAt(app, names.scope, row);
  const mayAct = mayDecide && scope.mayWrite(row);
  const actions: InterviewAction[] = mayAct ? actionsNow(actionFacts(row), 'staff', app.now()) : [];
  const isOwn = scope.isOwn(row);
  const group = await groupView(app, row, scope);
  const people = isOwn ? names.people : [];
  const { note, noShow, rescheduleUsed, waitlist = null } = invitationOf(row);
  return {
    ...interviewSummary(row, { ...names, scope }),
    // What is possible in every status, as saying where the payment stands, is no action of one.
    mayAct,
    // An archive is part of issuing a retake, and a reopening part of an interviewer's no-show: neither is a button.
    actions: actions.filter((action) => action !== 'archive' && action !== 'reopen'),
    provider: row.provider,
    durationMinutes: row.durationMinutes,
    venue: row.venue,
    venueZone: venueZoneOf(row),
    resources: resourceNames(row, resources),
    zone: zoneOf(row),
    clocks: clocksOf(row),
    company: row.company,
    rescheduleUsed,
    policy: row.policy,
    ...privateParts({ ...row, note, answers: isAppointment(row) ? row.answers : [], call }, isOwn),
    dropOuts: isOwn ? dropOuts : null,
    isOwnSeatOut: isSeatOut(row, staff),
    changedEntries: isOwn && mayDecide ? changedEntries(row, names) : [],
    waitlist: waitlistView({ waitlist }, app.now()).waitlist ?? null,
    completedAt: textOf(row.completedAt),
    noShow,
    panel: panelView(row.panel, people),
    panelGaps: gapsOf(row, names),
    assignment: assignmentView(decision, people),
    ...recordsOf(row, scope),
    replacedBy: replacementOf(row) as string | null,
    attempts: attempts.map((attempt) => ({
      interviewId: attempt._id as string,
      attempt: attempt.attempt,
      status: attempt.status,
      outcome: attempt.outcome,
      startsAt: textOf(attempt.startsAt),
    })),
    group,
    parts: isSession(row) ? null : staffPartsView(row, together),
    series: isAppointment(row) ? (seriesView(row, together).series ?? null) : null,
    workflowUrl: workflowUrlOf(app, staff, row),
  };
}

// As they would dial it where they are.
async function phoneAt(app: ObligationDeps, { tenantId, personId }: Staff, row: ScheduledRow) {
  const reader = row.provider === 'phone' ? await app.stores.people.find(tenantId, personId) : null;
  return phoneFor(row, reader?.zone ?? zoneOf(row));
}

/** What it was made from, and whose record these staff may open. */
function recordsOf(
  row: ScheduledRow,
  scope: Scope,
): Record<'templateId' | 'applicationId' | 'candidateId', string | null> {
  if (!isInterview(row)) return { templateId: null, applicationId: null, candidateId: null };
  return {
    templateId: row.templateId as string,
    applicationId: row.applicationId as string,
    candidateId: scope.mayWrite(row) ? (row.candidateId as string) : null,
  };
}

type PrivateParts = Pick<BookingRow, 'meetingUrl' | 'note' | 'reason'> & {
  readonly answers: readonly Answer[] | undefined;
  readonly call: { readonly phone?: PhoneView };
};

// Only for staff whose booking it is.
function privateParts({ meetingUrl, note, reason, answers = [], call }: PrivateParts, isOwn: boolean) {
  if (isOwn) return { meetingUrl, note, reason, answers, ...call };
  return { meetingUrl: null, note: null, answers: [], reason: reason && { code: reason.code, by: reason.by } };
}

function workflowUrlOf({ config }: ObligationDeps, staff: Staff, row: ScheduledRow): string | null {
  const { temporalUiUrl, temporalNamespace } = config;
  if (temporalUiUrl === null || !may(staff.roles, 'workflows:read')) return null;
  return `${temporalUiUrl}/namespaces/${temporalNamespace}/workflows/${encodeURIComponent(workflowIdOf(row._id))}`;
}

// A new invitation for a cancelled interview has its own lineage, listed after that of the one it replaces.
async function listLineage(bookings: ObligationDeps['stores']['bookings'], row: InterviewRow): Promise<InterviewRow[]> {
  const own = await bookings.listAttempts(row.tenantId, row.rootInterviewId);
  const undoes = own[0]?.undoes;
  const undone = undoes === undefined ? null : await bookings.find(row.tenantId, undoes);
  if (undone === null || !isInterview(undone)) return own;
  return [...(await listLineage(bookings, undone)), ...own];
}

// Only what HR has been asked about: the zone of each clock, what was promised and what it shows now.
function clocksOf({ promised = [], startsAt, clockAskedFor }: ScheduledRow) {
  if (startsAt === null || !clockAskedFor) return [];
  const clocks = movedClocks(promised, startsAt.getTime());
  const byZone = new Map(clocks.map((clock) => [clock.zone, clock]));
  return [...byZone.values()].map(({ zone, localTime, presentTime }) => ({ zone, localTime, presentTime }));
}
