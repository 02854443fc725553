import { z } from 'zod';
import { earliest, latest, type MarkPlace } from '../../booking/row/mark-store.ts';

const instantSchema = z.number().int().min(earliest.getTime()).lt(latest.getTime());
const placeSchema = z.tuple([instantSchema, z.string().max(64), z.string().max(64), z.string().max(200)]);

/** The place of a mark as the next page is asked for; it names only what was on the page before. */
export function cursorOf({ since, _id, cause, of }: MarkPlace): string {
  return Buffer.from(JSON.stringify([since.getTime(), _id, cause, of])).toString('base64url');
}

export const markCursorSchema = z
  .string()
  .max(600)
  .transform((text, context): MarkPlace => {
    const place = placeSchema.safeParse(parsed(Buffer.from(text, 'base64url').toString()));
    if (!place.success) {
      context.addIssue({ code: 'custom', message: 'is not a cursor' });
      return z.NEVER;
    }
    const [since, _id, cause, of] = place.data;
    return { since: new Date(since), _id, cause, of };
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
