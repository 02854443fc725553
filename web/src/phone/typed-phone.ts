/** What stands in the field, and the number it is. */
export interface TypedPhone {
  readonly text: string;
  /** E.164; null for what is no number. */
  readonly number: string | null;
}

export const untyped: TypedPhone = { text: '', number: null };

export function isWrongPhone({ text, number }: TypedPhone): boolean {
  return text.trim() !== '' && number === null;
}
