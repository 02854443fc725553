import { createChildProcesses } from '@interlude/dev-stack/child-processes';
import { findChromium } from '@interlude/dev-stack/chromium';
import { type Portal, repositoryRoot, startPortal } from '@interlude/dev-stack/portal';
import { serviceNames } from '@interlude/dev-stack/portal-settings';
import { type Company, startCompany } from '@interlude/dev-stack/test-company';
import { freshDatabaseName, freshNamespace } from '@interlude/dev-stack/test-isolation';
import { openWorkflows, type Workflows } from '@interlude/dev-stack/test-workflows';
import { buildWeb, isWebStale } from '@interlude/dev-stack/web-build';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { openVisitor, type Visitor, type VisitorOptions } from './test-visitor.ts';

const waitMs = 15_000;

/** The portal with one company, and a browser whose visitors are watched. */
export interface Stage {
  readonly portal: Portal;
  readonly company: Company;
  readonly workflows: Workflows;
  /** A visitor with cookies of their own. */
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** The address in the mail that invites to an interview. */
  addressOf(interviewId: string): Promise<string>;
}

interface StartedStage extends Stage {
  /** Ends all visits and answers what a person would find in their consoles. */
  faults(): Promise<string[]>;
  stop(): Promise<void>;
}

interface StageOptions {
  readonly hasGoogle?: boolean;
  readonly zone?: string | undefined;
}

/**
 * The stage of all tests of a file, there from its first `beforeAll` on; after each test no console may hold a fault.
 * Few need the stand-in for Google Calendar. `zone` is the company's and its administrator's.
 */
export function stageOfFile({ hasGoogle = false, zone }: StageOptions = {}): Stage {
  let started: StartedStage | undefined;
  const stage = () => {
    if (started === undefined) throw new Error('The stage is there only in tests and hooks.');
    return started;
  };
  beforeAll(async () => {
    started = await startStage({ hasGoogle, zone });
  });
  afterEach(async () => expect(await stage().faults()).toEqual([]));
  afterAll(async () => await started?.stop());
  return {
    get portal() {
      return stage().portal;
    },
    get company() {
      return stage().company;
    },
    get workflows() {
      return stage().workflows;
    },
    visit: (options) => stage().visit(options),
    addressOf: (interviewId) => stage().addressOf(interviewId),
  };
}

/** Builds the web app when a source is newer, and starts every process that a candidate's click reaches. */
async function startStage({ hasGoogle, zone }: StageOptions): Promise<StartedStage> {
  const children = createChildProcesses((child, how) => console.error(`${child.name} ${how}\n${child.tail()}`));
  if (await isWebStale(repositoryRoot)) await buildWeb(repositoryRoot, children);
  const temporalAddress = inject('temporalAddress');
  const temporalNamespace = await freshNamespace();
  const portal = await startPortal({
    children,
    mongoUrl: inject('mongoUrl'),
    temporalAddress,
    temporalNamespace,
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    services: serviceNames.filter((name) => name !== 'google' || hasGoogle),
    env: {
      booking: { INTERLUDE_LIMITS: 'off' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0' },
      sandbox: { INTERLUDE_SANDBOX_DELIVERY_DELAY_MS: '50' },
    },
  });
  const [company, workflows, browser] = await Promise.all([
    startCompany(portal, zone),
    openWorkflows(temporalAddress, temporalNamespace),
    launchBrowser(),
  ]);
  const visitors: Visitor[] = [];

  return {
    portal,
    company,
    workflows,
    async visit(options = {}) {
      const visitor = await openVisitor(browser, { baseUrl: portal.url, waitMs, ...options });
      visitors.push(visitor);
      return visitor;
    },
    addressOf: async (interviewId) => `${portal.url}/i?lang=en#${await company.linkOf(interviewId)}`,
    async faults() {
      const present = visitors.splice(0);
      await Promise.all(present.map(({ context }) => context.close()));
      return present.flatMap(({ faults }) => faults());
    },
    async stop() {
      await Promise.all([browser.close(), workflows.close(), portal.stop()]);
      children.close();
    },
  };
}

async function launchBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return await chromium.launch({ executablePath, args: [...args] });
}
