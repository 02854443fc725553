/** What becomes of what somebody typed when somebody else has saved other values meanwhile. */
export interface Merged<Draft> {
  readonly draft: Draft;
  /** Fields that only the other one changed, which now show their value. */
  readonly taken: readonly (keyof Draft & string)[];
  /** Fields that both changed, each to something else; what was typed stands. */
  readonly kept: readonly (keyof Draft & string)[];
}

/** Merges two drafts that come from the same one, field by field. */
export function mergedDraft<Draft extends object>(from: Draft, mine: Draft, theirs: Draft): Merged<Draft> {
  const fields = (Object.keys(from) as (keyof Draft & string)[]).filter((field) => !isSame(from[field], theirs[field]));
  const isMine = (field: keyof Draft) => !isSame(from[field], mine[field]);
  const taken = fields.filter((field) => !isMine(field));
  return {
    draft: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    taken,
    kept: fields.filter((field) => isMine(field) && !isSame(mine[field], theirs[field])),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
