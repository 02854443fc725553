import { tzdataVersion } from '@interlude/shared/zone-table.gen';
import { findBinary, mongod, temporalCli } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { RunningMongo } from './mongo.ts';
import type { Portal } from './portal.ts';
import type { StackFile } from './stack-file.ts';
import {
  bringUpMongo,
  bringUpPortal,
  bringUpTemporal,
  bringUpVite,
  buildWebIfStale,
  type StackOptions,
} from './stack-parts.ts';
import { chooseStackPorts, portsToKeep } from './stack-ports.ts';
import type { RunningTemporal } from './temporal.ts';

export interface Stack {
  /** Resolves when everything is ready. */
  start(): Promise<StackFile>;
  /** Stops services, Temporal and MongoDB, in this order; also in the middle of a start. */
  stop(): Promise<void>;
}

/** MongoDB, Temporal, the services and the web app on one data folder. */
export function createStack(options: StackOptions): Stack {
  const { config, watch, say, onUnexpectedExit } = options;
  const children = createChildProcesses((child, how) => onUnexpectedExit(child.name, how, child.tail()));
  const parts: { data?: DataFolder; portal?: Portal } = {};

  async function start(): Promise<StackFile> {
    const data = await openDataFolder(config.dataFolder, say);
    parts.data = data;
    children.removeAfterDeath(data.stackFile);
    const ports = await chooseStackPorts(await data.keptPorts(), watch);
    const context = { options, children, data, ports };
    const [mongoBinary, temporalBinary] = await Promise.all([
      findBinary(mongod, { say }),
      findBinary(temporalCli, { say }),
    ]);
    const [mongo, temporal] = await Promise.all([
      bringUpMongo(context, mongoBinary),
      bringUpTemporal(context, temporalBinary),
      watch ? undefined : buildWebIfStale(context),
    ]);
    await data.keepPorts(portsToKeep(ports));
    const portal = await bringUpPortal(context, { mongo, temporal });
    parts.portal = portal;
    const vite = watch ? await bringUpVite(context, portal) : null;
    const demo = await data.filled({ portal, demo: config.demo && config.postmarkToken === null }, options.fillDemo);
    const pids = { supervisor: process.pid, mongod: mongo.child.pid, temporal: temporal.child.pid, ...portal.pids() };
    const stack = stackFileOf({ portal, mongo, temporal, demo, pids: vite ? { ...pids, vite: vite.pid } : pids });
    await data.writeStackFile(stack);
    return stack;
  }

  async function stop(): Promise<void> {
    await parts.portal?.stop();
    await children.stopAll();
    await parts.data?.release();
    children.close();
  }
  return { start, stop };
}

function stackFileOf(running: {
  readonly portal: Portal;
  readonly mongo: RunningMongo;
  readonly temporal: RunningTemporal;
  readonly demo: StackFile['demo'];
  readonly pids: Readonly<Record<string, number>>;
}): StackFile {
  const { portal, mongo, temporal, demo, pids } = running;
  const sandbox = portal.urls.sandbox;
  return {
    web: portal.url,
    booking: portal.urls.booking,
    notifications: portal.urls.notifications,
    postmark: portal.settings.realPostmark ? null : { url: sandbox, inbox: `${sandbox}/` },
    mongo: { uri: mongo.url },
    temporal: { address: temporal.address, namespace: portal.settings.temporalNamespace, ui: temporal.ui },
    tzdata: tzdataVersion,
    pids,
    demo,
  };
}
