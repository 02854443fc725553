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

async function answerOf(path: string, method = 'GET') {
  const response = await portal.browser().fetch(path, { method });
  const headers = [...response.headers].filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name));
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

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
