import type { ClientId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { createWhole, makeSearched } from '../search/search-entry-store.ts';
import { type Reach, reachedAddress, reachUpdate } from './mail-reach.ts';

/** Somebody who proved an address and books services of one company. */
export interface ClientRow {
  _id: ClientId;
  tenantId: TenantId;
  name: string;
  email: string;
  mailbox: string;
  zone: string;
  locale: string;
  /** Set by a hard bounce or a complaint; cleared when a mail other than a code arrives. */
  suppressedAt: Date | null;
  addressRev?: number;
  createdAt: Date;
}

const schema = new Schema<Stored<ClientRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    email: String,
    mailbox: String,
    zone: String,
    locale: String,
    suppressedAt: Date,
    addressRev: Number,
    createdAt: Date,
  },
  { collection: 'clients', strict: 'throw', versionKey: false },
);

makeSearched(schema, 'client');

export const clientIndexes = [
  { key: { tenantId: 1, email: 1 }, unique: true },
  { key: { tenantId: 1, mailbox: 1 } },
  // A public request for a link knows the address and no company.
  { key: { email: 1 } },
] as const;

// Somebody with more addresses of one mailbox than this has met the other limits already.
const mostAliases = 50;

const mostCompanies = 50;

export type ClientStore = ReturnType<typeof createClientStore>;

export function createClientStore(connection: Connection) {
  const Client = connection.model('Client', schema);
  const { trusted } = mongoose;
  const whole = createWhole(connection);

  return {
    async insert(row: ClientRow): Promise<void> {
      await whole(() => Client.insertMany([row], { lean: true }));
    },
    async find(tenantId: TenantId, clientId: string): Promise<ClientRow | null> {
      return await Client.findOne({ tenantId, _id: clientId }).lean<ClientRow>();
    },
    async findByEmail(tenantId: TenantId, email: string): Promise<ClientRow | null> {
      return await Client.findOne({ tenantId, email }).lean<ClientRow>();
    },
    /** Everybody with this address, in whatever company, for the public resend of links. */
    async listAt(email: string): Promise<Pick<ClientRow, '_id' | 'tenantId'>[]> {
      return await Client.find({ email }, { tenantId: 1 }, { crossTenant: true })
        .limit(mostCompanies)
        .lean<ClientRow[]>();
    },
    async listOfMailbox(tenantId: TenantId, mailbox: string): Promise<ClientRow[]> {
      return await Client.find({ tenantId, mailbox }).sort({ _id: -1 }).limit(mostAliases).lean<ClientRow[]>();
    },
    async listByIds(tenantId: TenantId, clientIds: readonly string[]): Promise<ClientRow[]> {
      return await Client.find({ tenantId, _id: trusted({ $in: [...clientIds] }) }).lean<ClientRow[]>();
    },
    /**
     * What the client says of themselves, after they proved to be who reads that address. That a code arrived does not
     * say that other mail does.
     */
    async change(
      tenantId: TenantId,
      clientId: string,
      said: Pick<ClientRow, 'name' | 'zone' | 'locale'>,
    ): Promise<void> {
      const { name, zone, locale } = said;
      await whole(() => Client.updateOne({ tenantId, _id: clientId }, { $set: { name, zone, locale } }));
    },
    /** Writes over the client that was read; false when they have changed since. */
    async changeSeen(seen: ClientRow, set: Partial<ClientRow>): Promise<boolean> {
      const { tenantId, _id, name, email, zone, locale } = seen;
      const present = { tenantId, _id, name, email, zone, locale };
      const { matchedCount } = await whole(() => Client.updateOne(present, { $set: set }));
      return matchedCount === 1;
    },
    async noteReach(tenantId: TenantId, clientId: string, reach: Reach): Promise<boolean> {
      const guest = { tenantId, _id: clientId, ...reachedAddress(reach) };
      const { modifiedCount } = await Client.updateOne(guest, reachUpdate(reach), { updatePipeline: true });
      return modifiedCount === 1;
    },
  };
}
