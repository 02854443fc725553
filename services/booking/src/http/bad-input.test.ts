import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { guardHost } from './request-guard.ts';

let portal: TestPortal;
let candidate: CandidateBrowser;
let startsAt: string;
beforeAll(async () => {
  portal = await startTestPortal();
  candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  startsAt = (await candidate.slots()).starts[0] ?? '';
});
afterAll(async () => await portal.stop());

const json = { 'content-type': 'application/json', 'x-interlude': '1' };
const booking = () => ({
  interviewId: candidate.interviewId,
  startsAt,
  zone: 'Europe/Lisbon',
  idempotencyKey: intentKey(),
});

async function post(path: string, init: RequestInit): Promise<{ status: number; body: string }> {
  const response = await candidate.browser.fetch(path, { method: 'POST', ...init });
  return { status: response.status, body: await response.text() };
}

/** A GET with headers that `fetch` would not let a page choose. */
async function statusOf(base: string, path: string, headers: Record<string, string>): Promise<number> {
  const sent = request(`${base}${path}`, { headers }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

async function expectRefused(answer: Promise<{ status: number; body: string }>, status: number): Promise<void> {
  const { status: given, body } = await answer;
  expect([given, body]).toEqual([status, expect.stringMatching(/invalid_input|time_zone_invalid|not_found/)]);
  expect(body).not.toMatch(/at .*\.ts|node_modules|stack/);
}

async function expectUntouched(): Promise<void> {
  expect(await candidate.view()).toMatchObject({ status: 'invited', version: 1 });
}

describe('requests that no client of ours makes', () => {
  it('are refused by content type, header, origin and method before anything reads them', async () => {
    const body = JSON.stringify(booking());
    const book = '/trpc/candidate.book';
    await expectRefused(post(book, { headers: { 'x-interlude': '1', 'content-type': 'text/plain' }, body }), 415);
    const form = { 'x-interlude': '1', 'content-type': 'application/x-www-form-urlencoded' };
    await expectRefused(post(book, { headers: form, body: 'a=1' }), 415);
    await expectRefused(
      post(book, { headers: { 'x-interlude': '1', 'content-type': 'application/octet-stream' }, body }),
      415,
    );
    await expectRefused(post(book, { headers: { 'x-interlude': '1' }, body: new FormData() }), 415);
    await expectRefused(post(book, { headers: { 'content-type': 'application/json' }, body }), 400);
    await expectRefused(post(book, { headers: { ...json, origin: 'https://evil.example' }, body }), 403);
    await expectRefused(post(book, { headers: { ...json, origin: 'null' }, body }), 403);
    await expectRefused(post(book, { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body }), 403);
    expect((await candidate.browser.fetch(book, { method: 'PUT', headers: json, body })).status).toBe(405);
    await expectUntouched();
  });

  it('are refused when they name a host of somebody else, whose name was made to lead here', async () => {
    const asked = (headers: Record<string, string>, path: string) => statusOf(portal.base, path, headers);
    for (const path of ['/', '/trpc/candidate.interview', '/api/interviews/x/slots'])
      expect([path, await asked({ host: 'evil.example' }, path)]).toEqual([path, 421]);
    expect(await asked({ host: 'evil.example' }, '/healthz')).toBe(200);
    expect(await asked({}, '/trpc/candidate.interview')).toBe(400);

    const server = express()
      .use(guardHost({ publicUrl: 'https://portal.example', production: true }))
      .get('/', (_, response) => void response.end())
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await statusOf(base, '/', { host: 'portal.example' })).toBe(200);
    for (const host of ['127.0.0.1', 'localhost', 'portal.example:3000', 'portal.example.evil.example'])
      expect([host, await statusOf(base, '/', { host })]).toEqual([host, 421]);
    server.close();
  });

  it('are refused as a GET of a mutation, also with a method override', async () => {
    const input = encodeURIComponent(JSON.stringify(booking()));
    const response = await portal.browser().fetch(`/trpc/candidate.book?input=${input}`);
    expect([response.status, await response.text()]).toEqual([405, expect.stringContaining('"not_found"')]);
    await expectUntouched();
  });

  it('are refused as a POST of a question, but for one of staff, which is held to what a change is held to', async () => {
    const own = JSON.stringify({ interviewId: candidate.interviewId });
    await expectRefused(post('/trpc/candidate.interview', { headers: json, body: own }), 404);
    expect((await post('/trpc/candidate.live', { headers: json, body: own })).body).toContain('"not_found"');
    const stream = await portal.admin.fetch('/trpc/staff.live', { method: 'POST', headers: json });
    expect(await stream.text()).toContain('"not_found"');
    const ask = async (headers: Record<string, string>, path = 'candidates.list') => {
      const body = JSON.stringify({ text: 'noor' });
      return await portal.admin.fetch(`/trpc/${path}`, { method: 'POST', headers, body });
    };
    const answer = await ask(json);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toMatchObject({ result: { data: { nextCursor: null } } });
    expect((await ask({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask({ 'content-type': 'application/json' })).status).toBe(400);
    expect((await ask({ ...json, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await portal.browser().fetch('/trpc/people.list', { method: 'POST', headers: json })).status).toBe(401);
  });

  it('are refused when too large, too deep or too many', async () => {
    const large = JSON.stringify({ ...booking(), note: 'x'.repeat(1_000_000) });
    await expectRefused(post('/trpc/candidate.book', { headers: json, body: large }), 413);
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    await expectRefused(post('/trpc/candidate.book', { headers: json, body: deep }), 400);
    for (const [count, status] of [
      [11, 400],
      [1_000, 431],
    ] as const) {
      const paths = Array.from({ length: count }, () => 'candidate.interview').join(',');
      expect((await candidate.browser.fetch(`/trpc/${paths}?batch=1&input=%7B%7D`)).status).toBe(status);
    }
    await expectUntouched();
  });

  it('are refused when the JSON is broken, an array, a text or null', async () => {
    for (const body of ['{"interviewId":', '[]', '"text"', 'null', '{"__proto__":{"a":1}}', '\u0000']) {
      const { status } = await post('/trpc/candidate.book', { headers: json, body });
      expect([body, status]).toEqual([body, 400]);
    }
    await expectUntouched();
  });

  it('are refused with operators, wrong types and unknown fields in place of values', async () => {
    const wrong = [
      { interviewId: { $ne: null } },
      { interviewId: [candidate.interviewId] },
      { startsAt: 12 },
      { startsAt: '2027-13-45T00:00:00Z' },
      { startsAt: 'tomorrow' },
      { startsAt: '2027-03-14T06:00:00+02:00' },
      { idempotencyKey: 'short' },
      { idempotencyKey: { $gt: '' } },
      { zone: { $ne: '' } },
      { note: 'lone surrogate \ud800' },
      { note: 'x'.repeat(2_001) },
      { locale: '../../etc' },
      { unknown: true },
    ];
    for (const field of wrong) {
      await expectRefused(
        post('/trpc/candidate.book', { headers: json, body: JSON.stringify({ ...booking(), ...field }) }),
        400,
      );
    }
    await expectUntouched();
  });

  it('are refused with offsets and abbreviations that pose as zones', async () => {
    for (const zone of ['+05:30', 'EST', '', 'Mars/Olympus', 'UTC+1', 'europe/lisbon', 'Europe/Lisbon\u0000']) {
      await expectRefused(
        post('/trpc/candidate.book', { headers: json, body: JSON.stringify({ ...booking(), zone }) }),
        422,
      );
    }
    await expectUntouched();
  });

  it('are refused for a start far outside any table, and for spans of days nobody needs', async () => {
    for (const start of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
      const body = JSON.stringify({ ...booking(), startsAt: start });
      await expectRefused(post('/trpc/candidate.book', { headers: json, body }), 400);
    }
    const asked = (input: object) =>
      candidate.browser.ask('candidate.slots', { interviewId: candidate.interviewId, zone: 'UTC', ...input });
    await expect(asked({ days: 63 })).rejects.toMatchObject({ status: 400 });
    await expect(asked({ days: 0 })).rejects.toMatchObject({ status: 400 });
    for (const days of ['7', true, [7]]) await expect(asked({ days })).rejects.toMatchObject({ status: 400 });
    await expect(asked({ from: '2027-02-30' })).rejects.toMatchObject({ status: 400 });
    await expect(asked({ from: '0001-01-01' })).rejects.toMatchObject({ status: 400 });
    await expect(asked({ from: '9999-01-01' })).rejects.toMatchObject({ status: 400 });
  });
});

describe('ids that every object knows', () => {
  it('are unknown like any other', async () => {
    for (const interviewId of ['__proto__', 'constructor', 'toString']) {
      const asked = candidate.browser.ask('candidate.interview', { interviewId });
      await expect(asked).rejects.toMatchObject({ status: 404, refusal: { code: 'not_found' } });
    }
  });
});

describe('names that strangers make up', () => {
  it('never become labels of a metric', async () => {
    const metrics = async () => await (await fetch(`http://127.0.0.1:${portal.metricsPort}`)).text();
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => candidate.browser.fetch(`/trpc/no.such${n},candidate.made${n}?batch=1`)),
    );
    for (const name of ['__proto__', 'constructor', 'candidate']) await candidate.browser.fetch(`/trpc/${name}`);
    const text = await metrics();
    expect(text).not.toMatch(/no\.such|made\d|procedure="(__proto__|constructor|candidate)"/);
    expect(text).toContain('procedure="unknown",code="not_found"');
  });
});

describe('text from people', () => {
  it('is kept as one inert line: without controls, line breaks and direction overrides', async () => {
    const name = 'Eve\r\nBcc: x@y.example\u202E<svg onload=alert(1)>\u0000=cmd|';
    const { jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: name });
    const { title } = await portal.admin.ask<{ title: string }>('jobs.get', { jobId });
    expect(title).toBe('Eve  Bcc: x@y.example <svg onload=alert(1)> =cmd|');
  });

  it('is refused when it is longer than a name can be', async () => {
    const long = portal.admin.call('jobs.create', { title: 'x'.repeat(10_000) });
    await expect(long).rejects.toMatchObject({ status: 400, refusal: { code: 'invalid_input' } });
  });
});

describe('answers', () => {
  it('carry the security headers, and unknown pages of the API a refusal with a code', async () => {
    for (const path of ['/trpc/no.such', '/healthz', '/readyz']) {
      const { headers } = await candidate.browser.fetch(path);
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('x-powered-by'), path).toBeNull();
    }
    const response = await candidate.browser.fetch('/trpc/no.such');
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('not_found')]);
  });

  it('of the fast path have an ETag of the answer, and are not repeated while nothing changed', async () => {
    const path = `/api/interviews/${candidate.interviewId}/slots?days=14&zone=Europe/Lisbon`;
    const first = await candidate.browser.fetch(path);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const { starts } = (await first.json()) as { starts: string[] };
    expect(starts).toEqual((await candidate.slots({ days: 14 })).starts);
    const again = await candidate.browser.fetch(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await portal.browser().fetch(path)).status).toBe(401);
  });
});
