import type { ResourceId, TenantId } from '@interlude/shared/ids';
import type { ResourceKind } from '@interlude/shared/schemas/template';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { changeOf, type RowChange } from '../mongo/versioned-row.ts';
import { countWrites } from '../mongo/write-count.ts';

/** A room or licence that interviews can need; archived ones are used by what is booked already only. */
export interface ResourceRow {
  _id: ResourceId;
  tenantId: TenantId;
  name: string;
  kind: ResourceKind;
  capacity: number;
  active: boolean;
  /** Rises with every change; absent in rows that were not changed since there were versions. */
  version?: number;
  createdAt: Date;
}

const schema = new Schema<Stored<ResourceRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    kind: String,
    capacity: Number,
    active: Boolean,
    version: Number,
    createdAt: Date,
  },
  { collection: 'resources', strict: 'throw', versionKey: false },
);

countWrites(schema);

export const resourceIndexes = [{ key: { tenantId: 1, name: 1 } }] as const;

export type ResourceStore = ReturnType<typeof createResourceStore>;

export function createResourceStore(connection: Connection) {
  const Resource = connection.model('Resource', schema);

  return {
    async insert(row: ResourceRow): Promise<void> {
      await Resource.insertMany([row], { lean: true });
    },

    async find(tenantId: TenantId, resourceId: string): Promise<ResourceRow | null> {
      return await Resource.findOne({ tenantId, _id: resourceId }).lean<ResourceRow>();
    },

    async list(tenantId: TenantId): Promise<ResourceRow[]> {
      return await Resource.find({ tenantId }).sort({ name: 1 }).lean<ResourceRow[]>();
    },

    /** The resources of these ids, in no order; unknown ids are left out, and nothing is read for none. */
    async listByIds(tenantId: TenantId, resourceIds: readonly string[]): Promise<ResourceRow[]> {
      if (resourceIds.length === 0) return [];
      return await Resource.find({ tenantId, _id: mongoose.trusted({ $in: [...resourceIds] }) }).lean<ResourceRow[]>();
    },

    /** Null where there is no such row, or none of the version that was expected. */
    async change(tenantId: TenantId, change: RowChange<ResourceRow>): Promise<ResourceRow | null> {
      const { filter, update } = changeOf(tenantId, change);
      return await Resource.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<ResourceRow>();
    },
  };
}
