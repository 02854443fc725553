import { z } from 'zod';
import type { SandboxOptions } from './sandbox.ts';

const wholeNumber = z.coerce.number().int().nonnegative();

const variablesSchema = z.object({
  INTERLUDE_SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  INTERLUDE_SANDBOX_PORT: wholeNumber.max(65_535).default(3005),
  INTERLUDE_SANDBOX_TOKEN: z.string().min(1),
  INTERLUDE_SANDBOX_DATA: z.string().min(1),
  INTERLUDE_SANDBOX_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  INTERLUDE_WEBHOOK_USER: z.string().min(1).optional(),
  INTERLUDE_WEBHOOK_PASSWORD: z.string().min(1).optional(),
  INTERLUDE_SANDBOX_INDEX_DELAY_MS: wholeNumber.default(2000),
  INTERLUDE_SANDBOX_DELIVERY_DELAY_MS: wholeNumber.default(300),
});

/** Reads the environment. Throws one line naming what is missing or wrong; an empty variable counts as absent. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Readonly<SandboxOptions> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variablesSchema.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const variables = parsed.data;
  return Object.freeze({
    host: variables.INTERLUDE_SANDBOX_HOST,
    port: variables.INTERLUDE_SANDBOX_PORT,
    tokens: [variables.INTERLUDE_SANDBOX_TOKEN],
    dataFolder: variables.INTERLUDE_SANDBOX_DATA,
    indexDelayMs: variables.INTERLUDE_SANDBOX_INDEX_DELAY_MS,
    deliveryDelayMs: variables.INTERLUDE_SANDBOX_DELIVERY_DELAY_MS,
    ...webhookOf(variables),
  });
}

function webhookOf(variables: z.infer<typeof variablesSchema>): Pick<SandboxOptions, 'webhook'> {
  const { INTERLUDE_SANDBOX_WEBHOOK_URL: url, INTERLUDE_WEBHOOK_USER: user } = variables;
  const { INTERLUDE_WEBHOOK_PASSWORD: password } = variables;
  if (url === undefined) return {};
  if (user === undefined || password === undefined) {
    throw new Error('INTERLUDE_SANDBOX_WEBHOOK_URL needs INTERLUDE_WEBHOOK_USER and INTERLUDE_WEBHOOK_PASSWORD');
  }
  return { webhook: { url, user, password } };
}
