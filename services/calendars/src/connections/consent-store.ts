import { createHash } from 'node:crypto';
import mongoose, { type Connection, Schema } from 'mongoose';

/** Somebody who was sent to a page of consent, and has not come back yet. */
export interface ConsentRow {
  /** SHA-256 of the state, base64url: a copy of the database lets nobody come back. */
  _id: string;
  tenantId: string;
  personId: string;
  /** IANA; of the person. */
  zone: string;
  /** Names the browser that was sent away. */
  session: string;
  /** The proof of RFC 7636, sealed. */
  verifier: string;
  expiresAt: Date;
}

const schema = new Schema<ConsentRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    personId: { type: String, required: true },
    zone: { type: String, required: true },
    session: { type: String, required: true },
    verifier: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'consents', strict: 'throw', versionKey: false },
);
schema.index({ session: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type ConsentStore = ReturnType<typeof createConsentStore>;

export function consentIdOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}

export function createConsentStore(connection: Connection) {
  const Row = connection.model('Consent', schema);
  return {
    /** One browser is on its way once: who begins again has given up what they began before. */
    async begin(row: ConsentRow): Promise<void> {
      await Row.deleteMany({ session: row.session });
      await Row.insertMany([row], { lean: true });
    },

    /** What was begun with this state in this browser, once; null where nothing was, or too long ago. */
    async take({ _id, tenantId, session }: Pick<ConsentRow, '_id' | 'tenantId' | 'session'>, now: Date) {
      const expiresAt = mongoose.trusted({ $gt: now });
      return await Row.findOneAndDelete({ _id, tenantId, session, expiresAt }).lean<ConsentRow>();
    },
  };
}
