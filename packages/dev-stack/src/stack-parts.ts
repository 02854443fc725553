import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FoundBinary } from './binaries.ts';
import type { ChildProcesses, RunningChild } from './child-processes.ts';
import { environment, type StackConfig } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import { moveMongo, type RunningMongo, startMongo } from './mongo.ts';
import { inheritedEnvironment, type Portal, startPortal } from './portal.ts';
import { serviceNames } from './portal-settings.ts';
import type { FillDemo } from './stack-file.ts';
import type { StackPorts } from './stack-ports.ts';
import { type RunningTemporal, startTemporal } from './temporal.ts';
import { connects, until } from './until-ready.ts';
import { buildWeb, isWebStale } from './web-build.ts';

export interface StackOptions {
  readonly root: string;
  readonly config: StackConfig;
  readonly watch: boolean;
  readonly fillDemo?: FillDemo;
  readonly say: (line: string) => void;
  /** A process ended that nobody asked to end. */
  readonly onUnexpectedExit: (name: string, how: string, tail: string) => void;
}

export interface PartContext {
  readonly options: StackOptions;
  readonly children: ChildProcesses;
  readonly data: DataFolder;
  readonly ports: StackPorts;
}

export async function bringUpMongo(context: PartContext, binary: FoundBinary): Promise<RunningMongo> {
  const { options, children, data, ports } = context;
  const port = ports.mongo;
  const { path, used } = await data.mongo(binary.version);
  const kept = await data.keptPorts();
  const mongo = { binary: binary.path, children, dbPath: path, port, onLine: data.logTo('mongod') };
  if (used && kept.mongo !== undefined && kept.mongo !== port) {
    options.say(`MongoDB moves from port ${kept.mongo}, which is taken, to ${port}`);
    await moveMongo(mongo);
  }
  // Kept before the first start: a start that is interrupted must leave a note of the address the replica set has.
  await data.keepPorts({ ...kept, mongo: port });
  const running = await startMongo(mongo);
  options.say(`MongoDB ${binary.version} is ready on 127.0.0.1:${port}`);
  return running;
}

export async function bringUpTemporal(context: PartContext, binary: FoundBinary): Promise<RunningTemporal> {
  const { options, children, data, ports } = context;
  const temporal = await startTemporal({
    binary: binary.path,
    children,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    dbFile: data.temporalFile,
    onLine: data.logTo('temporal'),
  });
  options.say(`Temporal ${binary.version} is ready on ${temporal.address}`);
  return temporal;
}

export async function buildWebIfStale({ options, children }: PartContext): Promise<void> {
  if (!(await isWebStale(options.root))) return;
  options.say('The web app is being built');
  await buildWeb(options.root, children);
  options.say('The web app is built');
}

export async function bringUpPortal(
  context: PartContext,
  { mongo, temporal }: { mongo: RunningMongo; temporal: RunningTemporal },
  onRestarted: () => void,
): Promise<Portal> {
  const { options, children, data, ports } = context;
  const { root, watch, say } = options;
  const token = options.config.postmarkToken;
  const writers = new Map(serviceNames.map((name) => [name, data.logTo(name)]));
  const keys = await data.keys();
  say('The services are starting');
  const portal = await startPortal({
    root,
    children,
    watch,
    ports,
    mongoUrl: mongo.url,
    temporalAddress: temporal.address,
    temporalUi: temporal.ui,
    databases: { booking: 'booking', notifications: 'notifications', calendars: 'calendars' },
    // Whoever has a client at Google uses that.
    services: serviceNames.filter((name) => name !== 'google' || !environment['INTERLUDE_GOOGLE_CLIENT_ID']),
    sandboxData: data.sandbox,
    keys: token === null ? keys : { ...keys, postmarkToken: token },
    realPostmark: token !== null,
    publicUrl: `http://localhost:${ports.web}`,
    restarts: { say, giveUp: options.onUnexpectedExit, onStarted: onRestarted },
    onLine: (service, line) => {
      writers.get(service)?.(line);
      if (watch) say(`${service}: ${line}`);
    },
  });
  say('The services are ready');
  return portal;
}

export async function bringUpVite(context: PartContext, portal: Portal): Promise<RunningChild> {
  const { options, children, ports } = context;
  const web = join(options.root, 'web');
  const vite = children.start({
    name: 'vite',
    command: process.execPath,
    args: [fileURLToPath(new URL('./vite-dev.ts', import.meta.url)), web, String(ports.web), portal.urls.booking],
    cwd: web,
    env: inheritedEnvironment(),
    onLine: (line) => options.say(`vite: ${line}`),
  });
  await until('Vite', () => connects(ports.web), { giveUp: vite.exited.then((how) => `${how}\n${vite.tail()}`) });
  return vite;
}
