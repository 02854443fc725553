import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startCalendarSandbox } from '@interlude/calendar-sandbox/sandbox';
import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { startCaldav } from '@interlude/dev-stack/test-caldav';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { reading } from '../reading/test-reading.ts';
import { caldavProvider } from './caldav.ts';
import { caldavEvents } from './caldav-events.ts';
import type { EventWriter, ExternalEvent, PlacedEvent } from './event-writer.ts';
import { type GoogleSecret, googleProvider } from './google.ts';
import { googleAddress } from './google-api.ts';
import { googleEvents } from './google-events.ts';
import { googleTokens } from './google-tokens.ts';
import type { BusyProvider, Look } from './provider.ts';

export const dayMs = 86_400_000;
const ownHost = 'ours.example';
const tomorrow = Math.ceil(Date.now() / dayMs) * dayMs;
/** Everything happens in the thirty days from here on. */
export const contractWindow = { from: tomorrow, to: tomorrow + 30 * dayMs };
const within = () => ({ signal: AbortSignal.timeout(20_000), reading });

/** One calendar of a provider, of somebody who is signed in. */
export interface Subject {
  look(cursor?: string | null): Promise<Look>;
  put(event: ExternalEvent, placed?: PlacedEvent | null): Promise<PlacedEvent>;
  remove(key: string, placed?: PlacedEvent | null): Promise<'removed' | 'already_gone'>;
  isThere(key: string): Promise<boolean>;
  /** What our event is called where it stands. */
  nameOf(event: ExternalEvent, placed: PlacedEvent): string;
  /** An event of somebody else, epoch milliseconds; answers how it goes. */
  addForeign(from: number, to: number): Promise<() => Promise<void>>;
  /** What its owner does to our event. */
  deleteThere(event: ExternalEvent, placed: PlacedEvent): Promise<void>;
  /** The next write is done, and its answer never comes; null where that cannot be brought about. */
  readonly losing: ((event: ExternalEvent) => Promise<PlacedEvent>) | null;
  /** A look at a calendar that is not there. */
  lookAway(): Promise<Look>;
  /** A look with what lets nobody in, null where that cannot be brought about; and what must stand in no error. */
  readonly lookRefused: (() => Promise<Look>) | null;
  readonly secrets: readonly string[];
  stop(): Promise<void>;
}

function common<Secret>(
  provider: BusyProvider<Secret>,
  writer: EventWriter<Secret>,
  of: { readonly secret: Secret; readonly calendarId: string },
) {
  const terms = { window: contractWindow, zone: 'UTC', ownHost, counts: usuallyCounted };
  return {
    terms,
    look: async (cursor: string | null = null) => await provider.look(within(), of, terms, cursor),
    lookAway: async () => await provider.look(within(), { ...of, calendarId: 'nowhere' }, terms, null),
    put: async (event: ExternalEvent, placed: PlacedEvent | null = null) =>
      await writer.put(within(), of, event, placed),
    remove: async (key: string, placed: PlacedEvent | null = null) => await writer.remove(within(), of, key, placed),
    isThere: async (key: string) => await writer.isThere(within(), of, key),
  };
}

/** Radicale or Xandikos. */
export async function caldavSubject(name: 'radicale' | 'xandikos'): Promise<Subject> {
  const rules = { mayAskInside: true };
  const [server, provider, writer] = [await startCaldav(name), caldavProvider(rules), caldavEvents(rules)];
  await server.makeCalendar('work');
  const found = await provider.list(within(), server.account);
  const secret = { ...server.account, calendars: Object.fromEntries(found.map((one) => [one.calendarId, one.url])) };
  const calendarId = found.find((one) => one.name === 'work')?.calendarId ?? '';
  const of = { secret, calendarId };
  const shared = common(provider, writer, of);
  const basic = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  let made = 0;
  return {
    ...shared,
    nameOf: ({ uid }) => uid,
    async addForeign(from, to) {
      const uid = `foreign-${++made}`;
      await server.put('work', uid, [`DTSTART:${basic(from)}\nDTEND:${basic(to)}`]);
      return async () => await server.remove('work', uid);
    },
    deleteThere: async ({ key }) => await server.remove('work', key),
    async losing(event) {
      const target = secret.calendars[calendarId] ?? '';
      const relay = createServer(async (request, response) => {
        const headers = { authorization: request.headers.authorization ?? '', 'if-none-match': '*' };
        await fetch(new URL(request.url ?? '', target), { method: 'PUT', headers, body: await text(request) });
        response.destroy();
      });
      await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
      const { port } = relay.address() as AddressInfo;
      const lost = { [calendarId]: `http://127.0.0.1:${port}${new URL(target).pathname}` };
      try {
        return await writer.put(within(), { calendarId, secret: { ...secret, calendars: lost } }, event, null);
      } finally {
        relay.close();
      }
    },
    // One of the two servers lets everybody in.
    lookRefused:
      name === 'radicale'
        ? async () =>
            await provider.look(within(), { calendarId, secret: { ...secret, password: 'other' } }, shared.terms, null)
        : null,
    secrets: [server.account.username, server.account.password],
    stop: async () => await server.stop(),
  };
}

/** Google, by its stand-in. */
export async function sandboxSubject(): Promise<Subject> {
  const redirectUri = 'http://127.0.0.1:1/api/calendars/google/callback';
  const client = { id: 'client', secret: 'canary-client-secret' };
  const [email, verifier] = ['ada@example.com', 'v'.repeat(43)];
  const sandbox = await startCalendarSandbox({
    port: 0,
    client: { ...client, redirectUris: [redirectUri] },
    emails: [email],
  });
  const control = createSandboxClient(sandbox.url);
  const address = googleAddress(sandbox.url);
  const tokens = googleTokens(address, { ...client, redirectUri }, Date.now);
  const back = await control.decide(await tokens.consentUrl({ state: 'kept', verifier }), email);
  const given = await tokens.exchange({ code: back.searchParams.get('code') ?? '', verifier });
  return await googleSubject({
    address,
    given: { ...given, account: '', calendars: {} },
    async losing(put) {
      await control.setFaults([{ kind: 'accept-then-reset', call: 'insert', count: 1 }]);
      try {
        return await put();
      } finally {
        await control.setFaults([]);
      }
    },
    stop: sandbox.stop,
  });
}

/**
 * The real Google, where the environment has a client and a refresh token of somebody whose first calendar may be written
 * to: `INTERLUDE_TEST_GOOGLE_CLIENT_ID`, `INTERLUDE_TEST_GOOGLE_CLIENT_SECRET`, `INTERLUDE_TEST_GOOGLE_REFRESH_TOKEN`.
 */
export function realGoogle(env: NodeJS.ProcessEnv): (() => Promise<Subject>) | null {
  const id = env['INTERLUDE_TEST_GOOGLE_CLIENT_ID'];
  const secret = env['INTERLUDE_TEST_GOOGLE_CLIENT_SECRET'];
  const refreshToken = env['INTERLUDE_TEST_GOOGLE_REFRESH_TOKEN'];
  if (!id || !secret || !refreshToken) return null;
  return async () => {
    const address = googleAddress(null);
    const client = { id, secret, redirectUri: 'https://interlude.example/api/calendars/google/callback' };
    const given = await googleTokens(address, client, Date.now).refresh(refreshToken);
    return await googleSubject({
      address,
      given: { ...given, account: '', calendars: {} },
      losing: null,
      stop: async () => undefined,
    });
  };
}

interface GoogleAs {
  readonly address: ReturnType<typeof googleAddress>;
  readonly given: GoogleSecret;
  readonly losing: ((put: () => Promise<PlacedEvent>) => Promise<PlacedEvent>) | null;
  stop(): Promise<void>;
}

async function googleSubject({ address, given, losing, stop }: GoogleAs): Promise<Subject> {
  const provider = googleProvider(address);
  const listed = await provider.list(within(), given);
  const calendars = Object.fromEntries(listed.map(({ calendarId, url }) => [calendarId, url]));
  const secret: GoogleSecret = { ...given, calendars };
  const calendarId = listed[0]?.calendarId ?? '';
  const of = { secret, calendarId };
  const shared = common(provider, googleEvents(address, ownHost), of);
  // To our reader whatever was written by another portal is somebody else's.
  const foreign = googleEvents(address, 'others.example');
  let made = 0;
  return {
    ...shared,
    nameOf: (_, { ref }) => ref,
    async addForeign(from, to) {
      const key = `foreign-${Date.now()}-${++made}`;
      const said = { uid: `${key}@others.example`, sequence: 1, zone: 'UTC', title: 'Foreign', text: '', place: '' };
      await foreign.put(within(), of, { key, from, to, ...said }, null);
      return async () => void (await foreign.remove(within(), of, key, null));
    },
    deleteThere: async ({ key }) => void (await shared.remove(key)),
    losing: losing && (async (event) => await losing(async () => await shared.put(event))),
    lookRefused: async () =>
      await provider.look(within(), { calendarId, secret: { ...secret, accessToken: 'made-up' } }, shared.terms, null),
    secrets: [given.accessToken, given.refreshToken, listed[0]?.url ?? ''],
    stop,
  };
}
