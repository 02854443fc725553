import type { Answer } from '@interlude/shared/booking/service-questions';
import type { AppointmentId, PersonId, ProofId, ServiceId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** The time that a visitor has chosen before their address is proved. */
export interface ProofWish {
  startsAt: Date;
  /** The appointment that the code makes, and for which the time is held until then. */
  heldAs: AppointmentId;
  /** Of the service as they read of it. */
  serviceVersion: number;
  note: string | null;
  /** They choose further dates once the address is proved, so nothing is booked before. */
  repeats: boolean;
}

/** Somebody says that an address is theirs: until they type the code that was mailed there, a hold is all they have. */
export interface ProofRow {
  _id: ProofId;
  tenantId: TenantId;
  serviceId: ServiceId;
  providerId: PersonId | null;
  name: string;
  email: string;
  zone: string;
  locale: string;
  reminderBefore: string | null;
  /** Absent where the service asked nothing, or nothing was answered. */
  answers?: Answer[];
  /** Where they are called, E.164; absent where they did not say. */
  guestPhone?: string;
  /** Absent where they choose a time only then. */
  wish?: ProofWish;
  /** Which key the code was made with; the code itself is stored nowhere. */
  kid: string;
  tries: number;
  appointmentId: AppointmentId | null;
  createdAt: Date;
  expiresAt: Date;
}

const schema = new Schema<Stored<ProofRow>>(
  {
    _id: String,
    tenantId: String,
    serviceId: String,
    providerId: String,
    name: String,
    email: String,
    zone: String,
    locale: String,
    reminderBefore: String,
    answers: { type: Schema.Types.Mixed, default: undefined },
    guestPhone: String,
    wish: { type: Schema.Types.Mixed, default: undefined },
    kid: String,
    tries: Number,
    appointmentId: String,
    createdAt: Date,
    expiresAt: Date,
  },
  { collection: 'proofs', strict: 'throw', versionKey: false },
);

// Kept for an hour after its end, for support when a mail did not arrive.
export const proofIndexes = [{ key: { expiresAt: 1 }, expireAfterSeconds: 3_600 }] as const;

export const mostTries = 5;

export function createProofStore(connection: Connection) {
  const Proof = connection.model('Proof', schema);
  const { trusted } = mongoose;

  return {
    async insert(row: ProofRow): Promise<void> {
      await Proof.insertMany([row], { lean: true });
    },

    async find(tenantId: TenantId, proofId: string): Promise<ProofRow | null> {
      return await Proof.findOne({ tenantId, _id: proofId }).lean<ProofRow>();
    },

    /**
     * Counts one try and answers the proof, or null when there is none, it is over or was tried too often. Counted
     * before the code is looked at, so that guesses sent at once do not all pass. The browser knows no tenant: the
     * proof says which it is.
     */
    async takeTry(proofId: string, now: Date): Promise<ProofRow | null> {
      return await Proof.findOneAndUpdate(
        { _id: proofId, tries: trusted({ $lt: mostTries }), expiresAt: trusted({ $gt: now }) },
        { $inc: { tries: 1 } },
        { returnDocument: 'after', crossTenant: true },
      ).lean<ProofRow>();
    },

    /** After the right code, so that it can be typed again when the answer was lost. */
    async giveBackTry({ tenantId, _id }: ProofRow): Promise<void> {
      await Proof.updateOne({ tenantId, _id, tries: trusted({ $gt: 0 }) }, { $inc: { tries: -1 } });
    },

    /** False when an appointment was made of it before. */
    async use({ tenantId, _id }: ProofRow, appointmentId: AppointmentId): Promise<boolean> {
      const { matchedCount } = await Proof.updateOne(
        { tenantId, _id, appointmentId: null },
        { $set: { appointmentId } },
      );
      return matchedCount === 1;
    },
  };
}

export type ProofStore = ReturnType<typeof createProofStore>;
