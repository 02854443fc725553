import { agendaOf } from '@interlude/shared/booking/agenda';
import { instantText } from '@interlude/shared/booking/booking-rules';
import type { Staff } from '../access/staff-access.ts';
import { scopeAt, scopeOf } from '../booking/gate/own-scope.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { AuditRow, ChangedFact, Fact } from '../journal/audit-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { planFacts } from '../obligations/plan-facts.ts';
import { type SendRow, settledKeys } from '../obligations/send-store.ts';
import { askedOfSession, wasUnjudged } from '../obligations/session-feedback.ts';
import { refuse } from '../runtime/refused.ts';
import { mailViews } from './interview-view.ts';
import type { TimelineEvent } from './timeline-event.ts';

interface Timeline {
  readonly events: readonly TimelineEvent[];
  /** The earliest events are left out, because one answer cannot hold them all. */
  readonly isCut: boolean;
}

/** What happened to one interview and what still will: commands, messages and timers on one line. */
export async function timelineOf(app: ObligationDeps, staff: Staff, row: ScheduledRow): Promise<Timeline> {
  const [{ rows: audit, isCut }, sends, asked] = await Promise.all([
    app.stores.audit.listOf(row.tenantId, row._id),
    app.stores.sends.listOf(row.tenantId, row._id),
    askedOfSession(app, row),
  ]);
  const commands = await commandEvents(app, staff, { row, audit });
  const { items } = agendaOf(planFacts(row, settledKeys(sends)));
  const timers = items
    .filter((item) => item.does === 'transition')
    .map((item): TimelineEvent => {
      const at = instantText(item.at);
      return {
        id: `${item.command}@${at}`,
        at,
        when: 'future',
        source: 'timer',
        what: item.command,
        actor: null,
        detail: { text: item.text },
      };
    });
  const requests = asked === null ? [] : mailEvents(asked.session, asked.sends).filter(isFeedbackRequest);
  const events = [
    ...commands,
    ...mailEvents(row, sends),
    ...requests.filter(({ at, when }) =>
      wasUnjudged(audit, when === 'future' ? Number.POSITIVE_INFINITY : Date.parse(at)),
    ),
    ...timers,
  ];
  return { events: events.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)), isCut };
}

/** What happened before one of its events, where one answer could not hold it all: no mails, which the first one has. */
export async function earlierTimelineOf(
  app: ObligationDeps,
  staff: Staff,
  { row, before }: { readonly row: ScheduledRow; readonly before: string },
): Promise<Timeline> {
  const { audit } = app.stores;
  const last = (await audit.findOf(row.tenantId, row._id, before)) ?? refuse({ code: 'not_found' });
  const { rows, isCut } = await audit.listOf(row.tenantId, row._id, last);
  return { events: await commandEvents(app, staff, { row, audit: rows }), isCut };
}

const isFeedbackRequest = ({ what }: TimelineEvent) => what === 'feedback_request';

interface Named {
  readonly _id: string;
  readonly name: string;
}

async function commandEvents(
  app: ObligationDeps,
  staff: Staff,
  { row, audit }: { readonly row: ScheduledRow; readonly audit: readonly AuditRow[] },
): Promise<TimelineEvent[]> {
  const ids = audit.flatMap((entry) => [
    ...(entry.actor.party === 'staff' && entry.actor.id !== null ? [entry.actor.id] : []),
    ...namedIn(entry),
    ...idsOf(entry, personFacts),
  ]);
  const scope = await scopeAt(app, await scopeOf(app, staff), row);
  const isOwn = scope.isOwn(row);
  const [people, resources] = await Promise.all([
    // Staff who may not know the people of a booking see what happened, but not by whom or to whom.
    isOwn ? app.stores.people.listByIds(staff.tenantId, ids) : [],
    app.stores.resources.listByIds(
      staff.tenantId,
      audit.flatMap((entry) => idsOf(entry, ['resources'])),
    ),
  ]);
  return audit.map((entry): TimelineEvent => {
    const known = (entry.changed ?? keptBefore(entry)).filter(({ fact }) => isOwn || !isOfPeople(fact));
    const changed = known.map((one) => withNames(one, [...people, ...resources]));
    const written = isOwn ? writtenOf(row, entry) : [];
    return {
      ...commandEvent(entry, people),
      ...(changed.length > 0 ? { changed } : {}),
      ...(written.length > 0 ? { written } : {}),
    };
  });
}

function writtenOf({ written = [] }: ScheduledRow, entry: AuditRow): string[] {
  return written
    .filter(({ at, action }) => at.getTime() === entry.at.getTime() && action === entry.action)
    .map(({ text }) => text);
}

function commandEvent(entry: AuditRow, people: readonly Named[]): TimelineEvent {
  const actor = people.find(({ _id }) => _id === entry.actor.id);
  return {
    id: entry._id,
    at: instantText(entry.at.getTime()),
    when: 'past',
    source: 'command',
    what: entry.action,
    actor: { party: entry.actor.party, name: actor?.name ?? null, ...(actor ? { personId: actor._id } : {}) },
    detail: { ...entry.detail, ...namesIn(entry, people) },
  };
}

const personFacts: readonly Fact[] = ['people', 'optionalPeople'];
const isOfPeople = (fact: Fact) => personFacts.includes(fact);

function idsOf({ changed = [] }: AuditRow, facts: readonly Fact[]): string[] {
  return changed.filter(({ fact }) => facts.includes(fact)).flatMap(({ from, to }) => [...from, ...to]);
}

function withNames({ fact, from, to }: ChangedFact, known: readonly Named[]): ChangedFact {
  if (fact !== 'resources' && !isOfPeople(fact)) return { fact, from, to };
  const named = (ids: readonly string[]) => ids.map((id) => known.find(({ _id }) => _id === id)?.name ?? '–');
  return { fact, from: named(from), to: named(to) };
}

// Before all facts were compared, three actions said where they came from.
const formerly: Readonly<Record<string, Fact>> = {
  reschedule: 'startsAt',
  decide: 'outcome',
  setPayment: 'payment',
};

function keptBefore({ action, detail }: AuditRow): readonly ChangedFact[] {
  const fact = formerly[action];
  const { from, [fact ?? '']: to } = detail;
  return fact === undefined || typeof from !== 'string' || typeof to !== 'string' || from === to
    ? []
    : [{ fact, from: [from], to: [to] }];
}

const naming = ['person', 'left', 'joined', 'takenBy'] as const;

// The audit stores ids only; names are read when somebody looks.
function namedIn({ detail }: AuditRow, keys: readonly string[] = naming): string[] {
  return keys.flatMap((key) => String(detail[key] ?? '').split(' ')).filter((id) => id !== '');
}

function namesIn(entry: AuditRow, people: readonly Named[]): AuditRow['detail'] {
  const named = naming.filter((key) => key in entry.detail);
  const nameOf = (id: string) => people.find(({ _id }) => _id === id)?.name ?? '–';
  return Object.fromEntries(named.map((key) => [key, namedIn(entry, [key]).map(nameOf).join(', ')]));
}

const whenOf = { sent: 'past', planned: 'future', skipped: 'skipped', failed: 'failed' } as const;

function mailEvents(row: ScheduledRow, sends: readonly SendRow[]): TimelineEvent[] {
  const byKey = new Map(sends.map((send) => [send.key, send]));
  return mailViews(row, sends).map(({ key, kind, at, state, because, role }) => {
    const send = byKey.get(key);
    return {
      id: key,
      ...(state === 'sent' && send?.said !== undefined ? { isReadable: true as const } : {}),
      at: state === 'sent' && send?.settledAt ? instantText(send.settledAt.getTime()) : at,
      when: whenOf[state],
      source: 'mail',
      what: kind,
      actor: null,
      detail: { to: role, due: at, delivery: send?.delivery ?? null, lead: /:(P[^@]*)@/.exec(key)?.[1] ?? null },
      ...(because ? { because } : {}),
    };
  });
}
