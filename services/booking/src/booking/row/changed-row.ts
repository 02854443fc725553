import { marksAfter } from './marks.ts';
import type { ChangeTerms, ScheduledChange, ScheduledRow } from './scheduled-row.ts';

/** The row as it is after a change: there is something to plan anew, and clients see another version if it is theirs. */
export function changedRow<Row extends ScheduledRow>(row: Row, set: ScheduledChange, terms: ChangeTerms): Row {
  const after = {
    ...row,
    ...set,
    notices: [...row.notices, ...terms.notices],
    version: row.version + (terms.raisesVersion ? 1 : 0),
    factsRev: row.factsRev + 1,
    planOver: false,
  };
  return { ...after, marks: marksAfter(row, after) };
}
