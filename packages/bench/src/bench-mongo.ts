import { connectMongo } from '@interlude/booking/mongo';
import { exclusionIndex, reservationIndexes } from '@interlude/booking/reservation-store';
import { startTestServers } from '@interlude/dev-stack/test-servers';

/** The name MongoDB gives the index. */
export const exclusionIndexName = Object.entries(exclusionIndex.key).flat().join('_');

export type BenchMongo = Awaited<ReturnType<typeof startBenchMongo>>;

/** A real MongoDB with the product's own connection settings and a reservations collection with the product's indexes. */
export async function startBenchMongo() {
  const servers = await startTestServers();
  // It would only take processor time here.
  await servers.stopTemporal();
  const connection = await connectMongo(servers.mongoUrl, `bench-${process.pid}`);
  const { db } = connection;
  if (db === undefined) throw new Error('not connected');
  const reservations = db.collection('reservations');
  await db.createCollection('reservations');
  await reservations.createIndexes(reservationIndexes.map(({ key, ...rest }) => ({ key: { ...key }, ...rest })));
  // Connections are opened beforehand, so that rivals really meet.
  await Promise.all(Array.from({ length: 64 }, () => db.command({ ping: 1 })));
  return {
    connection,
    db,
    reservations,
    dropExclusionIndex: () => reservations.dropIndex(exclusionIndexName),
    async buildExclusionIndex() {
      const { key, ...rest } = exclusionIndex;
      await reservations.createIndex({ ...key }, rest);
    },
    async stop() {
      await connection.close();
      await servers.stop();
    },
  };
}
