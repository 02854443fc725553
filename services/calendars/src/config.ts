import { createHash } from 'node:crypto';
import { consentPath, pushPath } from '@interlude/shared/contracts/calendars';
import { portVariable, readVariables } from '@interlude/shared/environment';
import { signingKeySchema } from '@interlude/shared/secrets/signing-key';
import { z } from 'zod';
import type { SealingKey } from './connections/secret-box.ts';

/** `id:key`, several by commas; a key is 32 random bytes. */
const sealingKeys = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim().split(':')))
  .pipe(
    z
      .array(z.tuple([z.string().regex(/^[\w-]{1,20}$/), signingKeySchema]))
      .min(1)
      .max(5),
  );

const variablesSchema = z
  .object({
    INTERLUDE_ENV: z.enum(['development', 'production']).default('development'),
    INTERLUDE_MONGO_URL: z.string().startsWith('mongodb'),
    INTERLUDE_TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
    INTERLUDE_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
    INTERLUDE_CALENDARS_DB: z.string().min(1).default('calendars'),
    INTERLUDE_INTERNAL_KEY: signingKeySchema,
    /** Set by who supervises: how often this process was started again, and why the last time. */
    INTERLUDE_RESTARTED: z.string().max(200).optional(),
    INTERLUDE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    INTERLUDE_CALENDARS_HOST: z.string().min(1).default('127.0.0.1'),
    INTERLUDE_CALENDARS_PORT: portVariable(3006),
    INTERLUDE_CALENDARS_METRICS_PORT: portVariable(9467),
    INTERLUDE_BOOKING_INTERNAL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3003'),
    INTERLUDE_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
    INTERLUDE_CALENDAR_KEYS: sealingKeys,
    /** The client that Google knows this portal by; without both Google is not offered. */
    INTERLUDE_GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    INTERLUDE_GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    /** What stands in for Google, in development. */
    INTERLUDE_GOOGLE_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Lets calendars be read from this machine and private networks, by plain HTTP too. */
    INTERLUDE_CALENDARS_INSIDE: z.enum(['on', 'off']).default('off'),
  })
  .superRefine((variables, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (
      (variables.INTERLUDE_GOOGLE_CLIENT_ID === undefined) !==
      (variables.INTERLUDE_GOOGLE_CLIENT_SECRET === undefined)
    )
      refuse('INTERLUDE_GOOGLE_CLIENT_ID and INTERLUDE_GOOGLE_CLIENT_SECRET go together');
    if (variables.INTERLUDE_ENV !== 'production') return;
    if (variables.INTERLUDE_GOOGLE_URL !== undefined) refuse('INTERLUDE_GOOGLE_URL is for development');
    const keys = [variables.INTERLUDE_INTERNAL_KEY, ...variables.INTERLUDE_CALENDAR_KEYS.map(([, key]) => key)];
    if (keys.some((key) => key.startsWith('dev-'))) refuse('generated development keys are refused in production');
    if (variables.INTERLUDE_CALENDARS_INSIDE === 'on')
      refuse('INTERLUDE_CALENDARS_INSIDE is for development: strangers name the addresses that are asked');
  });

export type CalendarsConfig = ReturnType<typeof loadConfig>;

/** Reads the environment. Throws one line naming what is missing or wrong; an empty variable counts as absent. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env) {
  const variables = readVariables(variablesSchema, environment);
  return Object.freeze({
    mongoUrl: variables.INTERLUDE_MONGO_URL,
    database: variables.INTERLUDE_CALENDARS_DB,
    temporal: { address: variables.INTERLUDE_TEMPORAL_ADDRESS, namespace: variables.INTERLUDE_TEMPORAL_NAMESPACE },
    internalKey: variables.INTERLUDE_INTERNAL_KEY,
    restarted: variables.INTERLUDE_RESTARTED ?? null,
    logLevel: variables.INTERLUDE_LOG_LEVEL,
    host: variables.INTERLUDE_CALENDARS_HOST,
    port: variables.INTERLUDE_CALENDARS_PORT,
    metricsPort: variables.INTERLUDE_CALENDARS_METRICS_PORT,
    bookingUrl: variables.INTERLUDE_BOOKING_INTERNAL_URL,
    publicHost: new URL(variables.INTERLUDE_PUBLIC_URL).hostname,
    sealingKeys: variables.INTERLUDE_CALENDAR_KEYS.map(([id, key]) => keyOf(id, key)) as [SealingKey, ...SealingKey[]],
    google: googleOf(variables),
    pushUrl: pushUrlOf(variables),
    outgoing: { mayAskInside: variables.INTERLUDE_CALENDARS_INSIDE === 'on' },
  });
}

function googleOf(variables: z.infer<typeof variablesSchema>) {
  const { INTERLUDE_GOOGLE_CLIENT_ID: id, INTERLUDE_GOOGLE_CLIENT_SECRET: secret } = variables;
  if (id === undefined || secret === undefined) return null;
  const redirectUri = new URL(consentPath, variables.INTERLUDE_PUBLIC_URL).href;
  return { client: { id, secret, redirectUri }, standIn: variables.INTERLUDE_GOOGLE_URL ?? null };
}

/** Google tells nothing to an address that is not https; what stands in for it does. */
function pushUrlOf({
  INTERLUDE_PUBLIC_URL: publicUrl,
  INTERLUDE_GOOGLE_URL: standIn,
}: z.infer<typeof variablesSchema>) {
  const url = new URL(pushPath, publicUrl);
  return url.protocol === 'https:' || standIn !== undefined ? url.href : null;
}

// Hexadecimal and base64 of 32 bytes and development keys with their mark alike become 32 bytes.
function keyOf(id: string, key: string): SealingKey {
  return { id, bytes: createHash('sha256').update(key).digest() };
}
