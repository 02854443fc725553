import { z } from 'zod';

/** A port of a process; 0 is any free one. */
export const portVariable = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Throws one line naming what is missing or wrong; an empty variable counts as absent. */
export function readVariables<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
  throw new Error(`configuration refused: ${faults.join('; ')}`);
}
