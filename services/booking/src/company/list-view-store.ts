import type { ListViewId, PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** Filters and order of the list of interviews under a name, for whoever made it or for the whole company. */
export interface ListViewRow {
  _id: ListViewId;
  tenantId: TenantId;
  ownerId: PersonId;
  name: string;
  /** The query of the list's address. */
  search: string;
  isShared: boolean;
  createdAt: Date;
  /** When it was taken away; it can be brought back for an hour and is gone then. */
  removedAt: Date | null;
}

const schema = new Schema<Stored<ListViewRow>>(
  {
    _id: String,
    tenantId: String,
    ownerId: String,
    name: String,
    search: String,
    isShared: Boolean,
    createdAt: Date,
    removedAt: Date,
  },
  { collection: 'listViews', strict: 'throw', versionKey: false },
);

export const listViewIndexes = [
  { key: { tenantId: 1, ownerId: 1, _id: 1 } },
  { key: { tenantId: 1, isShared: 1, _id: 1 } },
  { key: { removedAt: 1 }, expireAfterSeconds: 3_600 },
] as const;

/** Whose views: one's own, or also those that others share. */
export interface ViewsOf {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
}

type Changeable = ViewsOf & { readonly _id: string; readonly isAdministrator: boolean };

export function createListViewStore(connection: Connection) {
  const View = connection.model('ListView', schema);
  const { trusted } = mongoose;

  return {
    async insert(row: ListViewRow): Promise<void> {
      await View.insertMany([row], { lean: true });
    },

    /** One's own and the shared ones, in the order in which they were made. */
    async list({ tenantId, personId }: ViewsOf, limit: number): Promise<ListViewRow[]> {
      const some = [{ ownerId: personId }, { isShared: true }];
      return await View.find({ tenantId, removedAt: null, $or: some })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ListViewRow[]>();
    },

    /** How many count towards the bound of a new one: of the shared ones all, otherwise one's own. */
    async count({ tenantId, personId }: ViewsOf, isShared: boolean): Promise<number> {
      const whose = isShared ? {} : { ownerId: personId };
      return await View.countDocuments({ tenantId, ...whose, isShared, removedAt: null });
    },

    async find({ tenantId, personId }: ViewsOf, viewId: string): Promise<ListViewRow | null> {
      const seen = [{ ownerId: personId }, { isShared: true }];
      return await View.findOne({ tenantId, _id: viewId, $or: seen }).lean<ListViewRow>();
    },

    /** Changes one's own, as an administrator any shared one; false where there is none of these. */
    async change(
      { tenantId, personId, _id, isAdministrator }: Changeable,
      set: Partial<ListViewRow>,
    ): Promise<boolean> {
      const whose = [{ ownerId: personId }, ...(isAdministrator ? [{ isShared: true }] : [])];
      const state =
        'removedAt' in set && set.removedAt === null ? { removedAt: trusted({ $ne: null }) } : { removedAt: null };
      const { matchedCount } = await View.updateOne({ tenantId, _id, ...state, $or: whose }, { $set: set });
      return matchedCount === 1;
    },
  };
}

export type ListViewStore = ReturnType<typeof createListViewStore>;
