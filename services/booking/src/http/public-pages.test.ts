import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const html = '<!doctype html><title>The one page</title>';
let portal: TestPortal;
let page: string;
let serviceId: string;
const fields = { name: 'Bike fitting', durationMinutes: 60, provider: 'phone' };

beforeAll(async () => {
  const webDist = await mkdtemp(join(tmpdir(), 'interlude-web-'));
  await writeFile(join(webDist, 'index.html'), html);
  portal = await startTestPortal({ env: { INTERLUDE_WEB_DIST: webDist } });
  const providerIds = [await portal.addInterviewer()];
  const service = await portal.addService(providerIds, fields);
  serviceId = service.serviceId;
  page = new URL(service.url).pathname;
  const hidden = { ...fields, providerIds, isPublic: false, slug: 'hidden' };
  await portal.admin.call('services.create', hidden);
});
afterAll(async () => await portal.stop());

const saveHosts = async (hosts: string[]) => await portal.admin.call('settings.saveHosts', { hosts });
const policy = 'content-security-policy';

async function answerOf(path: string, method = 'GET') {
  const response = await portal.browser().fetch(path, { method });
  const headers = [...response.headers].filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name));
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

describe('the page of a company', () => {
  it('is there for a company, with services or without, and answers 404 where there is none', async () => {
    const [, , company] = page.split('/');
    expect(await answerOf(`/s/${company}`)).toMatchObject({ status: 200, body: html });
    for (const path of ['/s/nobody', '/s/No%20Name'])
      expect(await answerOf(path)).toMatchObject({ status: 404, body: html, headers: { 'cache-control': 'no-store' } });
  });
});

describe('the page of a service', () => {
  it('is there as long as somebody may book it', async () => {
    expect(await answerOf(page)).toMatchObject({ status: 200, body: html });
    expect(await answerOf('/hr/services')).toMatchObject({ status: 200, body: html });
  });

  it('answers 404 with the same bytes where a company or service is unknown, hidden, or no name at all', async () => {
    const [, , company] = page.split('/');
    const paths = [`/s/${company}/nothing`, '/s/nobody/bike-fitting', `/s/${company}/hidden`, '/s/No%20Name/%00'];
    const answers = await Promise.all(paths.map((path) => answerOf(path)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: html, headers: { 'cache-control': 'no-store' } });
    expect(await answerOf(paths[0] ?? '', 'HEAD')).toMatchObject({ status: 404, body: '' });
  });

  it('is served while the database cannot say whether there is such a service', async () => {
    const outage = vi.spyOn(portal.app.stores.tenants, 'findBySlug').mockRejectedValue(new Error('no server'));
    expect(await answerOf('/s/nobody/nothing')).toMatchObject({ status: 200, body: html });
    outage.mockRestore();
  });

  it('is gone once the service is archived', async () => {
    await portal.admin.call('services.archive', { serviceId });
    expect(await answerOf(page)).toMatchObject({ status: 404, body: html });
  });
});

describe('the embedded page of a service', () => {
  let embed: string;
  beforeAll(async () => {
    const providerIds = [await portal.addInterviewer()];
    const { url } = await portal.addService(providerIds, { ...fields, slug: 'embedded' });
    embed = `/embed${new URL(url).pathname}`;
    await saveHosts(['www.acme.example', 'bücher.example:8443', 'localhost:4321']);
  });

  it('may be shown by the websites of its company, may ask what everybody may, and nothing else', async () => {
    const { status, headers, body } = await answerOf(embed);
    expect([status, body]).toEqual([200, html]);
    const directives = (headers[policy] ?? '').split(';');
    expect(directives).toContain(
      'frame-ancestors https://www.acme.example https://xn--bcher-kva.example:8443 http://localhost:4321',
    );
    const { host } = new URL(portal.base);
    expect(directives).toContain(`connect-src ${host}/trpc/appointments.service ${host}/trpc/appointments.slots`);
    expect(directives).toContain("form-action 'none'");
    expect(headers).not.toHaveProperty('x-frame-options');
    const { headers: usual } = await answerOf('/');
    const rest = /(connect-src|form-action|frame-ancestors) [^;]*;/g;
    expect(headers[policy]?.replace(rest, '')).toBe(usual[policy]?.replace(rest, ''));
  });

  it('is the only document that may be shown in a frame', async () => {
    const page = embed.slice('/embed'.length);
    const [, , company] = page.split('/');
    const documents = ['/', '/i', '/i/x', '/hr', '/hr/login', '/privacy', page, `/s/${company}`, '/nothing'];
    const near = [
      '/embed',
      '/embed/s',
      `/embed/s/${company}`,
      `${embed}/more`,
      '/embed/hr',
      '/embed/i/x',
      `/embedded${page}`,
      // The page tells by these letters that it is shown in a frame.
      `/EMBED${page}`,
    ];
    const unknown = [`/embed/s/${company}/nothing`, '/embed/s/nobody/embedded', `/embed/s/${company}/hidden`];
    const tricks = [`/embed/s/${company}/..%2f..%2f..%2fhr`, `/embed/s/${company}/embedded%2f..`, '/embed/s/%00/%00'];
    const answers = ['/assets/none.js', '/index.html', '/trpc/staff.me', '/trpc/appointments.services', '/api/none'];
    const byApi = `/trpc/appointments.service?input=${encodeURIComponent(JSON.stringify({ tenant: company, service: 'embedded' }))}`;
    for (const path of [...documents, ...near, ...unknown, ...tricks, ...answers, byApi]) {
      const { headers } = await answerOf(path);
      expect([path, headers[policy]?.match(/frame-ancestors [^;]*/)?.[0]]).toEqual([path, "frame-ancestors 'none'"]);
      expect([path, headers['x-frame-options']]).toEqual([path, 'SAMEORIGIN']);
    }
    for (const path of unknown) expect([path, (await answerOf(path)).status]).toEqual([path, 404]);
  });

  it('may be shown by nobody while the database cannot say by whom', async () => {
    const outage = vi.spyOn(portal.app.stores.tenants, 'findBySlug').mockRejectedValue(new Error('no server'));
    expect(await answerOf(embed)).toMatchObject({
      status: 200,
      headers: { [policy]: expect.stringContaining("frame-ancestors 'none'") },
    });
    outage.mockRestore();
  });

  it('names nothing in its headers that is no host of a website, whatever the database holds', async () => {
    const hosts = ["acme.example; script-src 'unsafe-inline'", "'self'", '*', 'www.acme.example'];
    await portal.collection('tenants').updateMany({}, { $set: { hosts } });
    const { headers } = await answerOf(embed);
    expect(headers[policy]).toContain('frame-ancestors https://www.acme.example;');
  });

  it('may be shown by nobody where the company names no website', async () => {
    await saveHosts([]);
    const { status, headers } = await answerOf(embed);
    expect(status).toBe(200);
    expect(headers[policy]).toContain("frame-ancestors 'none'");
    expect(headers).toHaveProperty('x-frame-options');
  });
});
