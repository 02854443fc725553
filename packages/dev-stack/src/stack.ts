import { join } from 'node:path';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import { findBinary, mongod, temporalCli } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { diskTrouble } from './disk-space.ts';
import { createLeftOvers } from './left-overs.ts';
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
  const leftOvers = createLeftOvers(join(config.dataFolder, 'processes.json'), say);
  const children = createChildProcesses((child, how) => onUnexpectedExit(child.name, how, child.tail()), {
    started: (name, pid) => void leftOvers.started(name, pid),
    ended: leftOvers.ended,
  });
  const parts: { data?: DataFolder; portal?: Portal } = {};

  async function start(): Promise<StackFile> {
    const data = await openDataFolder(config.dataFolder, say);
    parts.data = data;
    const trouble = await diskTrouble(config.dataFolder);
    if (trouble !== null) throw new Error(trouble);
    await leftOvers.end();
    children.removeAfterDeath(data.stackFile);
    const wanted = await data.keptPorts();
    const ports = await chooseStackPorts(wanted, { watch, say });
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
    let describe = () => Promise.resolve();
    const onRestarted = () => void describe().catch((error: unknown) => say(`stack.json is out of date: ${error}`));
    const portal = await bringUpPortal(context, { mongo, temporal }, onRestarted);
    parts.portal = portal;
    const vite = watch ? await bringUpVite(context, portal) : null;
    const demo = await data.filled({ portal, demo: config.demo && config.postmarkToken === null }, options.fillDemo);
    const present = (): StackFile => {
      const pids = { supervisor: process.pid, mongod: mongo.child.pid, temporal: temporal.child.pid, ...portal.pids() };
      return stackFileOf({ portal, mongo, temporal, demo, pids: vite ? { ...pids, vite: vite.pid } : pids });
    };
    describe = () => data.writeStackFile(present());
    await describe();
    return present();
  }

  async function stop(): Promise<void> {
    await parts.portal?.stop();
    await children.stopAll();
    await leftOvers.written();
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
    calendars: portal.settings.hasGoogle ? { google: portal.urls.google, page: `${portal.urls.google}/` } : null,
    mongo: { uri: mongo.url },
    temporal: { address: temporal.address, namespace: portal.settings.temporalNamespace, ui: temporal.ui },
    metrics: portal.metrics,
    tzdata: tzdataVersion,
    pids,
    demo,
  };
}
