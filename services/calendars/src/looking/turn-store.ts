import { isDuplicateKey } from '@interlude/service-kit/mongo';
import mongoose, { type Connection, Schema } from 'mongoose';

/** What booking was told last, and when. */
export interface Told {
  readonly print: string;
  readonly at: Date;
}

/** Whose turn it is to tell booking about a person. */
interface TurnRow {
  /** The person. */
  _id: string;
  tenantId: string;
  /** Rises with each turn. */
  look: number;
  until: Date;
  told?: Told;
}

const schema = new Schema<TurnRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    look: { type: Number, required: true },
    until: { type: Date, required: true },
    told: { type: Schema.Types.Mixed, default: undefined },
  },
  { collection: 'turns', strict: 'throw', versionKey: false },
);

export type TurnStore = ReturnType<typeof createTurnStore>;

/** What is told of one person is told by one process at a time, and numbered, so that nothing older is believed later. */
export function createTurnStore(connection: Connection) {
  const Row = connection.model('Turn', schema);
  const { trusted } = mongoose;
  return {
    /** The number of the turn, or null while somebody else has it. */
    async begin(
      tenantId: string,
      personId: string,
      { now, until }: { now: Date; until: Date },
    ): Promise<Pick<TurnRow, 'look' | 'told'> | null> {
      try {
        const row = await Row.findOneAndUpdate(
          { _id: personId, until: trusted({ $lte: now }) },
          [
            // Above all that was before, also where this database was lost and begins anew.
            { $set: { tenantId, until, look: { $max: [{ $add: [{ $ifNull: ['$look', 0] }, 1] }, now.getTime()] } } },
          ],
          { upsert: true, returnDocument: 'after', updatePipeline: true },
        ).lean<TurnRow>();
        return row;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** What was told last is no measure any more. */
    async forgetTold(personId: string, look: number): Promise<void> {
      await Row.updateOne({ _id: personId, look }, { $unset: { told: 1 } });
    },

    async end(personId: string, look: number, told: Told | null): Promise<void> {
      const said = told === null ? {} : { told };
      await Row.updateOne({ _id: personId, look }, { $set: { until: new Date(0), ...said } });
    },
  };
}
