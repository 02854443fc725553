import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { JobStore } from '../company/job-store.ts';
import type { PersonStore } from '../company/person-store.ts';
import type { TenantStore } from '../company/tenant-store.ts';
import type { Pulse } from '../mongo/pulse.ts';
import type { BookingConfig } from '../runtime/config.ts';
import type { BrowserSessionStore } from './browser-session-store.ts';
import type { LinkTokens } from './link-token.ts';
import type { RateLimits } from './rate-limits.ts';

export interface AccessDeps {
  readonly config: BookingConfig;
  readonly log: Logger;
  /** Epoch milliseconds, by the clock of the database. */
  readonly now: () => number;
  readonly pulse: Pulse;
  readonly limits: RateLimits;
  readonly tokens: LinkTokens;
  readonly stores: {
    readonly sessions: BrowserSessionStore;
    readonly people: PersonStore;
    readonly jobs: JobStore;
    readonly tenants: Pick<TenantStore, 'get'>;
  };
}

export interface Context<Deps = AccessDeps> {
  readonly app: Deps;
  readonly req: Request;
  readonly res: Response;
  readonly requestId: string;
}
