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
  /** The end of all that was ever told of them; absent in rows from before it was noted. */
  furthest?: Date;
}

const schema = new Schema<TurnRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    look: { type: Number, required: true },
    until: { type: Date, required: true },
    told: { type: Schema.Types.Mixed, default: undefined },
    furthest: Date,
  },
  { collection: 'turns', strict: 'throw', versionKey: false },
);

export type TurnStore = ReturnType<typeof createTurnStore>;

/** What is told of one person is told by one process at a time, and numbered, so that nothing older is believed later. */
export function createTurnStore(connection: Connection) {
  const Row = connection.model('Turn', schema);
  const { trusted } = mongoose;
  return {
    /** The number of the turn, or null while another process has it. `mostFar` is the furthest that anything is told. */
    async begin(
      tenantId: string,
      personId: string,
      { now, until, mostFar }: { now: Date; until: Date; mostFar: Date },
    ): Promise<(Required<Pick<TurnRow, 'look' | 'furthest'>> & Pick<TurnRow, 'told'>) | null> {
      // Of what was told before it was noted, any day may be left.
      const former = { $cond: [{ $gt: ['$look', 0] }, mostFar, now] };
      try {
        const row = await Row.findOneAndUpdate(
          { _id: personId, until: trusted({ $lte: now }) },
          [
            // Above all that was before, also where this database was lost and begins anew.
            {
              $set: {
                tenantId,
                until,
                look: { $max: [{ $add: [{ $ifNull: ['$look', 0] }, 1] }, now.getTime()] },
                furthest: { $ifNull: ['$furthest', former] },
              },
            },
          ],
          { upsert: true, returnDocument: 'after', updatePipeline: true },
        ).lean<Required<TurnRow>>();
        return row;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /**
     * Before each part that is told: what was told last is no measure any more, and from now on something is told up to
     * `furthest`. False where the turn was over and somebody else has it.
     */
    async goOn(personId: string, look: number, { until, furthest }: { until: Date; furthest: Date }): Promise<boolean> {
      const update = { $set: { until }, $unset: { told: 1 }, $max: { furthest } };
      return (await Row.updateOne({ _id: personId, look }, update)).matchedCount === 1;
    },

    async end(personId: string, look: number, told: Told | null): Promise<void> {
      const said = told === null ? {} : { told };
      await Row.updateOne({ _id: personId, look }, { $set: { until: new Date(0), ...said } });
    },
  };
}
