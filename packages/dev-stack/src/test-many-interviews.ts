import mongoose from 'mongoose';
import type { Portal } from './portal.ts';

/** As many interviews as that one, straight into the database: of no workflow, for lists alone. */
export async function copyInterview(
  portal: Pick<Portal, 'settings'>,
  interviewId: string,
  count: number,
): Promise<void> {
  await copyRow(portal, { collection: 'bookings', id: interviewId }, count, (_id) => ({
    rootInterviewId: _id,
    planOver: true,
  }));
}

/** As many people as that one, straight into the database. */
export async function copyPerson(portal: Pick<Portal, 'settings'>, personId: string, count: number): Promise<void> {
  await copyRow(portal, { collection: 'people', id: personId }, count, (_id, n) => ({
    name: `Person ${String(n).padStart(4, '0')}`,
    email: `${_id}@acme.example`,
  }));
}

async function copyRow(
  { settings }: Pick<Portal, 'settings'>,
  of: { readonly collection: string; readonly id: string },
  count: number,
  own: (id: string, n: number) => object,
): Promise<void> {
  const connection = await mongoose
    .createConnection(settings.mongoUrl, { dbName: settings.databases.booking })
    .asPromise();
  try {
    const rows = connection.collection<{ _id: string }>(of.collection);
    const row = await rows.findOne({ _id: of.id });
    if (row === null) throw new Error(`There is no ${of.id}.`);
    const copies = Array.from({ length: count }, (_, n) => {
      const _id = `${of.id.slice(0, 4)}00${String(n).padStart(8, '0')}`;
      return { ...row, _id, ...own(_id, n) };
    });
    await rows.insertMany(copies, { ordered: false });
  } finally {
    await connection.close();
  }
}
