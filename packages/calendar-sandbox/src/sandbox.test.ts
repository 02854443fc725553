import { createHash } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { createSandboxClient } from './control/sandbox-client.ts';
import { startCalendarSandbox } from './sandbox.ts';

const ada = 'ada@example.com';
const redirectUri = 'http://127.0.0.1:1/callback';
const client = { id: 'client', secret: 'canary secret', redirectUris: [redirectUri] };
const scope = 'https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.calendarlist';
const verifier = 'v'.repeat(43);

async function started(mostOnPage = 2_500) {
  const sandbox = await startCalendarSandbox({ port: 0, client, emails: [ada], mostOnPage });
  onTestFinished(() => sandbox.stop());
  const { url } = sandbox;
  const control = createSandboxClient(url);

  async function allow(more: Record<string, string> = {}): Promise<URL> {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = {
      client_id: client.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: 'kept',
      access_type: 'offline',
      prompt: 'consent',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    };
    const page = await (await fetch(`${url}/o/oauth2/v2/auth?${new URLSearchParams(asked)}`)).text();
    expect(page).toContain('name="state" value="kept"');
    const answer = await fetch(`${url}/o/oauth2/v2/auth`, {
      method: 'POST',
      body: new URLSearchParams({ ...asked, email: ada, decision: 'allow' }),
      redirect: 'manual',
    });
    return new URL(answer.headers.get('location') ?? '');
  }

  async function token(body: Record<string, string>) {
    const all = { client_id: client.id, client_secret: client.secret, redirect_uri: redirectUri, ...body };
    const answer = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(all) });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  }

  async function signedIn() {
    const code = (await allow()).searchParams.get('code') ?? '';
    const { body } = await token({ grant_type: 'authorization_code', code, code_verifier: verifier });
    const headers = { authorization: `Bearer ${body['access_token']}`, 'content-type': 'application/json' };
    async function api(path: string, init: { method?: string; body?: object; headers?: object } = {}) {
      const answer = await fetch(`${url}/calendar/v3${path}`, {
        method: init.method ?? 'GET',
        headers: { ...headers, ...init.headers },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      });
      const text = await answer.text();
      // biome-ignore lint/suspicious/noExplicitAny: each answer has a shape of its own.
      return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as any };
    }
    return { api, refreshToken: body['refresh_token'] ?? '' };
  }
  return { url, control, allow, token, signedIn };
}

const at = (hour: string) => ({ dateTime: `2027-03-10T${hour}:00:00Z` });
const meeting = { summary: 'Meeting', start: at('09'), end: at('10') };

it('gives a code once, to whoever proves to have asked for it, and takes consent back', async () => {
  const { allow, token, control } = await started();
  const back = await allow();
  expect(back.searchParams.get('state')).toBe('kept');
  const code = back.searchParams.get('code') ?? '';
  const exchange = { grant_type: 'authorization_code', code, code_verifier: verifier };
  const tokens = await token(exchange);
  expect(tokens.status).toBe(200);
  expect(await token(exchange)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const other = (await allow()).searchParams.get('code') ?? '';
  const wrong = await token({ ...exchange, code: other, code_verifier: 'w'.repeat(43) });
  expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });

  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.body['refresh_token'] ?? '' };
  expect((await token(refresh)).status).toBe(200);
  await control.setTokens({ isRotating: true });
  const next = await token(refresh);
  expect(next.body['refresh_token']).not.toBe(refresh.refresh_token);
  expect((await token(refresh)).body['error']).toBe('invalid_grant');
  await control.setTokens({ revoked: ada });
  const last = await token({ ...refresh, refresh_token: next.body['refresh_token'] ?? '' });
  expect(last.body['error']).toBe('invalid_grant');
});

it('lists a window in pages, then what has changed, and asks for all again when its token is lost', async () => {
  const { signedIn, control } = await started(2);
  const { api } = await signedIn();
  for (const hour of ['09', '11', '13']) {
    await api('/calendars/primary/events', { method: 'POST', body: { start: at(hour), end: at(String(+hour + 1)) } });
  }
  const window = 'singleEvents=true&timeMin=2027-03-01T00:00:00Z&timeMax=2027-04-01T00:00:00Z';
  const first = await api(`/calendars/primary/events?${window}`);
  expect(first.body.items).toHaveLength(2);
  const second = await api(`/calendars/primary/events?${window}&pageToken=${first.body.nextPageToken}`);
  expect(second.body.items).toHaveLength(1);
  const changes = (token: string) => api(`/calendars/primary/events?singleEvents=true&syncToken=${token}`);
  const none = await changes(second.body.nextSyncToken);
  expect(none.body.items).toEqual([]);

  const [gone] = first.body.items;
  expect((await api(`/calendars/primary/events/${gone.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await api(`/calendars/primary/events/${gone.id}`, { method: 'DELETE' })).status).toBe(410);
  const some = await changes(none.body.nextSyncToken);
  expect(some.body.items).toMatchObject([{ id: gone.id, status: 'cancelled' }]);
  await control.forgetSyncTokens({ email: ada });
  expect(await changes(some.body.nextSyncToken)).toMatchObject({
    status: 410,
    body: { error: { errors: [{ reason: 'fullSyncRequired' }] } },
  });
});

it('takes an id once, and writes over nothing that has changed meanwhile', async () => {
  const { signedIn, control } = await started();
  const { api } = await signedIn();
  const insert = { method: 'POST', body: { ...meeting, id: 'abcdef0123' } };
  const { body: event } = await api('/calendars/primary/events', insert);
  expect((await api('/calendars/primary/events', insert)).status).toBe(409);
  const update = { method: 'PATCH', body: { summary: 'Other' }, headers: { 'if-match': event.etag } };
  expect((await api(`/calendars/primary/events/${event.id}`, update)).status).toBe(200);
  expect((await api(`/calendars/primary/events/${event.id}`, update)).status).toBe(412);

  await control.setFaults([{ kind: 'late-409', call: 'insert', count: 1 }]);
  const late = await api('/calendars/primary/events', { ...insert, body: { ...meeting, id: 'abcdef0124' } });
  expect(late.status).toBe(409);
  expect((await api('/calendars/primary/events/abcdef0124')).body).toMatchObject({ summary: 'Meeting' });
  await control.setFaults([
    { kind: '403', count: 1 },
    { kind: '429', count: 1, retryAfter: 7 },
  ]);
  expect((await api('/calendars/primary/events')).body.error.errors[0].reason).toBe('rateLimitExceeded');
  expect((await api('/calendars/primary/events')).status).toBe(429);
});

it('repeats by the clock on the wall, with exceptions in their place, and answers no more than is asked for', async () => {
  const { signedIn } = await started();
  const { api } = await signedIn();
  const local = (time: string) => ({ dateTime: `2027-03-22T${time}:00`, timeZone: 'Europe/Berlin' });
  const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/Berlin:20270405T090000'];
  const body = { summary: 'Canary', start: local('09:00'), end: local('10:00'), recurrence, id: 'dienstag0' };
  await api('/calendars/primary/events', { method: 'POST', body });
  const query =
    'singleEvents=true&timeMin=2027-03-01T00:00:00Z&timeMax=2027-05-01T00:00:00Z&fields=items(id,start/dateTime)';
  const { items } = (await api(`/calendars/primary/events?${query}`)).body;
  // The clocks change on 28 March 2027.
  expect(items).toEqual([
    { id: 'dienstag0_20270322T080000Z', start: { dateTime: '2027-03-22T08:00:00Z' } },
    { id: 'dienstag0_20270329T070000Z', start: { dateTime: '2027-03-29T07:00:00Z' } },
  ]);
  await api(`/calendars/primary/events/${items[0].id}`, { method: 'DELETE' });
  expect((await api(`/calendars/primary/events?${query}`)).body.items).toHaveLength(1);
});

it('shows the week of somebody, and takes an event that is added and removed by hand', async () => {
  const { url, control } = await started();
  const week = `${url}/week/${encodeURIComponent(ada)}`;
  const body = new URLSearchParams({ title: 'Dentist & <co>', date: '2027-03-10', from: '10:00', to: '11:00' });
  const added = await fetch(week, { method: 'POST', body });
  expect(await added.text()).toContain('10:00–11:00 <bdi>Dentist &#38; &#60;co&#62;</bdi>');
  const [event] = await control.events({ email: ada });
  await fetch(`${week}/remove`, {
    method: 'POST',
    body: new URLSearchParams({ id: event?.id ?? '', from: '2027-03-10' }),
  });
  expect((await control.events({ email: ada }))[0]?.status).toBe('cancelled');
  const foreign = await fetch(week, { method: 'POST', body, headers: { origin: 'http://evil.example' } });
  expect(foreign.status).toBe(403);
});
