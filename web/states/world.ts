import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { freePort } from '@interlude/dev-stack/ports';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import type { PolicyInput } from '@interlude/shared/booking/policy';
import { createActivities } from '../../services/booking/src/temporal/activities.ts';
import { startTestPortal, type TestPortal } from '../../services/booking/test/portal.ts';
import { loadConfig } from '../../services/calendars/src/config.ts';
import { startCalendars } from '../../services/calendars/src/server.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const dist = join(import.meta.dirname, '../dist');
const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));

/** How a state is brought about: a company on a booking service of its own, whose clock stands still until it is moved. */
export interface World {
  readonly portal: TestPortal;
  /** Where pages are. */
  readonly url: string;
  /** The present of every page, epoch milliseconds. */
  readonly now: number;
  /** Does something as if it were so many milliseconds later, or earlier; afterwards it is the present again. */
  at<T>(offsetMs: number, work: () => Promise<T>): Promise<T>;
  /** Everything that the clock does to a booking up to the present, as its workflow has it done. */
  pass(candidate: CandidateBrowser): Promise<void>;
  /** Somebody invited to an hour with Mara Brandt, who is there day and night. */
  invite(policy?: PolicyInput, template?: Record<string, unknown>): Promise<CandidateBrowser>;
  /** The same, who has booked the first time from so long after the present on. */
  book(fromNowMs: number, policy?: PolicyInput, template?: Record<string, unknown>): Promise<CandidateBrowser>;
  /** Something that HR does to an interview. */
  staff<T = unknown>(name: string, candidate: { readonly interviewId: string }, more?: object): Promise<T>;
  /** Something that the candidate does. */
  ask<T = unknown>(name: string, candidate: CandidateBrowser, more?: object): Promise<T>;
  /** Another member of staff, for what two have to decide. */
  colleague(): Promise<TestPortal['admin']>;
  /** Somebody who is at work only on these dates of UTC, counted from today. */
  onDates(days: readonly number[], hours?: { from: string; to: string }, name?: string): Promise<string>;
  stop(): Promise<void>;
}

/** The service that reads calendars, beside a booking service of a world. */
async function startCalendarsBeside({ config, internalUrl }: TestPortal, port: number) {
  return await startCalendars(
    loadConfig({
      INTERLUDE_MONGO_URL: config.mongoUrl,
      INTERLUDE_CALENDARS_DB: freshDatabaseName('calendars'),
      INTERLUDE_INTERNAL_KEY: config.internalKey,
      INTERLUDE_TEMPORAL_ADDRESS: config.temporalAddress,
      INTERLUDE_CALENDAR_KEYS: `one:${randomBytes(32).toString('base64url')}`,
      INTERLUDE_CALENDARS_PORT: String(port),
      INTERLUDE_CALENDARS_METRICS_PORT: '0',
      INTERLUDE_CALENDARS_INSIDE: 'on',
      INTERLUDE_BOOKING_INTERNAL_URL: internalUrl,
      INTERLUDE_PUBLIC_URL: config.publicUrl,
      INTERLUDE_LOG_LEVEL: 'silent',
    }),
  );
}

export async function startWorld(): Promise<World> {
  const now = Date.now();
  let clock = now;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const calendarsPort = await freePort();
  const portal = await startTestPortal({
    now: () => clock,
    env: {
      INTERLUDE_BOOKING_PORT: String(port),
      INTERLUDE_PUBLIC_URL: url,
      INTERLUDE_WEB_DIST: dist,
      INTERLUDE_CALENDARS_URL: `http://127.0.0.1:${calendarsPort}`,
    },
  });
  const calendars = await startCalendarsBeside(portal, calendarsPort);
  const { planInterview, applyDue } = createActivities(portal.app, () => clock);
  const policy: PolicyInput = { minimumNotice: 'PT0S', reschedule: { cutoff: 'PT0S', limit: 5, warnAt: 3 } };

  async function invite(more: PolicyInput = {}, template: Record<string, unknown> = {}): Promise<CandidateBrowser> {
    // Nobody else's booking takes a time from this one, so each has an interviewer of the same name.
    const who = template['people'] as readonly string[] | undefined;
    const { people: _, ...rest } = template;
    const own = who ?? [await portal.addInterviewer({ name: 'Mara Brandt', zone: 'UTC', weekly: always })];
    const preparation = ['Read the job page again', 'Try the link of the call'];
    return await portal.invite(await portal.addTemplate(own, { policy, preparation, ...rest }), more);
  }

  const world: World = {
    portal,
    url,
    now,
    async at(offsetMs, work) {
      clock = now + offsetMs;
      try {
        return await work();
      } finally {
        clock = now;
      }
    },
    async pass({ interviewId }) {
      const ref = { tenantId: portal.tenantId, interviewId };
      for (;;) {
        const { items, version } = await planInterview(ref);
        const due = items.find((item) => item.does === 'transition' && item.at <= clock);
        if (due?.does !== 'transition') return;
        const { applied } = await applyDue({ ...ref, item: due, expectedVersion: version });
        if (!applied) return;
      }
    },
    invite,
    async book(fromNowMs, more = {}, template = {}) {
      const wanted = now + fromNowMs;
      // What lies in the past was booked two days before it began.
      return await world.at(Math.min(0, fromNowMs - 2 * day), async () => {
        const candidate = await invite(more, template);
        const from = new Date(wanted).toISOString().slice(0, 10);
        const { starts } = await candidate.slots({ from, days: 3, zone: 'UTC' });
        const start = starts.find((one) => Date.parse(one) >= wanted);
        if (start === undefined) throw new Error(`nothing to book from ${new Date(wanted).toISOString()} on`);
        await candidate.book(start);
        await planInterview({ tenantId: portal.tenantId, interviewId: candidate.interviewId });
        return candidate;
      });
    },
    async staff(name, { interviewId }, more = {}) {
      return await portal.admin.call(`interviews.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
    },
    async ask(name, { browser, interviewId }, more = {}) {
      return await browser.call(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
    },
    async colleague() {
      const email = `colleague-${intentKey()}@acme.example`.toLowerCase();
      const password = 'another long password';
      await portal.admin.call('people.create', {
        name: 'Colleague',
        email,
        roles: ['recruiter'],
        zone: 'UTC',
        password,
      });
      return await portal.signIn(email, password);
    },
    async onDates(days, hours = { from: '09:00', to: '17:00' }, name = 'Mara Brandt') {
      const dateIn = (count: number) => new Date(now + count * day).toISOString().slice(0, 10);
      const overrides = days.map((count) => ({ date: dateIn(count), ranges: [hours] }));
      return await portal.addInterviewer({ name, zone: 'UTC', weekly: [], overrides });
    },
    stop: () => calendars.stop().then(() => portal.stop()),
  };
  return world;
}
