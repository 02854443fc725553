/** What becomes of what somebody typed when somebody else has saved other values meanwhile. */
export interface Merged<Draft> {
  readonly draft: Draft;
  /** Fields that only the other one changed, which now show their value. */
  readonly taken: readonly (keyof Draft & string)[];
  /** Fields that both changed, each to something else; what was typed stands. */
  readonly kept: readonly (keyof Draft & string)[];
}

export interface Versions<Draft> {
  readonly from: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
}

/** Fields that make sense only together. */
export type Coupled<Draft> = readonly (readonly (keyof Draft & string)[])[];

/** Merges two drafts that come from the same one, field by field; coupled fields are taken or kept together. */
export function mergedDraft<Draft extends object>(
  { from, mine, theirs }: Versions<Draft>,
  coupled: Coupled<Draft> = [],
): Merged<Draft> {
  const fields = Object.keys(from) as (keyof Draft & string)[];
  const unitOf = (field: keyof Draft & string) => coupled.find((unit) => unit.includes(field)) ?? [field];
  const differs = (field: keyof Draft & string, one: Draft, other: Draft) =>
    unitOf(field).some((each) => !isSame(one[each], other[each]));
  const theirFields = fields.filter((field) => differs(field, from, theirs));
  const taken = theirFields.filter((field) => !differs(field, from, mine));
  return {
    draft: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    taken: taken.filter((field) => !isSame(from[field], theirs[field])),
    kept: theirFields.filter((field) => differs(field, from, mine) && !isSame(mine[field], theirs[field])),
  };
}

const longest = 80;

/** What stands in a field, cut where it is long, to be said in a line; null for what is no text. */
export function shortly(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value.trim().replace(/\s+/g, ' ');
  const letters = [...line];
  return letters.length <= longest ? line : `${letters.slice(0, longest).join('').trimEnd()}…`;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
