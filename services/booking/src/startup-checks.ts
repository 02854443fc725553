import { schemaFaults } from './indexes.ts';
import type { Database } from './mongo/mongo.ts';

/** What makes this database unfit, in words; the process must not start on it. */
export async function databaseFaults(connection: Database): Promise<string[]> {
  const hello = (await connection.db?.command({ hello: 1 })) ?? {};
  if (typeof hello['setName'] !== 'string') return ['MongoDB must be a replica set: transactions need one'];
  const arbiters: unknown = hello['arbiters'];
  // With an arbiter the implicit write concern is one node, and an acknowledged booking could be rolled back.
  if (Array.isArray(arbiters) && arbiters.length > 0)
    return ['a replica set with an arbiter can lose acknowledged bookings'];
  return await schemaFaults(connection);
}
