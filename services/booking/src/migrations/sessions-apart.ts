import { ignoreTaken } from '../mongo/database-errors.ts';
import type { Db, Migration } from '../mongo/run-migrations.ts';

/** What a session had only because it was stored as a booking, with a link that nobody ever held. */
const ofBookings = new Set([
  ...['link', 'access', 'invitedAt', 'zone', 'locale', 'hourCycle', 'note', 'rescheduleUsed', 'effectsAt', 'noShow'],
  ...['remindersPaused', 'waitlist', 'attention', 'panelGaps'],
]);

interface Row {
  readonly _id: string;
  /** Rises with every change. */
  readonly factsRev: number;
  readonly group?: unknown;
}

// By id, which alone is indexed across companies.
const sessions = { _id: /^grp_/ };

/** Group sessions were bookings of a third kind. They keep their ids, and so their workflows. */
export const sessionsApart: Migration = {
  name: 'sessions-are-no-bookings',
  async run(db) {
    do await move(db);
    while (await hasLeft(db));
  },
  hasLeft,
};

async function move(db: Db): Promise<void> {
  const bookings = db.collection<Row>('bookings');
  const moved = db.collection<Row>('groupSessions');
  for await (const row of bookings.find(sessions)) {
    const { _id, factsRev } = row;
    // Cut off between the two writes, the next run finds it in both: the one that was changed last is kept.
    const isOlder = { _id, factsRev: { $lt: factsRev } };
    await moved.replaceOne(isOlder, sessionFrom(row), { upsert: true }).catch(ignoreTaken);
    // What a process of the release before has changed meanwhile is moved again.
    await bookings.deleteOne({ _id, factsRev });
  }
}

async function hasLeft(db: Db): Promise<boolean> {
  return (await db.collection<Row>('bookings').findOne(sessions)) !== null;
}

function sessionFrom(row: Row): Row & { readonly terms: unknown } {
  const { _id, factsRev, group: terms, ...rest } = row;
  return {
    _id,
    factsRev,
    ...Object.fromEntries(Object.entries(rest).filter(([field]) => !ofBookings.has(field))),
    terms,
  };
}
