import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './ports.ts';

export const serviceNames = ['sandbox', 'google', 'booking', 'notifications', 'workflows', 'calendars'] as const;
export type ServiceName = (typeof serviceNames)[number];

export const serviceFolders: Record<ServiceName, string> = {
  sandbox: 'packages/postmark-sandbox',
  google: 'packages/calendar-sandbox',
  booking: 'services/booking',
  notifications: 'services/notifications',
  workflows: 'services/workflows',
  calendars: 'services/calendars',
};

export interface PortalPorts {
  readonly booking: number;
  readonly bookingInternal: number;
  readonly bookingMetrics: number;
  readonly notifications: number;
  readonly notificationsMetrics: number;
  readonly workflows: number;
  readonly workflowsMetrics: number;
  readonly calendars: number;
  readonly calendarsMetrics: number;
  readonly sandbox: number;
  readonly google: number;
}

export const documentedPorts: PortalPorts = {
  booking: 3000,
  bookingInternal: 3003,
  bookingMetrics: 9464,
  notifications: 3001,
  notificationsMetrics: 9466,
  workflows: 3002,
  workflowsMetrics: 9465,
  calendars: 3006,
  calendarsMetrics: 9467,
  sandbox: 3005,
  google: 3007,
};

/** Stand-ins for what belongs to others; they go last, so that a call that is under way still gets its answer. */
export const standIns: readonly ServiceName[] = ['sandbox', 'google'];

/** Secrets of one stack; in development they are random and kept with the data. */
export interface PortalKeys {
  /** 32 random bytes as base64url, like every key here. */
  readonly internal: string;
  /** `kid:base64url`, the first signs. */
  readonly links: string;
  readonly postmarkToken: string;
  readonly webhookUser: string;
  readonly webhookPassword: string;
  /** As those of links: they seal what opens other calendars. */
  readonly calendars: string;
  /** Of the client at the stand-in for Google. */
  readonly googleSecret: string;
}

export interface PortalDatabases {
  readonly booking: string;
  readonly notifications: string;
  /** Default: named after booking's. */
  readonly calendars?: string;
}

/** Where the services find each other and their servers. */
export interface PortalSettings {
  readonly mongoUrl: string;
  readonly databases: PortalDatabases;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalUi: string | null;
  readonly publicUrl: string;
  readonly webDist: string;
  readonly sandboxData: string;
  readonly ports: PortalPorts;
  readonly keys: PortalKeys;
  /** Send through the real Postmark with `keys.postmarkToken` and leave the sandbox out. */
  readonly realPostmark: boolean;
  /** Google Calendar is the stand-in. */
  readonly hasGoogle: boolean;
}

export function randomKeys(): PortalKeys {
  const key = (bytes = 32) => randomBytes(bytes).toString('base64url');
  // The services refuse keys with this mark in production.
  return {
    internal: `dev-${key()}`,
    links: `dev:dev-${key()}`,
    postmarkToken: crypto.randomUUID(),
    webhookUser: 'postmark',
    webhookPassword: key(24),
    calendars: `dev:dev-${key()}`,
    googleSecret: key(),
  };
}

export async function freePorts(): Promise<PortalPorts> {
  const given = new Set<number>();
  while (given.size < Object.keys(documentedPorts).length) given.add(await freePort());
  const ports = [...given];
  const pairs = Object.keys(documentedPorts).map((name, n) => [name, ports[n] ?? 0] as const);
  return { ...documentedPorts, ...Object.fromEntries(pairs) };
}

/** The variables of one service, as its config.ts reads them. */
export function variablesOf(service: ServiceName, settings: PortalSettings): Record<string, string> {
  const { ports, keys } = settings;
  const common = {
    INTERLUDE_MONGO_URL: settings.mongoUrl,
    INTERLUDE_TEMPORAL_ADDRESS: settings.temporalAddress,
    INTERLUDE_TEMPORAL_NAMESPACE: settings.temporalNamespace,
    INTERLUDE_INTERNAL_KEY: keys.internal,
  };
  const webhook = { INTERLUDE_WEBHOOK_USER: keys.webhookUser, INTERLUDE_WEBHOOK_PASSWORD: keys.webhookPassword };
  const google = { INTERLUDE_GOOGLE_CLIENT_ID: 'interlude', INTERLUDE_GOOGLE_CLIENT_SECRET: keys.googleSecret };
  switch (service) {
    case 'google':
      return {
        ...google,
        INTERLUDE_CALENDAR_SANDBOX_PORT: String(ports.google),
        INTERLUDE_CALENDAR_SANDBOX_DATA: join(settings.sandboxData, 'calendars.json'),
        INTERLUDE_PUBLIC_URL: settings.publicUrl,
      };
    case 'sandbox':
      return {
        ...webhook,
        INTERLUDE_SANDBOX_PORT: String(ports.sandbox),
        INTERLUDE_SANDBOX_TOKEN: keys.postmarkToken,
        INTERLUDE_SANDBOX_DATA: settings.sandboxData,
        INTERLUDE_SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.notifications}/webhooks/postmark`,
      };
    case 'booking':
      return {
        ...common,
        INTERLUDE_BOOKING_PORT: String(ports.booking),
        INTERLUDE_BOOKING_INTERNAL_PORT: String(ports.bookingInternal),
        INTERLUDE_BOOKING_METRICS_PORT: String(ports.bookingMetrics),
        INTERLUDE_BOOKING_DB: settings.databases.booking,
        INTERLUDE_PUBLIC_URL: settings.publicUrl,
        INTERLUDE_LINK_KEYS: keys.links,
        INTERLUDE_WEB_DIST: settings.webDist,
        INTERLUDE_CALENDARS_URL: `http://127.0.0.1:${ports.calendars}`,
        ...(settings.temporalUi === null ? {} : { INTERLUDE_TEMPORAL_UI_URL: settings.temporalUi }),
      };
    case 'notifications':
      return {
        ...common,
        ...webhook,
        INTERLUDE_NOTIFICATIONS_PORT: String(ports.notifications),
        INTERLUDE_NOTIFICATIONS_METRICS_PORT: String(ports.notificationsMetrics),
        INTERLUDE_NOTIFICATIONS_DB: settings.databases.notifications,
        INTERLUDE_BOOKING_INTERNAL_URL: `http://127.0.0.1:${ports.bookingInternal}`,
        INTERLUDE_POSTMARK_TOKEN: keys.postmarkToken,
        ...(settings.realPostmark ? {} : { INTERLUDE_POSTMARK_URL: `http://127.0.0.1:${ports.sandbox}` }),
      };
    case 'workflows':
      return {
        ...common,
        INTERLUDE_WORKFLOWS_PORT: String(ports.workflows),
        INTERLUDE_WORKFLOWS_METRICS_PORT: String(ports.workflowsMetrics),
      };
    case 'calendars':
      return {
        ...common,
        INTERLUDE_CALENDARS_PORT: String(ports.calendars),
        INTERLUDE_CALENDARS_METRICS_PORT: String(ports.calendarsMetrics),
        INTERLUDE_CALENDARS_DB: settings.databases.calendars ?? `${settings.databases.booking}_calendars`,
        INTERLUDE_BOOKING_INTERNAL_URL: `http://127.0.0.1:${ports.bookingInternal}`,
        INTERLUDE_PUBLIC_URL: settings.publicUrl,
        INTERLUDE_CALENDAR_KEYS: keys.calendars,
        // The calendars of a development stack are on the same machine.
        INTERLUDE_CALENDARS_INSIDE: 'on',
        ...(settings.hasGoogle ? { ...google, INTERLUDE_GOOGLE_URL: `http://127.0.0.1:${ports.google}` } : {}),
      };
    default:
      return service satisfies never;
  }
}
