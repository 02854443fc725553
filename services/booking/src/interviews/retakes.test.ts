import { CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const day = 86_400_000;
let now = Date.now();
let portal: TestPortal;
let templateId: string;
let colleague: TestPortal['admin'];
const reason = { code: 'technical_problem' };

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
beforeEach(async () => {
  await portal.renewSession();
  const password = 'another long password';
  const email = `colleague-${intentKey()}@acme.example`.toLowerCase();
  await portal.admin.call('people.create', { name: 'Colleague', email, roles: ['recruiter'], zone: 'UTC', password });
  colleague = await portal.signIn(email, password);
});
afterAll(async () => await portal.stop());

async function completed(outcome: string, policy = {}, of = templateId): Promise<CandidateBrowser> {
  const candidate = await portal.invite(of, policy);
  const start = (await candidate.slots()).starts[Math.floor(Math.random() * 100)] ?? '';
  await candidate.book(start);
  const { interviewId } = candidate;
  await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await portal.admin.call('interviews.complete', { interviewId, outcome });
  return candidate;
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await attempt);
  } catch (error) {
    if (error instanceof CallRefused && error.refusal !== null) return error.refusal.code;
    throw error;
  }
}

const ask = (candidate: CandidateBrowser) =>
  candidate.browser.call<{ requestId: string }>('candidate.requestRetake', {
    interviewId: candidate.interviewId,
    reason,
    idempotencyKey: intentKey(),
  });

describe('a retake', () => {
  it('is for interviews that failed or are on hold only', async () => {
    expect(await codeOf(ask(await completed('passed', { retake: { cooldown: 'PT0S' } })))).toBe('retake_not_eligible');
    expect(await codeOf(ask(await completed('pending', { retake: { cooldown: 'PT0S' } })))).toBe('retake_not_eligible');
    expect(await codeOf(ask(await completed('on_hold', { retake: { cooldown: 'PT0S' } })))).toContain('rtk_');
  });

  it('cannot be asked for by the candidate before the cooldown ends', async () => {
    const candidate = await completed('failed');
    const refused = ask(candidate);
    await expect(refused).rejects.toMatchObject({ status: 412, refusal: { code: 'retake_cooldown' } });
    now += 8 * day;
    expect(await codeOf(ask(candidate))).toContain('rtk_');
    expect((await candidate.view()).retake).toMatchObject({ eligible: false, request: { state: 'pending' } });
  });

  it('has one active request for each lineage, also when asked ten times at once', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(ask(candidate))));
    expect(codes.filter((code) => code.includes('rtk_'))).toHaveLength(1);
    expect(codes.filter((code) => code === 'retake_active' || code === 'version_conflict')).toHaveLength(9);
  });

  it('that staff asked for is decided by somebody else', async () => {
    const { interviewId } = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { requestId } = await portal.admin.call<{ requestId: string }>('retakes.request', { interviewId, reason });
    const decision = { requestId, decision: 'approve', reason };
    expect(await codeOf(portal.admin.call('retakes.decide', decision))).toBe('approver_is_requester');
    expect(await codeOf(colleague.call('retakes.decide', decision))).toContain('newInterviewId');
  });

  it('that was asked for with a link which staff took is decided by a colleague, and marked in the timeline', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { interviewId } = candidate;
    const { url } = await portal.admin.call<{ url: string }>('interviews.candidateLink', { interviewId });
    const posing = await portal.openLink(new URL(url).hash.slice(1));
    const { requestId } = await ask(posing);

    const decision = { requestId, decision: 'approve', reason };
    expect(await codeOf(portal.admin.call('retakes.decide', decision))).toBe('approver_is_requester');
    const { requests } = await portal.admin.ask<{ requests: { requestId: string; mayNotDecide: string | null }[] }>(
      'retakes.list',
      { state: 'pending' },
    );
    expect(requests).toContainEqual(expect.objectContaining({ requestId, mayNotDecide: 'approver_is_requester' }));
    const { events } = await portal.admin.ask<{ events: { what: string; detail: object }[] }>('interviews.timeline', {
      interviewId,
    });
    const names = events.map(({ what, detail }) => [what, Reflect.get(detail, 'takenBy')]);
    expect(names).toContainEqual(['requestRetake', expect.stringMatching(/./)]);
    expect(names.filter(([what, by]) => what !== 'requestRetake' && by !== undefined)).toEqual([]);
    const audit = await portal.collection('audit').findOne({ interviewId, action: 'requestRetake' });
    expect(audit).toMatchObject({ actor: { party: 'candidate' }, detail: { takenBy: expect.stringMatching(/^per_/) } });
    expect(await codeOf(colleague.call('retakes.decide', decision))).toContain('newInterviewId');
  });

  it('that the candidate asked for is not decided by staff who took the link, whoever opened it', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { interviewId } = candidate;
    await portal.admin.call('interviews.candidateLink', { interviewId });
    const { requestId } = await ask(candidate);
    const decision = { requestId, decision: 'approve', reason };
    expect(await codeOf(portal.admin.call('retakes.decide', decision))).toBe('approver_is_requester');
    const audit = await portal.collection('audit').findOne({ interviewId, action: 'requestRetake' });
    expect(audit).not.toHaveProperty('detail.takenBy');
    expect(await codeOf(colleague.call('retakes.decide', decision))).toContain('newInterviewId');
  });

  it('approved twice at once becomes one new interview, and the old one is archived', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { requestId } = await ask(candidate);
    const decision = { requestId, decision: 'approve', reason };
    const answers = await Promise.all([
      codeOf(portal.admin.call('retakes.decide', decision)),
      codeOf(colleague.call('retakes.decide', decision)),
    ]);

    expect(answers.filter((answer) => answer.includes('newInterviewId'))).toHaveLength(1);
    expect(answers.filter((answer) => /status_forbids|version_conflict/.test(answer))).toHaveLength(1);
    const { attempts, status } = await portal.admin.ask<{
      attempts: { attempt: number; status: string }[];
      status: string;
    }>('interviews.get', { interviewId: candidate.interviewId });
    expect(status).toBe('archived');
    expect(attempts.map(({ attempt, status: of }) => [attempt, of])).toEqual([
      [1, 'archived'],
      [2, 'invited'],
    ]);
  });

  it('begins with nothing of what became of the people before, and confirms its own booking', async () => {
    const old = await completed('failed', { retake: { cooldown: 'PT0S' } });
    // As it is after somebody was replaced, and after somebody else could not be.
    const dropOuts = [{ personId: 'per_gone', because: 'declined', state: 'due', at: new Date(now) }];
    const left = { $set: { timeRev: 5, dropOuts, clockAskedFor: '2027a' } };
    await portal.collection('bookings').updateOne({ _id: old.interviewId as never }, left);
    const { requestId } = await ask(old);
    const decision = { requestId, decision: 'approve', reason };
    const { newInterviewId: replacedBy } = await portal.admin.call<{ newInterviewId: string }>(
      'retakes.decide',
      decision,
    );
    const row = await portal.collection('bookings').findOne({ _id: replacedBy as never });
    expect(row).toMatchObject({ timeRev: null, dropOuts: [], clockAskedFor: null });

    await portal.collection('bookings').updateOne({ _id: replacedBy as never }, left);
    const next = await portal.openLink(await portal.linkOf(replacedBy));
    await next.book((await next.slots()).starts[4] ?? '');
    const confirmation = (await next.view()).mails.find(({ kind }) => kind === 'scheduled');
    expect(confirmation).toMatchObject({ state: 'planned' });
  });

  it('has a link that is new in id, token id and date, while the old one says that it was replaced', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { requestId } = await ask(candidate);
    now += 1_000;
    const { newInterviewId } = await colleague.call<{ newInterviewId: string }>('retakes.decide', {
      requestId,
      decision: 'approve',
      reason,
    });
    const claimsOf = (link: string) => JSON.parse(Buffer.from(link.split('.')[1] ?? '', 'base64url').toString());
    const [old, fresh] = [claimsOf(candidate.link), claimsOf(await portal.linkOf(newInterviewId))];

    expect(fresh.iid).toBe(newInterviewId);
    expect(fresh.iid).not.toBe(old.iid);
    expect(fresh.jti).not.toBe(old.jti);
    expect(fresh.iat).toBeGreaterThan(old.iat);
    // A link lasts to the end of a day, which may be the same one.
    expect(fresh.exp).toBeGreaterThanOrEqual(old.exp);
    const replaced = { status: 410, refusal: { code: 'link_replaced', replacedBy: newInterviewId } };
    await expect(portal.openLink(candidate.link)).rejects.toMatchObject(replaced);
    await expect(candidate.view()).rejects.toMatchObject(replaced);
  });

  it('whose panel nobody can fill any more is put before HR when it is issued', async () => {
    const personId = await portal.addInterviewer();
    const of = await portal.addTemplate([personId]);
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } }, of);
    await portal.admin.call('people.deactivate', { personId });
    const { requestId } = await ask(candidate);
    const decision = { requestId, decision: 'approve', reason };
    const { newInterviewId } = await colleague.call<{ newInterviewId: string }>('retakes.decide', decision);

    const list = await portal.admin.ask('interviews.list', { filter: { attention: true } });
    expect(list).toMatchObject({ interviews: [{ interviewId: newInterviewId, attention: 'panel' }] });
  });

  it('approved during the cooldown waits for its end, and is given at most twice', async () => {
    let { interviewId } = await completed('failed');
    const { requestId } = await portal.admin.call<{ requestId: string }>('retakes.request', { interviewId, reason });
    const answer = await colleague.call('retakes.decide', { requestId, decision: 'approve', reason });
    expect(answer).toEqual({ state: 'approved', issuesAt: expect.any(String) });

    const eager = { retake: { cooldown: 'PT0S', limit: 1 } };
    const second = await completed('failed', eager);
    const asked = await ask(second);
    const { newInterviewId } = await colleague.call<{ newInterviewId: string }>('retakes.decide', {
      requestId: asked.requestId,
      decision: 'approve',
      reason,
    });
    interviewId = newInterviewId;
    const retake = await portal.openLink(await portal.linkOf(newInterviewId));
    await retake.book((await retake.slots()).starts[120] ?? '');
    await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
    await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
    expect(await codeOf(ask(retake))).toBe('retake_limit');
  });

  it('is not given for an interview that was decided as passed while the request waited', async () => {
    const candidate = await completed('on_hold', { retake: { cooldown: 'PT0S' } });
    const { requestId } = await ask(candidate);
    await portal.admin.call('interviews.decide', { interviewId: candidate.interviewId, outcome: 'passed' });
    const approval = colleague.call('retakes.decide', { requestId, decision: 'approve', reason });
    await expect(approval).rejects.toMatchObject({ refusal: { code: 'retake_not_eligible', because: 'passed' } });
    expect((await candidate.view()).status).toBe('completed');
  });

  it('that was rejected may be asked for again', async () => {
    const candidate = await completed('failed', { retake: { cooldown: 'PT0S' } });
    const { requestId } = await ask(candidate);
    await portal.admin.call('retakes.decide', { requestId, decision: 'reject', reason: { code: 'not_justified' } });
    expect((await candidate.view()).retake).toMatchObject({ eligible: true, request: { state: 'rejected' } });
    expect(await codeOf(ask(candidate))).toContain('rtk_');
  });
});
