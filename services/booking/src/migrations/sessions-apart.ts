import { ignoreTaken } from '../mongo/database-errors.ts';
import type { Db, Migration } from '../mongo/run-migrations.ts';

/** What a session had only because it was stored as a booking, with a link that nobody ever held. */
const ofBookings = new Set([
  ...['link', 'access', 'invitedAt', 'zone', 'locale', 'hourCycle', 'note', 'rescheduleUsed', 'effectsAt', 'noShow'],
  ...['remindersPaused', 'waitlist', 'attention', 'panelGaps'],
]);

interface Row {
  readonly _id: string;
  readonly group?: unknown;
}

// By id, which alone is indexed across companies.
const sessions = { _id: /^grp_/ };

/** Group sessions were bookings of a third kind. They keep their ids, and so their workflows. */
export const sessionsApart: Migration = {
  name: 'sessions-are-no-bookings',
  async run(db) {
    const bookings = db.collection<Row>('bookings');
    for await (const row of bookings.find(sessions)) {
      // Cut off between the two writes, the next run finds it there already, perhaps changed since.
      await db.collection<Row>('groupSessions').insertOne(sessionFrom(row)).catch(ignoreTaken);
      await bookings.deleteOne({ _id: row._id });
    }
  },
  hasLeft: async (db: Db) => (await db.collection<Row>('bookings').findOne(sessions)) !== null,
};

function sessionFrom(row: Row): Row & { readonly terms: unknown } {
  const { _id, group: terms, ...rest } = row;
  return { _id, ...Object.fromEntries(Object.entries(rest).filter(([field]) => !ofBookings.has(field))), terms };
}
