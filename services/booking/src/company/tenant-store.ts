import type { PolicyInput } from '@interlude/shared/booking/policy';
import type { TenantId } from '@interlude/shared/ids';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import type { PictureRef } from './picture-store.ts';

export interface TenantRow {
  _id: TenantId;
  name: string;
  slug: string;
  zone: string;
  contact: { name: string; email: string };
  policy: PolicyInput;
  caps: { perDay: number | null; perWeek: number | null };
  /** Hosts where the company holds its meetings; without them those that are known of each provider. */
  meetingHosts?: string[];
  /** Hosts of websites that may show its services and be returned to; see `websiteHost`. */
  hosts?: string[];
  /** The colour of its pages and mails, `#rrggbb`; absent or null is the usual one. */
  accent?: string | null;
  logo?: PictureRef | null;
  /** Rises whenever an administrator is about to go, so that of two at once the second sees the first. */
  administratorsRev?: number;
  createdAt: Date;
}

const schema = new Schema<Stored<TenantRow>>(
  {
    _id: String,
    name: String,
    slug: String,
    zone: String,
    contact: Schema.Types.Mixed,
    policy: Schema.Types.Mixed,
    caps: Schema.Types.Mixed,
    meetingHosts: Schema.Types.Mixed,
    hosts: Schema.Types.Mixed,
    accent: String,
    logo: Schema.Types.Mixed,
    administratorsRev: Number,
    createdAt: Date,
  },
  { collection: 'tenants', strict: 'throw', versionKey: false, minimize: false },
);

export const tenantIndexes = [
  { key: { slug: 1 }, unique: true, partialFilterExpression: { slug: { $exists: true } } },
] as const;

// Name and contact of a company are on every page and change about never; nothing is decided from a cached row.
const cachedForMs = 5_000;

export function createTenantStore(connection: Connection) {
  const Tenant = connection.model('Tenant', schema);
  const cache = new Map<TenantId, { row: TenantRow; until: number }>();

  return {
    async insert(row: TenantRow): Promise<void> {
      await Tenant.insertMany([row], { lean: true });
    },

    async get(tenantId: TenantId): Promise<TenantRow> {
      const known = cache.get(tenantId);
      if (known !== undefined && known.until > performance.now()) return known.row;
      const row = await Tenant.findOne({ _id: tenantId }).lean<TenantRow>();
      if (row === null) throw new Error('a session names a tenant that does not exist');
      cache.set(tenantId, { row, until: performance.now() + cachedForMs });
      return row;
    },

    /** Answers what the list was before. */
    async setHosts(
      tenantId: TenantId,
      field: 'meetingHosts' | 'hosts',
      hosts: string[] | null,
    ): Promise<readonly string[] | null> {
      const before = await Tenant.findOneAndUpdate(
        { _id: tenantId },
        hosts === null ? { $unset: { [field]: '' } } : { $set: { [field]: hosts } },
      ).lean<TenantRow>();
      return before?.[field] ?? null;
    },

    /** Answers the company as it was before. */
    async setBrand(tenantId: TenantId, set: Pick<TenantRow, 'accent' | 'logo'>): Promise<TenantRow | null> {
      return await Tenant.findOneAndUpdate({ _id: tenantId }, { $set: set }).lean<TenantRow>();
    },

    /** In a transaction: makes it one of those that cannot both be committed. */
    async touchAdministrators(tenantId: TenantId): Promise<void> {
      await Tenant.updateOne({ _id: tenantId }, { $inc: { administratorsRev: 1 } });
    },

    /** Drops what this process remembers; other processes see the change once their copy is too old. */
    forget(tenantId: TenantId): void {
      cache.delete(tenantId);
    },

    /** The company of a public address, or null: the only way to one without a session or a link. */
    async findBySlug(slug: string): Promise<TenantRow | null> {
      return await Tenant.findOne({ slug }).lean<TenantRow>();
    },

    async count(): Promise<number> {
      return await Tenant.countDocuments({});
    },
  };
}

export type TenantStore = ReturnType<typeof createTenantStore>;
