import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let interviewer = '';
const interviewerName = 'Ìngrid Interviewer';
beforeAll(async () => {
  portal = await startTestPortal();
  interviewer = await portal.addInterviewer();
});
afterAll(async () => await portal.stop());

async function staffWith(roles: string[]): Promise<{ personId: string; email: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, email, browser: await portal.signIn(email, password) };
}

async function addJob(ownerIds: string[]): Promise<string> {
  return (await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Nurse', ownerIds })).jobId;
}

async function apply(jobId: string): Promise<string> {
  const candidate = { name: 'Ada Lovelace', email: `${intentKey()}@candidate.example`.toLowerCase() };
  const made = await portal.admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
  return made.applicationId;
}

const template = (more: object = {}) => ({
  name: 'Talk',
  type: 'technical',
  durationMinutes: 60,
  provider: 'phone',
  panel: [{ anyOf: [interviewer], count: 1 }],
  ...more,
});
const madeBy = async (browser: Browser, more: object = {}) =>
  (await browser.call<{ templateId: string }>('templates.create', template(more))).templateId;
const forbidden = { refusal: { code: 'forbidden' } };
const alone = { retake: { twoPerson: false } };

describe('the rule that somebody else approves a retake', () => {
  it('is lowered by administrators only, whether for one invitation, for one of several parts or in a template', async () => {
    const { browser } = await staffWith(['recruiter']);
    const applicationId = await apply(await addJob([]));
    const templateId = await madeBy(portal.admin);
    const invite = (by: Browser, policy: object) =>
      by.call<{ interviewId: string }>('interviews.invite', {
        applicationId,
        templateId,
        policy,
        idempotencyKey: intentKey(),
      });
    await expect(invite(browser, alone)).rejects.toMatchObject(forbidden);
    const parts = [{ templateId }, { templateId }];
    const several = { applicationId, parts, policy: alone, idempotencyKey: intentKey() };
    await expect(browser.call('interviews.inviteParts', several)).rejects.toMatchObject(forbidden);
    await expect(madeBy(browser, { policy: alone })).rejects.toMatchObject(forbidden);
    const lowered = browser.call('templates.update', template({ templateId, policy: alone }));
    await expect(lowered).rejects.toMatchObject(forbidden);
    await invite(browser, { retake: { twoPerson: true, limit: 1 } });
    const { interviewId } = await invite(portal.admin, alone);
    expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
      policy: { retake: { twoPerson: false } },
    });
  });

  it('stays lowered when a recruiter changes something else, and what was raised again is not lowered by them', async () => {
    const { browser } = await staffWith(['recruiter']);
    const templateId = await madeBy(portal.admin, { policy: alone });
    await browser.call('templates.update', template({ templateId, name: 'Case', policy: alone }));
    await browser.call('templates.update', template({ templateId, name: 'Case' }));
    const again = browser.call('templates.update', template({ templateId, policy: alone }));
    await expect(again).rejects.toMatchObject(forbidden);
  });
});

describe('a hiring manager', () => {
  it('changes templates whose jobs are all theirs, and no others', async () => {
    const { personId, browser } = await staffWith(['hiring_manager']);
    const [own, other] = [await addJob([personId]), await addJob([])];
    await expect(madeBy(browser)).rejects.toMatchObject(forbidden);
    await expect(madeBy(browser, { jobIds: [] })).rejects.toMatchObject(forbidden);
    await expect(madeBy(browser, { jobIds: [own, other] })).rejects.toMatchObject({ refusal: { code: 'not_found' } });

    const templateId = await madeBy(browser, { jobIds: [own] });
    await browser.call('templates.update', template({ templateId, name: 'Case', jobIds: [own] }));
    const widened = browser.call('templates.update', template({ templateId, name: 'Case' }));
    await expect(widened).rejects.toMatchObject(forbidden);

    const company = await madeBy(portal.admin);
    const shared = await madeBy(portal.admin, { jobIds: [own, other] });
    for (const id of [company, shared]) {
      const taken = browser.call('templates.update', template({ templateId: id, jobIds: [own] }));
      await expect(taken).rejects.toMatchObject(forbidden);
      await expect(browser.call('templates.archive', { templateId: id })).rejects.toMatchObject(forbidden);
    }
    const listed = await browser.ask<{ templateId: string; mayChange: boolean }[]>('templates.list');
    const seen = [templateId, company, shared].map((id) => listed.find((one) => one.templateId === id)?.mayChange);
    expect(seen).toEqual([true, false, false]);
    await browser.call('templates.archive', { templateId });
  });

  it('reads rooms and services, and changes neither', async () => {
    const { browser } = await staffWith(['hiring_manager']);
    const room = { name: 'Blue room', kind: 'room' };
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
    const { serviceId } = await portal.addService([interviewer]);
    expect(await browser.ask('resources.list')).toMatchObject([{ resourceId }]);
    expect(await browser.ask('services.get', { serviceId })).toMatchObject({ serviceId });
    await expect(browser.call('resources.create', room)).rejects.toMatchObject(forbidden);
    const shut = { resourceId, name: 'Blue room', capacity: 1, active: false };
    await expect(browser.call('resources.update', shut)).rejects.toMatchObject(forbidden);
    await expect(browser.call('services.archive', { serviceId })).rejects.toMatchObject(forbidden);
  });

  it('sees the names of colleagues, and no address but their own', async () => {
    const { personId, email, browser } = await staffWith(['hiring_manager']);
    const people = await browser.ask<{ personId: string; name: string; email: string }[]>('people.list');
    expect(people.map((one) => one.name)).toContain(interviewerName);
    expect(people.flatMap((one) => one.email || [])).toEqual([email]);
    expect(await browser.ask('people.get', { personId: interviewer })).toMatchObject({ email: '' });
    expect(await browser.ask('people.get', { personId })).toMatchObject({ email });
    const recruiter = await staffWith(['recruiter']);
    const all = await recruiter.browser.ask<{ email: string }[]>('people.list');
    expect(all.every((one) => one.email.includes('@'))).toBe(true);
  });
});

describe('ops', () => {
  it('see that an interview is and what happens to it, and neither a link to join nor the name of anybody', async () => {
    const { browser } = await staffWith(['ops']);
    const candidate = await portal.invite(await portal.addTemplate([interviewer]));
    await candidate.book((await candidate.slots()).starts[4] ?? '');
    const { interviewId } = candidate;
    await portal.admin.call('interviews.removeInterviewer', {
      interviewId,
      personId: interviewer,
      idempotencyKey: intentKey(),
    });
    const answers = [
      await browser.ask('interviews.get', { interviewId }),
      await browser.ask('interviews.timeline', { interviewId }),
      await browser.ask('interviews.list', {}),
      await browser.ask('queue.list', {}),
    ];
    // Nothing waits for whoever can do nothing about it.
    expect(answers[3]).toMatchObject({ items: [] });
    const said = JSON.stringify(answers);
    const { candidate: known } = await portal.admin.ask<{ candidate: { name: string; email: string } }>(
      'interviews.get',
      { interviewId },
    );
    for (const hidden of ['zoom.us', interviewerName, 'Ada Adminsson', known.name, known.email])
      expect([hidden, said.includes(hidden)]).toEqual([hidden, false]);
    expect(JSON.stringify(await portal.admin.ask('interviews.timeline', { interviewId }))).toContain(interviewerName);
  });
});

it('shows the pages of the engine to administrators and ops only', async () => {
  const candidate = await portal.invite(await portal.addTemplate([interviewer]));
  const { interviewId } = candidate;
  Object.assign(portal.app, { config: { ...portal.app.config, temporalUiUrl: 'https://ui.acme.example' } });
  const seenBy = async (browser: Browser) => {
    const { workflowUi } = await browser.ask<{ workflowUi: string | null }>('staff.me');
    const detail = await browser.ask<{ workflowUrl: string | null }>('interviews.get', { interviewId });
    return [workflowUi !== null, detail.workflowUrl !== null];
  };
  expect(await seenBy(portal.admin)).toEqual([true, true]);
  expect(await seenBy((await staffWith(['ops'])).browser)).toEqual([true, true]);
  expect(await seenBy((await staffWith(['recruiter'])).browser)).toEqual([false, false]);
});
