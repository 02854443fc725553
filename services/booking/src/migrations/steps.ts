import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { slugOf, slugsLike } from '@interlude/shared/slug';
import { mailboxOf } from '../company/mailbox.ts';
import { activeAddress } from '../company/person-store.ts';
import { ignoreGone, ignoreTaken } from '../mongo/database-errors.ts';
import type { Db, Migration } from '../mongo/run-migrations.ts';
import { overUpdate } from '../reservations/ended-update.ts';
import { endMergedBounces, listAttention } from './attention-marks.ts';
import { bookingsFromInterviews } from './bookings-from-interviews.ts';
import { recordsAreFound } from './records-are-found.ts';
import { sessionsApart } from './sessions-apart.ts';

/** In the order in which they run; a step that was released is neither renamed nor changed, and new ones go last. */
export const migrations: readonly Migration[] = [
  bookingsFromInterviews,
  { name: 'companies-have-slugs', run: nameTenants },
  { name: 'attempts-forget-drop-outs', run: forgetDropOuts },
  { name: 'sessions-ask-for-feedback', run: reopenSessions },
  { name: 'interviews-have-a-kind', run: nameKinds },
  { name: 'interviews-in-progress-end', run: planEnds },
  { name: 'clients-have-a-mailbox', run: nameMailboxes },
  { name: 'what-took-place-keeps-its-seats', run: keepSeats },
  { name: 'attention-is-a-list', run: listAttention },
  sessionsApart,
  { name: 'those-who-left-leave-their-address', run: freeAddresses },
  recordsAreFound,
  { name: 'bookings-lose-unused-indexes', run: dropUnused },
  { name: 'merged-candidates-lose-bounces', run: endMergedBounces },
  { name: 'phone-interviews-ask-for-a-number', run: planPhones },
  { name: 'addresses-are-unique-in-a-company', run: freeElsewhere },
];

// Nothing asked by these any more, and every write kept them.
async function dropUnused(db: Db): Promise<void> {
  const present = await db
    .collection('bookings')
    .indexes()
    .catch(() => []);
  for (const { key, name } of present) {
    const fields = Object.keys(key).join(' ');
    if (name !== undefined && ['tenantId status startsAt', 'tenantId createdAt'].includes(fields))
      await db.collection('bookings').dropIndex(name);
  }
}

// Companies from before there were public pages get the name that a new one of theirs would get.
async function nameTenants(db: Db): Promise<void> {
  const tenants = db.collection('tenants');
  const nameless = await tenants
    .find({ slug: { $exists: false } })
    .sort({ _id: 1 })
    .toArray();
  for (const { _id, name } of nameless) {
    for (const slug of slugsLike(slugOf(String(name), 'company'))) {
      if ((await tenants.findOne({ slug })) !== null) continue;
      await tenants.updateOne({ _id, slug: { $exists: false } }, { $set: { slug } });
      break;
    }
  }
}

// Attempts once took over what had become of the people of the one before; it would silence their own mails.
async function forgetDropOuts(db: Db): Promise<void> {
  await db
    .collection('bookings')
    .updateMany({ $expr: { $gt: ['$timeRev', '$scheduleRev'] } }, { $set: { timeRev: null, dropOuts: [] } });
}

const feedbackWithinMs = 31 * 86_400_000;

// Group sessions were once done with when they were over, and the plan of each guest asked how they did. Now only that
// of the session asks: the reconcile starts what has none yet, and finds again that those who have asked are done.
async function reopenSessions(db: Db): Promise<void> {
  await db.collection('bookings').updateMany(
    {
      kind: 'group',
      status: 'completed',
      planOver: true,
      type: { $ne: 'appointment' },
      endsAt: { $gte: new Date(Date.now() - feedbackWithinMs) },
    },
    { $set: { planOver: false } },
  );
}

// Interviews from before there were appointments, and those written since then too, had no kind.
async function nameKinds(db: Db): Promise<void> {
  await db.collection('bookings').updateMany({ kind: { $exists: false } }, { $set: { kind: 'interview' } });
}

// Where nobody was to be asked for feedback nothing closed an interview: the reconcile plans these anew.
async function planEnds(db: Db): Promise<void> {
  const stuck = { status: 'in_progress', 'policy.feedbackDue': { $size: 0 } };
  await db.collection('bookings').updateMany(stuck, { $inc: { factsRev: 1 }, $set: { planOver: false } });
}

// HR are told of a missing number also where an interview was booked before one could be given; the reconcile plans these again.
async function planPhones(db: Db): Promise<void> {
  const numberless = { provider: 'phone', phone: { $exists: false }, guestPhone: { $exists: false } };
  const upcoming = { status: { $in: [...upcomingStatuses] }, phoneMissedRev: { $exists: false } };
  await db
    .collection('bookings')
    .updateMany({ ...numberless, ...upcoming }, { $inc: { factsRev: 1 }, $set: { planOver: false } });
}

// Addresses that lead to one mailbox count as one client.
async function nameMailboxes(db: Db): Promise<void> {
  const clients = db.collection('clients');
  for await (const { _id, email } of clients.find({ mailbox: { $exists: false } }))
    await clients.updateOne({ _id }, { $set: { mailbox: mailboxOf(String(email)) } });
}

// What is over counted towards no cap any more: this week's meetings take their seats again, where nobody else has them.
async function keepSeats(db: Db): Promise<void> {
  const reservations = db.collection('reservations');
  const aWeekAgo = new Date(Date.now() - 8 * 86_400_000);
  const over = { active: false, tookPlace: true, startsAt: { $gte: aWeekAgo }, 'seats.0': { $exists: true } };
  for await (const { _id } of reservations.find(over, { projection: { _id: 1 } }))
    await reservations.updateOne({ _id, active: false }, overUpdate(true)).catch(ignoreTaken);
}

// The new index is there before the former one goes, so that at no moment two people could have one address. Run again
// after the last step of addresses it finds some that two companies share, and is not needed.
async function freeAddresses(db: Db): Promise<void> {
  const people = db.collection('people');
  await people
    .createIndex({ active: 1, email: 1 }, { unique: true, partialFilterExpression: { active: true } })
    .catch(ignoreTaken);
  await people.dropIndex('email_1').catch(ignoreGone);
}

// An address of one company was taken in all others. The index by company is there before that of all goes.
async function freeElsewhere(db: Db): Promise<void> {
  const people = db.collection('people');
  await people.createIndex({ ...activeAddress }, { unique: true, partialFilterExpression: { active: true } });
  await people.dropIndex('active_1_email_1').catch(ignoreGone);
}
