import { appendFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChildProcesses } from './child-processes.ts';
import { findChromium } from './chromium.ts';
import { type Portal, repositoryRoot, startPortal } from './portal.ts';
import { serviceNames } from './portal-settings.ts';
import type { TestServers } from './running-servers.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { buildWeb, isWebStale } from './web-build.ts';

/** The portal that all journeys share; each file makes a company of its own on it. */
export interface SharedPortal extends Pick<Portal, 'url' | 'urls' | 'settings'> {
  /** Everything its processes printed. */
  readonly logFile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The portal of the journeys; only where files of `web/src` are among those that run. */
    sharedPortal: SharedPortal;
  }
}

/** The web app is built from its newest sources, and the browser is there. */
export async function prepareBrowsing(): Promise<void> {
  const children = createChildProcesses((child, how) => console.error(`${child.name} ${how}\n${child.tail()}`));
  if (await isWebStale(repositoryRoot)) await buildWeb(repositoryRoot, children);
  children.close();
  await findChromium(console.log);
}

/** Starts every process that a click reaches, Google's stand-in among them. */
export async function startSharedPortal({
  mongoUrl,
  temporalAddress,
}: Pick<TestServers, 'mongoUrl' | 'temporalAddress'>): Promise<{
  shared: SharedPortal;
  stop: (isRed: boolean) => Promise<void>;
}> {
  const children = createChildProcesses((child, how) => console.error(`${child.name} ${how}\n${child.tail()}`));
  const folder = await mkdtemp(join(tmpdir(), 'interlude-journeys-'));
  children.removeAfterDeath(folder);
  const logFile = join(folder, 'portal.log');
  const portal = await startPortal({
    children,
    mongoUrl,
    temporalAddress,
    temporalNamespace: await freshNamespace(temporalAddress),
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    services: serviceNames,
    env: {
      booking: { INTERLUDE_LIMITS: 'off', INTERLUDE_PASSWORD_MEMORY_KIB: '64' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0' },
      sandbox: { INTERLUDE_SANDBOX_DELIVERY_DELAY_MS: '50' },
    },
    onLine: (service, line) => appendFileSync(logFile, `${service} ${line}\n`),
  });
  const { url, urls, settings } = portal;
  return {
    shared: { url, urls, settings, logFile },
    /** What its processes printed is kept after a red. */
    async stop(isRed) {
      await portal.stop();
      children.close();
      const kept = `${folder}.log`;
      if (isRed)
        await rename(logFile, kept).then(() => console.log(`The portal of the journeys: its lines are in ${kept}`));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
