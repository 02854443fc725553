import type { PersonId, ServiceId, TenantId } from '@interlude/shared/ids';
import type { ServiceInput } from '@interlude/shared/schemas/service';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { changeOf, type RowChange, type Versioned } from '../mongo/versioned-row.ts';
import { createWhole, makeSearched } from '../search/search-entry-store.ts';

/** What somebody offers; an appointment pins a copy, so a later edit changes no promise. */
export interface ServiceRow
  extends Omit<ServiceInput, 'providerIds' | 'slug' | 'series' | 'resources' | 'places' | 'questions'>,
    Versioned {
  _id: ServiceId;
  tenantId: TenantId;
  slug: string;
  /** Absent in rows from before there were series. */
  series?: ServiceInput['series'];
  /** Absent in rows from before services could need rooms. */
  resources?: ServiceInput['resources'];
  /** Absent in rows from before there were group sessions: one. */
  places?: number;
  /** Absent in rows from before services could ask. */
  questions?: ServiceInput['questions'];
  providerIds: PersonId[];
  createdAt: Date;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<Stored<ServiceRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    slug: String,
    description: String,
    durationMinutes: Number,
    stepMinutes: Number,
    buffers: mixed,
    providerIds: [String],
    resources: mixed,
    price: mixed,
    provider: String,
    venue: String,
    meetingUrl: String,
    phone: mixed,
    zone: String,
    policy: mixed,
    series: mixed,
    places: Number,
    isPublic: Boolean,
    questions: mixed,
    version: Number,
    archivedAt: Date,
    createdAt: Date,
  },
  { collection: 'services', strict: 'throw', versionKey: false, minimize: false },
);

makeSearched(schema, 'service');

export const serviceIndexes = [
  { key: { tenantId: 1, slug: 1 }, unique: true },
  { key: { tenantId: 1, createdAt: -1 } },
] as const;

export function createServiceStore(connection: Connection) {
  const Service = connection.model('Service', schema);
  const whole = createWhole(connection);

  return {
    /** Fails with a duplicate key while another service has the slug. */
    async insert(row: ServiceRow): Promise<void> {
      await whole(() => Service.insertMany([row], { lean: true }));
    },
    async find(tenantId: TenantId, serviceId: string): Promise<ServiceRow | null> {
      return await Service.findOne({ tenantId, _id: serviceId }).lean<ServiceRow>();
    },
    async listByIds(tenantId: TenantId, serviceIds: readonly string[]): Promise<ServiceRow[]> {
      return await Service.find({ tenantId, _id: mongoose.trusted({ $in: [...serviceIds] }) }).lean<ServiceRow[]>();
    },
    async findPublic(tenantId: TenantId, slug: string): Promise<ServiceRow | null> {
      return await Service.findOne({ tenantId, slug, isPublic: true, archivedAt: null }).lean<ServiceRow>();
    },
    async listPublic(tenantId: TenantId, most: number): Promise<ServiceRow[]> {
      const found = Service.find({ tenantId, isPublic: true, archivedAt: null }).sort({ name: 1, _id: 1 });
      return await found.limit(most).lean<ServiceRow[]>();
    },
    async list(tenantId: TenantId): Promise<ServiceRow[]> {
      return await Service.find({ tenantId }).sort({ createdAt: -1 }).lean<ServiceRow[]>();
    },
    /** Null where there is no such row, or none of the version that was expected. */
    async change(tenantId: TenantId, change: RowChange<ServiceRow>): Promise<ServiceRow | null> {
      const { filter, update } = changeOf(tenantId, change);
      return await whole(
        async () => await Service.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<ServiceRow>(),
      );
    },
  };
}

export type ServiceStore = ReturnType<typeof createServiceStore>;
