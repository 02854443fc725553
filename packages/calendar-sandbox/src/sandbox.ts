import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLocalHost } from '@interlude/shared/secrets/local-host';
import express, { type NextFunction, type Request, type Response } from 'express';
import { controlRoutes } from './control/control-routes.ts';
import { createFaultPlan } from './control/faults.ts';
import { calendarRoutes } from './events/calendar-routes.ts';
import { type OauthClient, oauthRoutes } from './oauth/oauth-routes.ts';
import { weekRoutes } from './pages/week-routes.ts';
import { keepWorld, openWorld } from './world/kept-world.ts';

export interface CalendarSandboxOptions {
  /** 0 = any free port. */
  readonly port: number;
  /** Default 127.0.0.1: whoever can reach it can read and change every calendar. */
  readonly host?: string;
  /** Who may ask for consent. */
  readonly client: OauthClient;
  /** Who has a calendar from the beginning. */
  readonly emails?: readonly string[];
  /** Where calendars and consents are kept; default: in memory alone. */
  readonly dataFile?: string;
  /** Pages of events are never longer. Default 2500, as at the provider. */
  readonly mostOnPage?: number;
}

export interface CalendarSandbox {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a local Google Calendar: consent, tokens and the API under the paths they have there, the week of everybody at
 * `/`, and the endpoints under `/__control`.
 */
export async function startCalendarSandbox(options: CalendarSandboxOptions): Promise<CalendarSandbox> {
  const { dataFile = null } = options;
  const world = openWorld(dataFile, options.emails ?? []);
  const faults = createFaultPlan();
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  if (dataFile !== null) app.use(keepingAfter(() => keepWorld(dataFile, world)));
  app.use(guardHost, oauthRoutes(world, options.client, faults));
  app.use('/calendar/v3', calendarRoutes({ world, faults, mostOnPage: options.mostOnPage ?? 2_500 }));
  app.use(guardOrigin);
  app.use('/__control', controlRoutes(world, faults));
  app.use(weekRoutes(world));
  const server = await listening(app, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

// Before the answer goes out: what was acknowledged is there after the next start.
function keepingAfter(keep: () => void) {
  return ({ method }: Request, response: Response, next: NextFunction) => {
    if (method !== 'GET') {
      const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => Response;
      response.writeHead = ((...head: unknown[]) => {
        keep();
        return writeHead(...head);
      }) as Response['writeHead'];
    }
    next();
  };
}

async function listening(app: express.Express, { port, host = '127.0.0.1' }: CalendarSandboxOptions): Promise<Server> {
  return await new Promise<Server>((resolve, reject) => {
    const server = app.listen(port, host, (error) => (error === undefined ? resolve(server) : reject(error)));
  });
}

// A name of a stranger that resolves to this machine would make its pages ours.
function guardHost(request: Request, response: Response, next: NextFunction): void {
  if (isLocalHost(request.headers.host ?? '')) next();
  else response.status(403).json({ error: 'Not by this name.' });
}

// Another page could otherwise read or change the calendars of a developer.
function guardOrigin(request: Request, response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === `http://${host}`) next();
  else response.status(403).json({ error: 'Not from another site.' });
}
