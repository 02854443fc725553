import { portVariable, readVariables } from '@interlude/shared/environment';
import { signingKeySchema } from '@interlude/shared/secrets/signing-key';
import { z } from 'zod';

const linkKeys = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.split(':')))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z0-9-]{1,16}$/), signingKeySchema])).min(1))
  .transform((pairs) => pairs.map(([kid, secret]) => ({ kid, secret })));

const roles = ['api', 'activities', 'relay'] as const;

const environmentSchema = z
  .object({
    INTERLUDE_ENV: z.enum(['development', 'production']).default('development'),
    INTERLUDE_MONGO_URL: z.string().startsWith('mongodb'),
    INTERLUDE_BOOKING_DB: z.string().default('booking'),
    INTERLUDE_TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
    INTERLUDE_TEMPORAL_NAMESPACE: z.string().default('default'),
    INTERLUDE_TEMPORAL_UI_URL: z.url().optional(),
    INTERLUDE_BOOKING_PORT: portVariable(3000),
    INTERLUDE_BOOKING_INTERNAL_PORT: portVariable(3003),
    INTERLUDE_BOOKING_METRICS_PORT: portVariable(9464),
    INTERLUDE_BOOKING_HOST: z.string().default('127.0.0.1'),
    INTERLUDE_ROLES: z
      .string()
      .default('api,activities,relay')
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(roles)).min(1)),
    INTERLUDE_PUBLIC_URL: z.url().default('http://localhost:3000'),
    INTERLUDE_LINK_KEYS: linkKeys,
    INTERLUDE_INTERNAL_KEY: signingKeySchema,
    INTERLUDE_CALENDARS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3006'),
    INTERLUDE_WEB_DIST: z.string().default('web/dist'),
    INTERLUDE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Set by who supervises: how often this process was started again, and why the last time. */
    INTERLUDE_RESTARTED: z.string().max(200).optional(),
    INTERLUDE_DRAIN_MS: z.coerce.number().int().min(0).max(60_000).optional(),
    INTERLUDE_RECONCILE_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(60_000),
    /** KiB of argon2id for each password that is set. */
    INTERLUDE_PASSWORD_MEMORY_KIB: z.coerce.number().int().min(64).max(1_048_576).default(65_536),
    INTERLUDE_LIMITS: z.enum(['on', 'off']).default('on'),
    INTERLUDE_INVITATIONS_PER_HOUR: z.coerce.number().int().min(1).default(2_000),
    INTERLUDE_LOG_LEVEL: z.string().default('info'),
  })
  .superRefine((environment, context) => {
    const secrets = [
      environment.INTERLUDE_INTERNAL_KEY,
      ...environment.INTERLUDE_LINK_KEYS.map(({ secret }) => secret),
    ];
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (new Set(secrets).size !== secrets.length) refuse('keys must differ from each other');
    if (environment.INTERLUDE_ENV !== 'production') return;
    if (!environment.INTERLUDE_PUBLIC_URL.startsWith('https://'))
      refuse('INTERLUDE_PUBLIC_URL must be https in production');
    // The key generators of the development stack and of Compose mark their keys, so that none reaches production.
    if (secrets.some((secret) => secret.startsWith('dev-')))
      refuse('generated development keys are refused in production');
    // What OWASP asks for at least.
    if (environment.INTERLUDE_PASSWORD_MEMORY_KIB < 19_456)
      refuse('INTERLUDE_PASSWORD_MEMORY_KIB must be at least 19456 in production');
    if (environment.INTERLUDE_LIMITS === 'off') refuse('limits cannot be off in production');
  });

export type BookingConfig = Readonly<ReturnType<typeof readConfig>>;
export type Role = (typeof roles)[number];

function variablesOrExit(environment: NodeJS.ProcessEnv) {
  try {
    return readVariables(environmentSchema, environment);
  } catch (error) {
    process.stderr.write(`booking: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(78);
  }
}

/** Reads and checks the environment; ends the process with code 78 and one line when it is unusable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const env = variablesOrExit(environment);
  return Object.freeze({
    production: env.INTERLUDE_ENV === 'production',
    mongoUrl: env.INTERLUDE_MONGO_URL,
    database: env.INTERLUDE_BOOKING_DB,
    temporalAddress: env.INTERLUDE_TEMPORAL_ADDRESS,
    temporalNamespace: env.INTERLUDE_TEMPORAL_NAMESPACE,
    temporalUiUrl: env.INTERLUDE_TEMPORAL_UI_URL ?? null,
    host: env.INTERLUDE_BOOKING_HOST,
    port: env.INTERLUDE_BOOKING_PORT,
    internalPort: env.INTERLUDE_BOOKING_INTERNAL_PORT,
    metricsPort: env.INTERLUDE_BOOKING_METRICS_PORT,
    roles: env.INTERLUDE_ROLES,
    publicUrl: env.INTERLUDE_PUBLIC_URL.replace(/\/$/, ''),
    linkKeys: env.INTERLUDE_LINK_KEYS,
    internalKey: env.INTERLUDE_INTERNAL_KEY,
    calendarsUrl: env.INTERLUDE_CALENDARS_URL,
    webDist: env.INTERLUDE_WEB_DIST,
    trustedProxies: env.INTERLUDE_TRUSTED_PROXIES,
    /** How long this process goes on answering after it was told to end, so that others are sent the next requests. */
    drainMs: env.INTERLUDE_DRAIN_MS ?? (env.INTERLUDE_ENV === 'production' ? 5_000 : 0),
    restarted: env.INTERLUDE_RESTARTED ?? null,
    /** How often MongoDB is compared with the workflow engine. */
    reconcileMs: env.INTERLUDE_RECONCILE_MS,
    passwordMemory: env.INTERLUDE_PASSWORD_MEMORY_KIB,
    limits: env.INTERLUDE_LIMITS === 'on',
    invitationsPerHour: env.INTERLUDE_INVITATIONS_PER_HOUR,
    logLevel: env.INTERLUDE_LOG_LEVEL,
  });
}
