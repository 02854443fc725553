import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '@interlude/shared/booking/refusal';
import { inject } from 'vitest';
import { Browser } from './api-browser.ts';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import type { Company } from './test-company.ts';
import type { TwoOfEach } from './test-two-of-each.ts';

declare module 'vitest' {
  interface ProvidedContext {
    faults: { readonly seed: number };
  }
}

const hour = 3_600_000;
const clients = 8;
const candidatesEach = 4;
const wishesEach = 20;
const pauseMs = 300;
const givenUpAfterMs = 15_000;

/** What a candidate was told last. */
interface Told {
  status: string;
  startsAt: string | null;
}

/** One candidate under load, and what they know of their interview. */
interface Loaded {
  readonly candidate: CandidateBrowser;
  readonly told: Told;
}

export interface Figures {
  requests: number;
  answered: number;
  refused: number;
  /** Answered with 503. */
  unavailable: number;
  longestMs: number;
  /** How late this process itself ran a timer at most: that much of `longestMs` may be the machine's. */
  latestTimerMs: number;
  /** What is neither an answer nor a refusal nor 503. */
  failures: string[];
}

type Random = () => number;
type Answer = { readonly status: string; readonly startsAt: string | null };

/** Park and Miller's generator, values from 0 to 1: the same wishes in every run with this seed. */
function randomFrom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // The first values of neighbouring seeds are alike.
  for (let n = 0; n < 8; n++) next();
  return next;
}

/** Candidates of two overlapping panels, each with the times they are offered. */
async function inviteAll(company: Company) {
  const people = await Promise.all([company.addInterviewer(), company.addInterviewer()]);
  const templates = [
    await company.addTemplate(people.slice(0, 1), { durationMinutes: 30 }),
    await company.addTemplate(people, {
      durationMinutes: 45,
      buffers: { beforeMinutes: 10, afterMinutes: 15 },
    }),
  ];
  const invited = await Promise.all(
    Array.from({ length: clients * candidatesEach }, async (_, n): Promise<Loaded> => {
      const candidate = await company.invite(templates[n % 2] ?? '');
      return { candidate, told: { status: 'invited', startsAt: null } };
    }),
  );
  // Not the next hours: what starts meanwhile has other mails to send.
  const isLater = (at: string) => Date.parse(at) > Date.now() + 2 * hour;
  const offered = await Promise.all(
    invited.slice(0, 2).map(async ({ candidate }) => (await candidate.slots({ days: 14 })).starts.filter(isLater)),
  );
  return { invited, startsOf: (n: number) => offered[n % 2] ?? [] };
}

/**
 * Candidates who book, move, look and cancel on both processes, each wish with one key that is repeated until it is
 * answered. The seed decides what each client wants in which order.
 */
export async function prepareLoad(
  { company, portals }: Pick<TwoOfEach, 'company' | 'portals'>,
  bases: readonly (() => string)[] = portals.map((portal) => () => portal.urls.booking),
) {
  const { seed } = inject('faults');
  console.log(`INTERLUDE_FAULTS_SEED=${seed}`);
  const { invited, startsOf } = await inviteAll(company);
  const figures: Figures = {
    requests: 0,
    answered: 0,
    refused: 0,
    unavailable: 0,
    longestMs: 0,
    latestTimerMs: 0,
    failures: [],
  };
  const over = new AbortController();

  let turn = 0;
  async function once({ candidate }: Loaded, path: string, init: RequestInit): Promise<Answer | 'again' | null> {
    const began = performance.now();
    figures.requests += 1;
    try {
      turn += 1;
      const there = new Browser(bases[turn % bases.length]?.() ?? '');
      there.cookies = candidate.browser.cookies;
      const response = await there.fetch(path, { ...init, signal: AbortSignal.timeout(givenUpAfterMs) });
      const body = (await response.json()) as {
        result?: { data: Answer };
        error?: { data?: { refusal?: Refusal | null } };
      };
      if (response.status === 503) {
        figures.unavailable += 1;
        return 'again';
      }
      if (response.ok && body.result) {
        figures.answered += 1;
        return body.result.data;
      }
      if (response.status < 500 && body.error?.data?.refusal) figures.refused += 1;
      else figures.failures.push(`${path} ${response.status} ${JSON.stringify(body).slice(0, 300)}`);
    } catch (error) {
      figures.failures.push(`${path} ${error instanceof Error ? `${error.message} ${String(error.cause)}` : error}`);
      return 'again';
    } finally {
      figures.longestMs = Math.max(figures.longestMs, Math.round(performance.now() - began));
    }
    return null;
  }

  async function untilAnswered(loaded: Loaded, path: string, input: object | null): Promise<Answer | null> {
    const { interviewId } = loaded.candidate;
    const query = `?input=${encodeURIComponent(JSON.stringify({ interviewId }))}`;
    const body = JSON.stringify({ interviewId, ...input, idempotencyKey: intentKey() });
    const headers = { 'content-type': 'application/json', 'x-interlude': '1' };
    for (;;) {
      const answer = await (input === null
        ? once(loaded, `${path}${query}`, {})
        : once(loaded, path, { method: 'POST', headers, body }));
      if (answer !== 'again') return answer;
      await pause(pauseMs);
    }
  }

  async function look(loaded: Loaded): Promise<void> {
    const { status, startsAt } = loaded.told;
    const seen = await untilAnswered(loaded, '/trpc/candidate.interview', null);
    if (seen === null || (seen.status === status && seen.startsAt === startsAt)) return;
    const { interviewId } = loaded.candidate;
    figures.failures.push(`${interviewId} was told ${status} ${startsAt}, sees ${seen.status} ${seen.startsAt}`);
  }

  async function cancel(loaded: Loaded): Promise<void> {
    const answer = await untilAnswered(loaded, '/trpc/candidate.cancel', { reason: { code: 'illness' } });
    if (answer !== null) loaded.told.status = 'cancelled';
  }

  async function choose(loaded: Loaded, startsAt: string): Promise<void> {
    const [change, status] =
      loaded.told.status === 'invited' ? ['book', 'scheduled'] : (['reschedule', 'rescheduled'] as const);
    const answer = await untilAnswered(loaded, `/trpc/candidate.${change}`, { startsAt, zone: 'Europe/Lisbon' });
    if (answer !== null) Object.assign(loaded.told, { status, startsAt });
  }

  async function wish(loaded: Loaded, random: Random, starts: readonly string[]): Promise<void> {
    const [what, which] = [random(), random()];
    const isBooked = loaded.told.status !== 'invited';
    if (isBooked && what < 0.25) return await look(loaded);
    if (isBooked && what > 0.93) return await cancel(loaded);
    await choose(loaded, starts[Math.floor(which * Math.min(starts.length, 200))] ?? '');
  }

  async function client(number: number): Promise<void> {
    const random = randomFrom(seed * clients + number);
    const own = invited.filter((_, n) => Math.floor(n / candidatesEach) === number);
    for (const loaded of own) {
      for (let n = 0; n < wishesEach && loaded.told.status !== 'cancelled' && !over.signal.aborted; n++) {
        await wish(loaded, random, startsOf(invited.indexOf(loaded)));
        await pause(pauseMs + random() * 2 * pauseMs);
      }
    }
    // Whoever has had all wishes goes on looking, so that the load lasts.
    while (!over.signal.aborted) {
      const booked = own.filter(({ told }) => told.status !== 'invited');
      for (const loaded of booked) await look(loaded);
      await pause(pauseMs);
    }
  }

  async function watchTimers(): Promise<void> {
    while (!over.signal.aborted) {
      const due = performance.now() + pauseMs;
      await pause(pauseMs);
      figures.latestTimerMs = Math.max(figures.latestTimerMs, Math.round(performance.now() - due));
    }
  }

  let running: Promise<unknown> = Promise.resolve();
  return {
    figures,
    invited,
    start(): void {
      running = Promise.all([watchTimers(), ...Array.from({ length: clients }, (_, number) => client(number))]);
    },
    /** Resolves when every wish that was begun is answered. */
    async stop(): Promise<void> {
      over.abort();
      await running;
    },
  };
}

export type Load = Awaited<ReturnType<typeof prepareLoad>>;
