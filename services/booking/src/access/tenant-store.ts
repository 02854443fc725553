import type { TenantId } from '@interlude/shared/ids';
import type { PolicyInput } from '@interlude/shared/policy';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Stored } from '../mongo.ts';

/** A company. Its id is the `tenantId` of everything it owns. */
export interface TenantRow {
  _id: TenantId;
  name: string;
  zone: string;
  contact: { name: string; email: string };
  policy: PolicyInput;
  caps: { perDay: number | null; perWeek: number | null };
  createdAt: Date;
}

const schema = new Schema<Stored<TenantRow>>(
  {
    _id: String,
    name: String,
    zone: String,
    contact: Schema.Types.Mixed,
    policy: Schema.Types.Mixed,
    caps: Schema.Types.Mixed,
    createdAt: Date,
  },
  { collection: 'tenants', strict: 'throw', versionKey: false, minimize: false },
);

export function createTenantStore(connection: Connection) {
  const Tenant = connection.model('Tenant', schema);

  return {
    async insert(row: TenantRow): Promise<void> {
      await Tenant.insertMany([row], { lean: true });
    },

    async get(tenantId: TenantId): Promise<TenantRow> {
      const row = await Tenant.findOne({ _id: tenantId }).lean<TenantRow>();
      if (row === null) throw new Error('a session names a tenant that does not exist');
      return row;
    },

    async count(): Promise<number> {
      return await Tenant.countDocuments({});
    },
  };
}
