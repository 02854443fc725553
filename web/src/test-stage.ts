import { readFile } from 'node:fs/promises';
import { type Company, startCompany } from '@interlude/dev-stack/test-company';
import type { SharedPortal } from '@interlude/dev-stack/test-journeys';
import { openWorkflows, type Workflows } from '@interlude/dev-stack/test-workflows';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { sharedBrowser } from './test-browser.ts';
import { tellOfPage } from './test-picture.ts';
import { openVisitor, type Visitor, type VisitorOptions } from './test-visitor.ts';

const waitMs = 30_000;

/** A company of its own on the portal that all journeys share, and a browser whose visitors are watched. */
export interface Stage {
  readonly portal: SharedPortal;
  readonly company: Company;
  readonly workflows: Workflows;
  /** A visitor with cookies of their own. */
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** The address in the mail that invites to an interview. */
  addressOf(interviewId: string): Promise<string>;
  /** Everything that the portal's processes printed. */
  logs(): Promise<string>;
}

interface StartedStage extends Stage {
  /** Prints what a red needs: each page's picture and words, and what the services said last. */
  tell(test: string, because: string): Promise<void>;
  /** Ends all visits and answers what a person would find in their consoles. */
  faults(): Promise<string[]>;
  stop(): Promise<void>;
}

interface StageOptions {
  /** Of the company and its administrator; default: Berlin's. */
  readonly zone?: string | undefined;
}

/** The stage of all tests of a file, there from its first `beforeAll` on; after each test no console may hold a fault. */
export function stageOfFile({ zone }: StageOptions = {}): Stage {
  let started: StartedStage | undefined;
  const stage = () => {
    if (started === undefined) throw new Error('The stage is there only in tests and hooks.');
    return started;
  };
  beforeAll(async () => {
    started = await startStage({ zone }).catch(async (error: unknown) => {
      await tellLastLines();
      throw error;
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage().tell(task.name, String(task.result.errors?.[0]?.message));
    expect(await stage().faults()).toEqual([]);
  });
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
    logs: () => stage().logs(),
  };
}

async function startStage({ zone }: StageOptions): Promise<StartedStage> {
  const portal = inject('sharedPortal');
  const { temporalAddress, temporalNamespace } = portal.settings;
  const [company, workflows, browser] = await Promise.all([
    startCompany(portal, zone),
    openWorkflows(temporalAddress, temporalNamespace),
    sharedBrowser(),
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
    logs: () => readFile(portal.logFile, 'utf8'),
    async tell(test, because) {
      for (const { page } of visitors) await tellOfPage(page, test, because);
      await tellLastLines();
    },
    async faults() {
      const present = visitors.splice(0);
      await Promise.all(present.map(({ context }) => context.close()));
      return present.flatMap(({ faults }) => faults());
    },
    async stop() {
      await workflows.close();
    },
  };
}

async function tellLastLines(): Promise<void> {
  const lines = (await readFile(inject('sharedPortal').logFile, 'utf8')).trimEnd().split('\n');
  console.error(`The services said last:\n${lines.slice(-30).join('\n')}`);
}
