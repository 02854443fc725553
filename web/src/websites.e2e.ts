import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NewService } from '@interlude/dev-stack/api-fixtures';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embedSnippet } from './hr/services/embed-snippet.models.ts';
import { askForCode, chooseSoon, typeCode } from './test-service.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const pathOf = ({ url }: NewService) => new URL(url).pathname;

/** A website of somebody else: one page, which holds what stands here. */
let html = '';
const server = createServer(({ url }, response) => {
  if (url === '/favicon.ico') return void response.writeHead(204).end();
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="en"><title>Acme</title><h1>Acme</h1>${html}`);
});
let website: string;
beforeAll(async () => {
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  website = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

async function addService(): Promise<NewService> {
  const { company } = stage;
  const people = [await company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' })];
  const service = await company.addService(people, { name: 'Bike fitting' });
  html = embedSnippet({ name: 'Bike fitting', url: `${stage.portal.url}${pathOf(service)}` });
  return service;
}

const allow = async (hosts: string[]) => await stage.company.admin.call('settings.saveHosts', { hosts });

/** What a browser does that keeps nothing for a frame of another site. */
function blockStorage(): void {
  for (const kind of ['localStorage', 'sessionStorage'] as const) {
    Object.defineProperty(window, kind, {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  }
}

const frameOn = (page: Page) => page.frames().find((frame) => frame.parentFrame() !== null);

it('shows the times of a service on a website the company names, as high as they are, and opens the page of a time beside it', async () => {
  const service = await addService();
  await allow([new URL(website).host]);
  const { page, context, requests } = await stage.visit({ zone: 'Europe/London', website });
  await context.addInitScript(blockStorage);
  await page.goto(website);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1, name: 'Bike fitting' }).waitFor();
  const soon = frame.locator('button.soonest').nth(1);
  const way = frame.getByRole('link', { name: 'Book this time' });
  await soon.press('Enter');
  await way.and(frame.locator(':focus')).waitFor();
  const startsAt = await soon.locator('time').getAttribute('datetime');

  // The frame is as high as what it shows, and follows it.
  const heights = async () => [
    await page.locator('iframe').evaluate((element) => element.clientHeight),
    await frame.locator('.embed').evaluate((element) => Math.ceil(element.getBoundingClientRect().height)),
  ];
  await expect.poll(async () => new Set(await heights()).size).toBe(1);
  const [before = 0] = await heights();
  await page.setViewportSize({ width: 320, height: 844 });
  await expect.poll(async () => (await heights())[0]).toBeGreaterThan(before);
  await expect.poll(async () => new Set(await heights()).size).toBe(1);
  expect(await frame.locator('html').evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(320);

  const asked = requests.flatMap((request) => new URL(request.url()).pathname.match(/^\/(?:trpc|api)\/.*/)?.[0] ?? []);
  expect(new Set(asked)).toEqual(new Set(['/trpc/appointments.service', '/trpc/appointments.slots']));
  const [opened] = await Promise.all([context.waitForEvent('page'), way.press('Enter')]);
  await opened.locator('.panel time').first().waitFor();
  expect(new URL(opened.url()).pathname).toBe(pathOf(service));
  expect(await opened.locator('.panel time').first().getAttribute('datetime')).toBe(startsAt);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  expect(await context.cookies()).toEqual([]);
});

it('lets a frame ask nothing but what everybody may, whoever is signed in', async () => {
  await addService();
  await allow([new URL(website).host]);
  const { page } = await stage.visit({
    website,
    mayBeRefused: ['appointments.slots'],
    mayComplain: /content security policy/i,
  });
  await page.goto(website);
  await page.frameLocator('iframe').locator('button.soonest').first().waitFor();
  const answers = await frameOn(page)?.evaluate(() =>
    Promise.all(
      [
        '/trpc/appointments.slots',
        '/trpc/staff.me',
        '/trpc/candidate.interview',
        '/trpc/appointments.begin',
        '/hr',
      ].map((path) =>
        fetch(path).then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    ),
  );
  expect(answers).toEqual(['answered', 'refused', 'refused', 'refused', 'refused']);
});

it('shows nothing on a website that the company does not name, nor any other page on one that it does', async () => {
  const service = await addService();
  await allow(['www.acme.example']);
  const { page } = await stage.visit({ website, mayComplain: /frame-ancestors|X-Frame-Options/ });
  // A refused frame holds the browser's own error page, which has an origin and a heading that depend on its version.
  const isShown = async () => {
    await page.goto(website, { waitUntil: 'load' });
    const origin = await frameOn(page)?.evaluate(() => window.origin);
    return origin === stage.portal.url;
  };
  expect(await isShown()).toBe(false);
  await allow([new URL(website).host]);
  expect(await isShown()).toBe(true);
  html = html.replace('/embed/s/', '/s/');
  expect(html).toContain(pathOf(service));
  expect(await isShown()).toBe(false);
  html = html.replace(/src="[^"]*"/, `src="${stage.portal.url}/hr/login"`);
  expect(await isShown()).toBe(false);
});

it('fills in who a website says its visitor is, tells no server, and leads them back after booking', async () => {
  const service = await addService();
  await allow([new URL(website).host]);
  const { page, requests } = await stage.visit({ zone: 'Europe/London', website });
  const email = `zoe+${Date.now()}@client.example`;
  const back = `${website}/thanks?order=7`;
  const fragment = new URLSearchParams({ name: 'Zoë Ní Bhriain', email });
  await page.goto(`${pathOf(service)}?return=${encodeURIComponent(back)}#${fragment}`);
  await chooseSoon(page, 1);
  expect(new URL(page.url()).hash).toBe('');
  expect(await page.locator('input[autocomplete=name]').inputValue()).toBe('Zoë Ní Bhriain');
  expect(await page.locator('input[type=email]').inputValue()).toBe(email);
  await askForCode(page);
  await page.reload();
  await page.locator('input[autocomplete=one-time-code]').waitFor();
  await typeCode(page, await stage.company.codeFor(email));
  const link = page.getByRole('link', { name: `Back to ${new URL(website).host}` });
  await link.waitFor();
  await page.reload();
  await link.click();
  await page.getByRole('heading', { name: 'Acme' }).waitFor();
  expect(page.url()).toBe(back);
  const local = email.slice(0, email.indexOf('@'));
  expect(
    requests
      .map((request) => decodeURIComponent(request.url().split('#')[0] ?? ''))
      .filter((url) => url.includes(local)),
  ).toEqual([]);
});

it('ignores a way back that leads to nobody the company names', async () => {
  const service = await addService();
  await allow([]);
  const { page } = await stage.visit({ zone: 'Europe/London' });
  const email = `zoe+${Date.now()}@client.example`;
  await page.goto(`${pathOf(service)}?return=${encodeURIComponent(website)}#name=Zoe&email=${email}`);
  await chooseSoon(page, 1);
  await askForCode(page);
  await typeCode(page, await stage.company.codeFor(email));
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  // What is fetched for appointments alone is there.
  await page.getByLabel('Remind me').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('link', { name: /^Back to/ }).count()).toBe(0);
});
