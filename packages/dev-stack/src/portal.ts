import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChildProcesses, createChildProcesses, type RunningChild } from './child-processes.ts';
import { cacheFolderOf, type Environment, environment } from './config.ts';
import {
  freePorts,
  type PortalDatabases,
  type PortalKeys,
  type PortalPorts,
  type PortalSettings,
  randomKeys,
  type ServiceName,
  serviceFolders,
  serviceNames,
  standIns,
  variablesOf,
} from './portal-settings.ts';
import { createRestarts } from './restarts.ts';
import { until } from './until-ready.ts';

const usualServices: readonly ServiceName[] = serviceNames.filter((name) => !['calendars', 'google'].includes(name));

export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface PortalOptions {
  readonly mongoUrl: string;
  readonly temporalAddress: string;
  readonly databases: PortalDatabases;
  /** Default: the namespace `default`. */
  readonly temporalNamespace?: string;
  readonly temporalUi?: string | null;
  /** Where the sandbox keeps its messages; default: a temporary folder, removed at the end. */
  readonly sandboxData?: string;
  /** Default: free ports. */
  readonly ports?: PortalPorts;
  /** Default: fresh random keys. */
  readonly keys?: PortalKeys;
  /** What people type into a browser; default: booking's own address. */
  readonly publicUrl?: string;
  readonly webDist?: string;
  readonly realPostmark?: boolean;
  /** Which processes to start; default: all but calendars and their stand-in, which few need. */
  readonly services?: readonly ServiceName[];
  /** Further variables of single services, such as `{ booking: { INTERLUDE_LIMITS: 'off' } }`. */
  readonly env?: Partial<Record<ServiceName, Environment>>;
  /** Restart a service when a file it imports changes. */
  readonly watch?: boolean;
  readonly root?: string;
  readonly children?: ChildProcesses;
  /** Default: every line is kept in memory for `logs`. */
  readonly onLine?: (service: ServiceName, line: string) => void;
  readonly readyWithinMs?: number;
  /** Start services again that die; default: the end of one is everybody's. */
  readonly restarts?: {
    readonly say: (line: string) => void;
    readonly giveUp: (service: ServiceName, how: string, tail: string) => void;
    readonly onStarted: () => void;
  };
}

export interface Portal {
  /** The page of candidates and staff, without a slash at the end. */
  readonly url: string;
  readonly urls: Readonly<Record<ServiceName | 'bookingInternal', string>>;
  readonly metrics: Readonly<Record<'booking' | 'notifications' | 'workflows' | 'calendars', string>>;
  readonly settings: PortalSettings;
  pids(): Partial<Record<ServiceName, number>>;
  /** Ends a service as the kernel's killer would; resolves when it is gone. */
  kill9(service: ServiceName): Promise<void>;
  /** SIGTERM and wait for the end. */
  halt(service: ServiceName): Promise<void>;
  /** Starts a service again (stopping it first if it runs); resolves when it is ready. */
  restart(service: ServiceName): Promise<void>;
  /** Everything a service, or all of them, printed since the start. */
  logs(service?: ServiceName): string;
  stop(): Promise<void>;
}

/** Starts the sandbox and the services as processes of their own and resolves when all are ready to take traffic. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const ownData = options.sandboxData === undefined ? await mkdtemp(join(tmpdir(), 'interlude-portal-')) : null;
  const settings = await settingsOf(options, options.sandboxData ?? ownData ?? tmpdir());
  const root = options.root ?? repositoryRoot;
  const children = options.children ?? createChildProcesses();
  if (ownData) children.removeAfterDeath(ownData);
  const processes = new Map<ServiceName, RunningChild>();
  const lines: { service: ServiceName; line: string }[] = [];
  const onLine = options.onLine ?? ((service, line) => void lines.push({ service, line }));
  const chosen = serviceNames.filter(
    (name) => (options.services ?? usualServices).includes(name) && !(name === 'sandbox' && settings.realPostmark),
  );

  const revived = options.restarts;
  const restarts =
    revived &&
    createRestarts<ServiceName>({
      say: revived.say,
      giveUp: revived.giveUp,
      start: async (service, note) => {
        await launch(service, note);
        revived.onStarted();
      },
    });

  async function launch(service: ServiceName, note?: string): Promise<void> {
    const watch = options.watch ? ['--watch', '--watch-preserve-output'] : [];
    const child = children.start({
      name: service,
      command: process.execPath,
      args: [...watch, join(root, serviceFolders[service], 'src/main.ts')],
      cwd: root,
      env: {
        // Sources that have not changed are compiled once for all starts: half of what a start costs.
        NODE_COMPILE_CACHE: join(cacheFolderOf(environment), 'compiled'),
        ...inheritedEnvironment(),
        ...variablesOf(service, settings),
        ...options.env?.[service],
        ...(note ? { INTERLUDE_RESTARTED: note } : {}),
      },
      ...(restarts ? { onUnexpectedExit: (how, tail) => restarts.died(service, how, tail) } : {}),
      onLine: (line) => onLine(service, line),
    });
    processes.set(service, child);
    const giveUp = child.exited.then((how) => `${how}\n${child.tail()}`);
    // A stand-in for somebody else's product has no readiness of its own: it is ready when its page shows.
    const url = `http://127.0.0.1:${settings.ports[service]}${standIns.includes(service) ? '/' : '/readyz'}`;
    await until(`${service} at ${url}`, () => answersOk(url), {
      deadlineMs: options.readyWithinMs ?? 60_000,
      giveUp,
      atDeadline: () => child.tail(),
    });
  }
  async function stop(): Promise<void> {
    restarts?.stop();
    const halt = (name: ServiceName) => processes.get(name)?.stop();
    await Promise.all(serviceNames.filter((name) => !standIns.includes(name)).map(halt));
    await Promise.all(standIns.map(halt));
    if (ownData) await rm(ownData, { recursive: true, force: true });
    if (!options.children) children.close();
  }

  try {
    await Promise.all(chosen.map((service) => launch(service)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...addressesOf(settings),
    settings,
    pids: () => Object.fromEntries([...processes].map(([name, child]) => [name, child.pid])),
    async kill9(service) {
      await processes.get(service)?.kill9();
    },
    async halt(service) {
      await processes.get(service)?.stop();
    },
    async restart(service) {
      await processes.get(service)?.stop();
      await launch(service);
    },
    logs: (service) => {
      const wanted = lines.filter((entry) => service === undefined || entry.service === service);
      return wanted.map((entry) => entry.line).join('\n');
    },
    stop,
  };
}

async function settingsOf(options: PortalOptions, sandboxData: string): Promise<PortalSettings> {
  const ports = options.ports ?? (await freePorts());
  return {
    mongoUrl: options.mongoUrl,
    databases: options.databases,
    temporalAddress: options.temporalAddress,
    temporalNamespace: options.temporalNamespace ?? 'default',
    temporalUi: options.temporalUi ?? null,
    publicUrl: options.publicUrl ?? `http://localhost:${ports.booking}`,
    webDist: options.webDist ?? join(options.root ?? repositoryRoot, 'web/dist'),
    sandboxData,
    ports,
    keys: options.keys ?? randomKeys(),
    realPostmark: options.realPostmark ?? false,
    hasGoogle: (options.services ?? usualServices).includes('google'),
  };
}

function addressesOf(settings: PortalSettings): Pick<Portal, 'url' | 'urls' | 'metrics'> {
  const { ports } = settings;
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return {
    url: settings.publicUrl,
    urls: {
      booking: at(ports.booking),
      bookingInternal: at(ports.bookingInternal),
      notifications: at(ports.notifications),
      workflows: at(ports.workflows),
      calendars: at(ports.calendars),
      sandbox: at(ports.sandbox),
      google: at(ports.google),
    },
    metrics: {
      booking: `${at(ports.bookingMetrics)}/metrics`,
      notifications: `${at(ports.notificationsMetrics)}/metrics`,
      workflows: `${at(ports.workflowsMetrics)}/metrics`,
      calendars: `${at(ports.calendarsMetrics)}/metrics`,
    },
  };
}

/** What children inherit: a test runner's own variables would change how they behave. */
export function inheritedEnvironment(): Environment {
  const foreign = (name: string) => /^(VITEST|NODE_OPTIONS$|NODE_ENV$|TEST$|NODE_V8_COVERAGE$)/.test(name);
  const kept = Object.entries(environment).filter(([name]) => !foreign(name));
  const path = [dirname(process.execPath), environment['PATH']].filter(Boolean).join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

function answersOk(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(async (response) => {
    const said = await response.text();
    if (!response.ok) throw new Error(`HTTP ${response.status} ${said.slice(0, 300)}`);
    return true;
  });
}
