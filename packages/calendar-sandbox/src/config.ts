import { z } from 'zod';
import type { CalendarSandboxOptions } from './sandbox.ts';

const listSchema = z.string().transform((text) => text.split(',').filter((one) => one !== ''));

const variablesSchema = z.object({
  INTERLUDE_CALENDAR_SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  INTERLUDE_CALENDAR_SANDBOX_PORT: z.coerce.number().int().nonnegative().max(65_535).default(3007),
  /** Who has a calendar from the beginning, by commas. */
  INTERLUDE_CALENDAR_SANDBOX_PEOPLE: listSchema.default([]),
  /** A file; without it everything is gone with the process. */
  INTERLUDE_CALENDAR_SANDBOX_DATA: z.string().optional(),
  INTERLUDE_GOOGLE_CLIENT_ID: z.string().min(1),
  INTERLUDE_GOOGLE_CLIENT_SECRET: z.string().min(1),
  INTERLUDE_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
});

/** Reads the environment. Throws one line naming what is missing or wrong; an empty variable counts as absent. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Readonly<CalendarSandboxOptions> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variablesSchema.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const variables = parsed.data;
  return Object.freeze({
    host: variables.INTERLUDE_CALENDAR_SANDBOX_HOST,
    port: variables.INTERLUDE_CALENDAR_SANDBOX_PORT,
    emails: variables.INTERLUDE_CALENDAR_SANDBOX_PEOPLE,
    ...(variables.INTERLUDE_CALENDAR_SANDBOX_DATA ? { dataFile: variables.INTERLUDE_CALENDAR_SANDBOX_DATA } : {}),
    client: {
      id: variables.INTERLUDE_GOOGLE_CLIENT_ID,
      secret: variables.INTERLUDE_GOOGLE_CLIENT_SECRET,
      redirectUris: [new URL('/api/calendars/google/callback', variables.INTERLUDE_PUBLIC_URL).href],
    },
  });
}
