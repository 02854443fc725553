import type { AttentionCause } from '@interlude/shared/booking/attention';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import { may } from '../access/permissions.ts';
import { mayRestoreEntry } from '../booking/commands/restore-entry.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import { listLinksTaken } from '../interviews/links-taken.ts';
import type { QueueSource } from './queue-source.ts';

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

const marks: QueueSource = {
  async list({ stores }, { tenantId }, page) {
    const found = await stores.scheduled.listMarks(tenantId, page);
    return found.map(({ _id, mark: { since, cause, of = '' } }) => ({
      place: { since, _id, cause, of },
      bookingId: _id,
    }));
  },
  // The last resort is to say that nothing is to be done.
  actionsFor({ place: { cause, of } }, row, { staff, now }) {
    const allowed: readonly string[] = [
      ...actionsOf(row.status, 'staff', row.kind),
      ...always,
      ...(mayRestoreEntry(row, of, now) ? ['restoreEntry'] : []),
      // An expired invitation is extended, which mails a new link.
      ...(row.status === 'expired' ? [] : ['resendLink']),
      ...(of === guestIdOf(row) && may(staff.roles, 'jobs:write') ? ['correctAddress'] : []),
    ];
    return [...wantedFor[cause as AttentionCause].filter((action) => allowed.includes(action)), 'dismiss'];
  },
};

const retakes: QueueSource = {
  async list({ stores }, staff, { after, limit, reach }) {
    if (!may(staff.roles, 'retakes:read')) return [];
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
        ...(isTwoPerson && isByThem ? { because: 'approver_is_requester' as const } : {}),
      };
    });
  },
  actionsFor: ({ because }, _row, { staff }) =>
    because === undefined && may(staff.roles, 'retakes:decide') ? ['decideRetake'] : [],
};

/** How long before its end an invitation that nobody has used is shown: time enough to ask or to extend it. */
export const expiringWithinMs = 48 * 3_600_000;

const expiring: QueueSource = {
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

/** All that can wait for a person; a feature that has something of the kind adds its own. */
export const queueSources: readonly QueueSource[] = [marks, retakes, expiring];
