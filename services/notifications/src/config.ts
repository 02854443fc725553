import { portVariable, readVariables } from '@interlude/shared/environment';
import { signingKeySchema } from '@interlude/shared/secrets/signing-key';
import { z } from 'zod';

const variablesSchema = z
  .object({
    INTERLUDE_ENV: z.enum(['development', 'production']).default('development'),
    INTERLUDE_MONGO_URL: z.string().startsWith('mongodb'),
    INTERLUDE_NOTIFICATIONS_DB: z.string().min(1).default('notifications'),
    INTERLUDE_TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
    INTERLUDE_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
    INTERLUDE_INTERNAL_KEY: signingKeySchema,
    /** Set by who supervises: how often this process was started again, and why the last time. */
    INTERLUDE_RESTARTED: z.string().max(200).optional(),
    INTERLUDE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    INTERLUDE_NOTIFICATIONS_HOST: z.string().min(1).default('127.0.0.1'),
    INTERLUDE_NOTIFICATIONS_PORT: portVariable(3001),
    INTERLUDE_NOTIFICATIONS_METRICS_PORT: portVariable(9466),
    INTERLUDE_BOOKING_INTERNAL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3003'),
    INTERLUDE_POSTMARK_URL: z.url({ protocol: /^https?$/ }).optional(),
    INTERLUDE_POSTMARK_TOKEN: z.string().min(1),
    INTERLUDE_MAIL_STREAM: z.string().min(1).default('outbound'),
    INTERLUDE_MAIL_CODE_STREAM: z.string().min(1).optional(),
    INTERLUDE_MAIL_FROM: z.email().default('interviews@interlude.example'),
    INTERLUDE_WEBHOOK_USER: z.string().min(1),
    INTERLUDE_WEBHOOK_PASSWORD: z.string().min(1),
    INTERLUDE_SENDS_PER_SECOND: z.coerce.number().min(0).default(20),
    INTERLUDE_LOOKUP_WAIT_MS: z.coerce.number().int().min(0).default(6_000),
  })
  .superRefine((variables, context) => {
    if (variables.INTERLUDE_ENV !== 'production') return;
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (variables.INTERLUDE_INTERNAL_KEY.startsWith('dev-')) {
      refuse('generated development keys are refused in production');
    }
    if (variables.INTERLUDE_POSTMARK_URL?.startsWith('http:')) {
      refuse('INTERLUDE_POSTMARK_URL must be https in production: mails carry links that open interviews');
    }
    if (variables.INTERLUDE_WEBHOOK_PASSWORD.length < 16) {
      refuse('INTERLUDE_WEBHOOK_PASSWORD needs at least 16 characters in production');
    }
  });

export type NotificationsConfig = ReturnType<typeof loadConfig>;

/** Reads the environment. Throws one line naming what is missing or wrong; an empty variable counts as absent. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env) {
  const variables = readVariables(variablesSchema, environment);
  return Object.freeze({
    mongoUrl: variables.INTERLUDE_MONGO_URL,
    database: variables.INTERLUDE_NOTIFICATIONS_DB,
    temporal: { address: variables.INTERLUDE_TEMPORAL_ADDRESS, namespace: variables.INTERLUDE_TEMPORAL_NAMESPACE },
    restarted: variables.INTERLUDE_RESTARTED ?? null,
    logLevel: variables.INTERLUDE_LOG_LEVEL,
    host: variables.INTERLUDE_NOTIFICATIONS_HOST,
    port: variables.INTERLUDE_NOTIFICATIONS_PORT,
    metricsPort: variables.INTERLUDE_NOTIFICATIONS_METRICS_PORT,
    booking: { url: variables.INTERLUDE_BOOKING_INTERNAL_URL, key: variables.INTERLUDE_INTERNAL_KEY },
    postmark: {
      /** Null is the real Postmark. */
      url: variables.INTERLUDE_POSTMARK_URL ?? null,
      token: variables.INTERLUDE_POSTMARK_TOKEN,
    },
    streams: {
      main: variables.INTERLUDE_MAIL_STREAM,
      /** What proves an address: on a stream of its own neither is shut out by a complaint about the other. */
      codes: variables.INTERLUDE_MAIL_CODE_STREAM ?? variables.INTERLUDE_MAIL_STREAM,
    },
    mailFrom: variables.INTERLUDE_MAIL_FROM,
    webhook: { user: variables.INTERLUDE_WEBHOOK_USER, password: variables.INTERLUDE_WEBHOOK_PASSWORD },
    /** 0 = no limit. */
    sendsPerSecond: variables.INTERLUDE_SENDS_PER_SECOND,
    lookUpWaitMs: variables.INTERLUDE_LOOKUP_WAIT_MS,
  });
}
