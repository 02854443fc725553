import type { TenantId } from '@interlude/shared/ids';
import { type Connection, Schema, trusted } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** Where a picture is shown: logos in full, faces as a square. */
export const pictureKinds = ['logo', 'photo'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** A picture as its owner names it; pixels. */
export interface PictureRef {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A picture made anew from what was put up; the original is not kept. */
export interface PictureRow {
  /** Digest of the owner and the bytes: the same picture put up again is the same row. */
  _id: string;
  tenantId: TenantId;
  kind: PictureKind;
  /** PNG. */
  bytes: Buffer;
  createdAt: Date;
}

const schema = new Schema<Stored<PictureRow>>(
  {
    _id: String,
    tenantId: String,
    kind: String,
    bytes: Buffer,
    createdAt: Date,
  },
  { collection: 'pictures', strict: 'throw', versionKey: false },
);

export type PictureStore = ReturnType<typeof createPictureStore>;

export function createPictureStore(connection: Connection) {
  const Picture = connection.model('Picture', schema);

  return {
    async keep(row: PictureRow): Promise<void> {
      const { _id, ...rest } = row;
      await Picture.updateOne({ tenantId: row.tenantId, _id }, { $setOnInsert: rest }, { upsert: true });
    },

    async remove(tenantId: TenantId, id: string): Promise<void> {
      await Picture.deleteOne({ tenantId, _id: id });
    },

    /** Removes the logos of a company but for the one it has, and so many of the latest others. */
    async removeOldLogos(tenantId: TenantId, { present, most }: { present: string | null; most: number }) {
      const others = { tenantId, kind: 'logo', _id: trusted({ $ne: present ?? '' }) };
      const old = await Picture.find(others, { _id: 1 }).sort({ createdAt: -1, _id: 1 }).skip(most).lean();
      await Picture.deleteMany({ tenantId, _id: trusted({ $in: old.map(({ _id }) => _id) }) });
    },

    /** The PNG of a public address, or null: whoever has the digest has seen a page that shows it. */
    async findBytes(id: string): Promise<Buffer | null> {
      const row = await Picture.findOne({ _id: id }, { bytes: 1 }, { crossTenant: true });
      return row === null ? null : row.bytes;
    },
  };
}
