import { type Browser, CallRefused } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailToGuest, planOfBooking } from '../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  await portal.startCopy();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

interface Record {
  readonly candidateId: string;
  readonly email: string;
  readonly applications: { readonly applicationId: string; readonly job: { readonly title: string } }[];
  readonly interviews: { readonly interviewId: string; readonly status: string }[];
}
interface Applied {
  readonly candidateId: string;
  readonly applicationId: string;
}

const email = () => `can-${intentKey()}@candidate.example`.toLowerCase();
const get = async (candidateId: string) => await portal.admin.ask<Record>('candidates.get', { candidateId });
const newJob = async (title = 'Engineer') =>
  (await portal.admin.call<{ jobId: string }>('jobs.create', { title })).jobId;
const apply = async (jobId: string, candidate: object) =>
  await portal.admin.call<Applied>('applications.create', { jobId, candidate });
const invite = async (applicationId: string, browser: Browser = portal.admin) =>
  (
    await browser.call<{ interviewId: string }>('interviews.invite', {
      applicationId,
      templateId,
      idempotencyKey: intentKey(),
    })
  ).interviewId;
const merge = async (keep: Applied, gone: Applied, more: object = {}) =>
  await portal.admin.call<{ candidateId: string; interviews: number; applications: number }>('candidates.merge', {
    keepId: keep.candidateId,
    mergeId: gone.candidateId,
    idempotencyKey: intentKey(),
    ...more,
  });

async function twoRecords() {
  const [shared, own] = [await newJob('Shared'), await newJob('Own')];
  const [keep, gone] = [
    await apply(shared, { name: 'Zoë Quinn', email: email() }),
    await apply(shared, { name: 'Zoe Quinn', email: email(), zone: 'Europe/Lisbon' }),
  ];
  const other = await apply(own, { candidateId: gone.candidateId });
  return { shared, own, keep, gone, other };
}

describe('two records of one person', () => {
  it('become one that has the applications, interviews and notes of both, and old ids and links lead there', async () => {
    const { keep, gone, other } = await twoRecords();
    const [first, second, third] = [
      await invite(keep.applicationId),
      await invite(gone.applicationId),
      await invite(other.applicationId),
    ];
    const candidate = await portal.openLink(await portal.linkOf(second));
    await candidate.book((await candidate.slots()).starts[0] ?? '');
    await portal.admin.call('notes.add', { kind: 'candidate', id: gone.candidateId, text: 'Prefers mornings' });

    const preview = await portal.admin.ask('candidates.previewMerge', {
      keepId: keep.candidateId,
      mergeId: gone.candidateId,
    });
    expect(preview).toEqual({
      moved: ['Own'],
      both: ['Shared'],
      interviews: 2,
      open: 2,
      openTwice: ['Shared'],
      notes: 1,
    });
    expect(await merge(keep, gone)).toEqual({ candidateId: keep.candidateId, interviews: 2, applications: 2 });

    const record = await get(keep.candidateId);
    expect(record.applications.map(({ job }) => job.title).toSorted()).toEqual(['Own', 'Shared']);
    expect(record.interviews.map(({ interviewId }) => interviewId).toSorted()).toEqual([first, second, third]);
    expect(await get(gone.candidateId)).toMatchObject({ candidateId: keep.candidateId, zone: 'Europe/Lisbon' });
    const notes = await portal.admin.ask('notes.list', { kind: 'candidate', id: gone.candidateId });
    expect(notes).toMatchObject({ notes: [{ text: 'Prefers mornings' }] });
    expect(await portal.admin.ask('applications.get', { applicationId: gone.applicationId })).toMatchObject({
      applicationId: keep.applicationId,
    });
    expect(await candidate.view()).toMatchObject({ status: 'scheduled' });
    const reopened = await portal.openLink(await portal.linkOf(third));
    expect(await reopened.view()).toMatchObject({ status: 'invited' });
    const audit = await portal.collection('audit').findOne({ action: 'mergeCandidates', interviewId: null });
    expect(audit).toMatchObject({ detail: { candidate: keep.candidateId, merged: gone.candidateId } });
    const known = await apply(await newJob(), { name: 'Zoe', email: await emailOf(gone.candidateId) });
    expect(known.candidateId).toBe(keep.candidateId);
  });

  it('are mailed to the kept address from then on, and nothing that was mailed is mailed again', async () => {
    const { keep, gone } = await twoRecords();
    const interviewId = await invite(gone.applicationId);
    const planned = async () => (await planOfBooking(portal, interviewId, Date.now())).items.map(({ key }) => key);
    const to = async (kind: string) => await mailToGuest(portal, { interviewId, kind }, Date.now);
    await (await to('invitation')).is('sent');
    const before = await planned();
    expect(before.filter((key) => key.includes(':candidate:'))).not.toEqual([]);
    await merge(keep, gone);
    expect(await planned()).toEqual(before);
    const { email: kept } = await get(keep.candidateId);
    await portal.admin.call('interviews.resendLink', { interviewId });
    expect(JSON.stringify(await (await to('link')).made())).toContain(kept);
  });

  it('ask nobody about mails that came back from the address that went', async () => {
    const { keep, gone, other } = await twoRecords();
    const [first, second] = [await invite(gone.applicationId), await invite(other.applicationId)];
    const to = async (interviewId: string) => await mailToGuest(portal, { interviewId, kind: 'invitation' }, Date.now);
    const [bounced, complained] = [await to(first), await to(second)];
    for (const mail of [bounced, complained]) {
      await mail.made();
      await mail.is('sent');
    }
    await bounced.became('bounced', true);
    await complained.became('complained');
    const marksOf = async (interviewId: string) =>
      (await portal.admin.ask<{ marks: { cause: string }[] }>('interviews.get', { interviewId })).marks;
    expect([await marksOf(first), await marksOf(second)]).toMatchObject([
      [{ cause: 'bounced' }],
      [{ cause: 'complained' }],
    ]);

    await merge(keep, gone);
    expect([await marksOf(first), await marksOf(second)]).toEqual([[], []]);
    // What the provider says late of the former address raises nothing.
    await bounced.became('complained');
    expect(await marksOf(first)).toEqual([]);
    await portal.admin.call('interviews.resendLink', { interviewId: first });
    const link = await mailToGuest(portal, { interviewId: first, kind: 'link' }, Date.now);
    await link.made();
    await link.is('sent');
    await link.became('bounced');
    expect(await marksOf(first)).toMatchObject([{ cause: 'bounced' }]);
  });

  it('are merged once however often that is asked for, at once and again', async () => {
    const { keep, gone } = await twoRecords();
    await invite(gone.applicationId);
    const again = { idempotencyKey: intentKey() };
    const answers = await Promise.all([merge(keep, gone, again), merge(keep, gone, again), merge(keep, gone)]);
    expect(new Set(answers.map(({ candidateId }) => candidateId))).toEqual(new Set([keep.candidateId]));
    expect(await merge(keep, gone, again)).toEqual(answers[0]);
    const where = { action: 'mergeCandidates', interviewId: null, 'detail.merged': gone.candidateId };
    expect(await portal.collection('audit').countDocuments(where)).toBe(1);
  });

  it('never lead to each other, whichever way around they are merged at once', async () => {
    const { keep, gone } = await twoRecords();
    const answers = await Promise.allSettled([merge(keep, gone), merge(gone, keep)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = answers.find((one) => one.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(CallRefused);
    expect((await get(keep.candidateId)).candidateId).toBe((await get(gone.candidateId)).candidateId);
  });

  it('keep what is added to either at the same moment', async () => {
    const admins = [portal.admin, await copyOfAdmin()] as const;
    for (let round = 0; round < 4; round++) {
      const { keep, gone, other } = await twoRecords();
      const jobId = await newJob('Late');
      const [, ...made] = await Promise.all([
        merge(keep, gone),
        invite(gone.applicationId, admins[1]),
        invite(other.applicationId, admins[1]),
        apply(jobId, { candidateId: gone.candidateId }).catch((error: unknown) => {
          if (!(error instanceof CallRefused)) throw error;
          return null;
        }),
      ]);
      const record = await get(keep.candidateId);
      const interviews = record.interviews.map(({ interviewId }) => interviewId);
      expect(interviews.toSorted()).toEqual([made[0], made[1]].toSorted());
      const late = record.applications.some(({ job }) => job.title === 'Late');
      expect(late).toBe(made[2] !== null);
    }
  });

  it('lose no correction that is made after they were read', async () => {
    const { keep, gone } = await twoRecords();
    const corrected = { candidateId: keep.candidateId, zone: 'Asia/Tokyo', email: email() };
    const { bookings } = portal.app.stores;
    const { listOfCandidate } = bookings;
    let correction: Promise<unknown> | undefined;
    bookings.listOfCandidate = async (...asked) => {
      correction ??= portal.admin.call('candidates.update', corrected);
      await correction;
      return await listOfCandidate(...asked);
    };
    try {
      await merge(keep, gone);
    } finally {
      bookings.listOfCandidate = listOfCandidate;
    }
    expect(await get(gone.candidateId)).toMatchObject(corrected);
    const row = await portal.collection<{ _id: string }>('candidates').findOne({ _id: keep.candidateId });
    expect(row).toMatchObject({ addressRev: 2 });
  });

  it('become one in a row: who was merged into the merged one leads to the last', async () => {
    const { keep, gone } = await twoRecords();
    const last = await apply(await newJob(), { name: 'Z. Quinn', email: email() });
    await merge(keep, gone);
    await merge(last, keep);
    for (const { candidateId } of [keep, gone]) expect((await get(candidateId)).candidateId).toBe(last.candidateId);
    await expect(merge(keep, last)).rejects.toMatchObject({ refusal: { code: 'version_conflict' } });
    await expect(merge(last, last)).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });

  it('are as they were when the service stops within the merge, which can be repeated', async () => {
    const { keep, gone } = await twoRecords();
    const interviewId = await invite(gone.applicationId);
    const { outbox } = portal.app.stores;
    const append = outbox.append;
    outbox.append = async () => {
      throw new Error('stopped');
    };
    try {
      await expect(merge(keep, gone)).rejects.toThrow();
    } finally {
      outbox.append = append;
    }
    expect((await get(gone.candidateId)).interviews.map((one) => one.interviewId)).toEqual([interviewId]);
    expect((await get(keep.candidateId)).interviews).toEqual([]);
    expect(await merge(keep, gone)).toMatchObject({ interviews: 1, applications: 2 });
    expect((await get(keep.candidateId)).interviews.map((one) => one.interviewId)).toEqual([interviewId]);
  });

  it('become one that is in use unless both were archived', async () => {
    const archive = async ({ candidateId }: Applied) => await portal.admin.call('candidates.archive', { candidateId });
    for (const isGoneArchived of [false, true]) {
      const { keep, gone } = await twoRecords();
      await archive(keep);
      if (isGoneArchived) await archive(gone);
      await merge(keep, gone);
      expect(await get(keep.candidateId)).toMatchObject({ archived: isGoneArchived });
    }
  });

  it('become one that can have the address of the other, and both addresses lead to it from then on', async () => {
    const { keep, gone } = await twoRecords();
    const [former, latter] = [(await get(keep.candidateId)).email, (await get(gone.candidateId)).email];
    await merge(keep, gone);
    await portal.admin.call('candidates.update', { candidateId: keep.candidateId, email: latter });
    expect(await get(gone.candidateId)).toMatchObject({ candidateId: keep.candidateId, email: latter });
    for (const address of [former, latter]) {
      const again = { name: 'Zoe', email: address };
      expect(await portal.admin.call('candidates.create', again)).toMatchObject({ candidateId: keep.candidateId });
    }
    const { results } = await portal.admin.ask<{ results: { id: string }[] }>('search.find', { text: latter });
    expect(results).toHaveLength(1);
    await portal.admin.call('candidates.update', { candidateId: keep.candidateId, email: former });
    expect(await get(keep.candidateId)).toMatchObject({ email: former });
    const stranger = await apply(await newJob(), { name: 'Bao', email: email() });
    await expect(
      portal.admin.call('candidates.update', { candidateId: stranger.candidateId, email: latter }),
    ).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });
});

async function emailOf(candidateId: string): Promise<string> {
  return (
    (await portal.collection<{ _id: string; email: string }>('candidates').findOne({ _id: candidateId }))?.email ?? ''
  );
}

async function copyOfAdmin(): Promise<Browser> {
  const browser = await portal.signIn(portal.email, portal.password);
  return browser;
}
