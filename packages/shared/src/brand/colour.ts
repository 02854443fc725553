import { z } from 'zod';

/** A company's accent, `#rrggbb` in small letters. */
export const colourSchema = z
  .string()
  .regex(/^#[\da-f]{6}$/i, 'must be #rrggbb')
  .toLowerCase();
