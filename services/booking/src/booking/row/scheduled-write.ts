import type { ChangeTerms, ScheduledChange, ScheduledRow } from './scheduled-row.ts';

/** A change of a row in the state it was read in, and the row as it will be. */
export interface ScheduledWrite {
  readonly row: ScheduledRow;
  readonly set: ScheduledChange;
  readonly terms: ChangeTerms;
  readonly after: ScheduledRow;
}

export function updateOf({ row, set, terms, after }: ScheduledWrite) {
  const { tenantId, _id, status, version, factsRev } = row;
  const { marks = [] } = after;
  const revs = { version: after.version, factsRev: after.factsRev, planOver: after.planOver, marks };
  const entries = Object.entries(set);
  const kept = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const gone = entries.filter(([, value]) => value === undefined).map(([field]) => [field, 1]);
  return {
    filter: { tenantId, _id, status, version, factsRev },
    update: {
      $set: { ...kept, ...revs },
      ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}),
      $push: { notices: { $each: terms.notices } },
    },
  };
}
