import type { AttentionCause } from '@interlude/shared/booking/attention';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import { may } from '../access/permissions.ts';
import { mayRestoreEntry } from '../booking/commands/restore-entry.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import { comparePlaces, type MarkPlace, placeOf } from '../booking/row/mark-store.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { listLinksTaken } from '../interviews/links-taken.ts';
import type { QueueReader, QueueSource } from './queue-source.ts';

const wantedFor: Readonly<Record<AttentionCause, readonly string[]>> = {
  stuck: [],
  interviewer_out: ['addInterviewer', 'reschedule', 'cancel'],
  busy_elsewhere: ['addInterviewer', 'reschedule', 'cancel'],
  calendar_unseen: ['reschedule', 'cancel'],
  not_in_calendar: [],
  changed_in_calendar: ['restoreEntry', 'addInterviewer', 'reschedule', 'cancel'],
  clock_changed: ['keepTime', 'reschedule'],
  panel: ['cancel'],
  no_hours: ['cancel'],
  no_phone: ['setPhone', 'reschedule', 'cancel'],
  bounced: ['correctAddress', 'resendLink'],
  complained: ['correctAddress', 'resendLink'],
  not_sent: ['resendLink'],
  link_asked: ['extendLink', 'undo', 'resendLink'],
  no_outcome: ['decide'],
  expired: ['extendLink'],
};
const always = ['addInterviewer', 'keepTime', 'setPhone'];

/** What helps against a mark of this booking; the last resort is to say that nothing is to be done. */
function helpFor({ cause, of }: Pick<MarkPlace, 'cause' | 'of'>, row: ScheduledRow, { staff, now }: QueueReader) {
  const allowed: readonly string[] = [
    ...actionsOf(row.status, 'staff', row.kind),
    ...always,
    ...(mayRestoreEntry(row, of, now) ? ['restoreEntry'] : []),
    // An expired invitation is extended, which mails a new link.
    ...(row.status === 'expired' ? [] : ['resendLink']),
    ...(of === guestIdOf(row) && may(staff.roles, 'jobs:write') ? ['correctAddress'] : []),
  ];
  return [...wantedFor[cause as AttentionCause].filter((action) => allowed.includes(action)), 'dismiss'];
}

const marks: QueueSource = {
  needs: 'interviews:write',
  async list({ stores }, { tenantId }, page) {
    const found = await stores.scheduled.listMarks(tenantId, page);
    return found.map((one) => ({ place: placeOf(one), bookingId: one._id }));
  },
  // Several messages, addresses or people of one cause are one thing to do, but for entries, each of which is put right.
  actionsFor({ place }, row, reader) {
    const help = helpFor(place, row, reader);
    const alike = (row.marks ?? []).filter(({ cause }) => cause === place.cause);
    const before = alike
      .map((mark) => placeOf({ _id: row._id, mark }))
      .filter((one) => comparePlaces(one, place) < 0 && helpFor(one, row, reader)[0] === help[0]);
    return before.length > 0 && help[0] !== 'restoreEntry' ? [] : help;
  },
};

const retakes: QueueSource = {
  needs: 'retakes:decide',
  async list({ stores }, staff, { after, limit, reach }) {
    const later = after === null ? null : { createdAt: after.since, _id: after._id };
    const found = await stores.retakes.list(staff.tenantId, 'pending', { after: later, limit, reach });
    const rows = await stores.bookings.listByIds(
      staff.tenantId,
      found.map(({ interviewId }) => interviewId),
    );
    const taken = await listLinksTaken(stores, rows, staff.personId);
    return found.map(({ _id, createdAt, interviewId, requestedBy, expiresAt }) => {
      const isTwoPerson = rows.find((row) => row._id === interviewId)?.policy.retake.twoPerson === true;
      const isByThem = requestedBy.personId === staff.personId || taken.has(interviewId);
      return {
        place: { since: createdAt, _id, cause: 'retake', of: '' },
        bookingId: interviewId,
        requestId: _id,
        requestedBy: requestedBy.party,
        endsAt: expiresAt,
        isForOthers: isTwoPerson && isByThem,
      };
    });
  },
  actionsFor: ({ isForOthers }) => (isForOthers ? [] : ['decideRetake']),
};

/** How long before its end an invitation that nobody has used is shown: time enough to ask or to extend it. */
export const expiringWithinMs = 48 * 3_600_000;

const expiring: QueueSource = {
  needs: 'interviews:write',
  async list({ stores, now }, { tenantId }, { after, limit, reach }) {
    const to = new Date(now() + expiringWithinMs);
    const from = new Date(Math.max(now(), (after?.since.getTime() ?? 0) + expiringWithinMs));
    const found = await stores.bookings.listExpiring(tenantId, { from, to, limit, reach });
    return found.map(({ _id, link: { bookBy } }) => ({
      place: { since: new Date(bookBy.getTime() - expiringWithinMs), _id, cause: 'expiring', of: '' },
      bookingId: _id,
      endsAt: bookBy,
    }));
  },
  actionsFor: (_entry, row) => (row.status === 'invited' ? ['extendLink', 'resendLink'] : []),
};

// One's own, which nobody else can connect again, and for administrators those of all, as they see them.
const lostCalendars: QueueSource = {
  needs: 'availability:write',
  async list({ stores }, { tenantId, personId, roles }) {
    const people = await stores.people.listWithLostCalendar(tenantId, may(roles, 'people:write') ? null : personId);
    return people.flatMap(({ _id, name, lostCalendars = [] }) =>
      lostCalendars
        .filter(({ isOver }) => !isOver)
        .map(({ connectionId, name: title, lostAt }) => ({
          place: { since: lostAt, _id, cause: 'calendar_lost', of: connectionId },
          person: { personId: _id, name },
          title,
          actions: ['openCalendars'],
        })),
    );
  },
};

/** All that can wait for a person; a feature that has something of the kind adds its own. */
export const queueSources: readonly QueueSource[] = [marks, retakes, expiring, lostCalendars];
