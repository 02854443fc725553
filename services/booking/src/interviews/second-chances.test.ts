import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { planOfBooking } from '../../test/mails.ts';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { messageFor } from '../obligations/message-for.ts';

const day = 86_400_000;

let portal: TestPortal;
let now = Date.parse('2027-03-01T06:00:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

interface Detail {
  status: string;
  noShow: string | null;
  rescheduleUsed: number;
  attempt: number;
  actions: string[];
  attempts: { interviewId: string }[];
  replacedBy: string | null;
}

const detailOf = ({ interviewId }: { interviewId: string }) =>
  portal.admin.ask<Detail>('interviews.get', { interviewId });
const act = <T = unknown>(name: string, { interviewId }: { interviewId: string }, more: object = {}) =>
  portal.admin.call<T>(`interviews.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
const rowOf = async ({ interviewId }: { interviewId: string }) =>
  await portal.collection<InterviewRow>('bookings').findOne({ _id: interviewId as InterviewId });

/** Somebody who is invited, and has taken a time a few days ahead. */
async function booked(more: object = {}): Promise<CandidateBrowser & { readonly starts: readonly string[] }> {
  await portal.renewSession();
  const templateId = await portal.addTemplate([await portal.addInterviewer({ zone: 'UTC' })], {
    policy: { ...patient, ...more },
  });
  const candidate = await portal.invite(templateId);
  const { starts } = await candidate.slots({ zone: 'UTC' });
  await candidate.book(starts[60] ?? '', { note: 'I use a wheelchair.' });
  return { ...candidate, starts };
}

/** What a booking has to say by mail to one of its interviewers. */
async function mailsTo({ interviewId }: CandidateBrowser, personId: string) {
  const { items } = await planOfBooking(portal, interviewId, now);
  const keys = items.flatMap((item) =>
    item.does === 'notify' && item.recipient.personId === personId ? item.key : [],
  );
  const tenantId = portal.tenantId as TenantId;
  const answers = await Promise.all(keys.map((key) => messageFor(portal.app, { tenantId, interviewId, key })));
  return answers.flatMap((answer) => ('message' in answer ? answer.message : []));
}

const startOf = async (candidate: CandidateBrowser) => Date.parse((await candidate.view()).startsAt ?? '');

describe('an interviewer who did not come', () => {
  it('gives the candidate another choice under the same link, with a fresh deadline, and blames nobody else', async () => {
    const candidate = await booked();
    await candidate.reschedule(candidate.starts[70] ?? '');
    const before = await rowOf(candidate);
    now = (await startOf(candidate)) + 20 * 60_000;
    await portal.renewSession();
    await act('markNoShow', candidate, { party: 'interviewer' });

    const after = await rowOf(candidate);
    expect(await detailOf(candidate)).toMatchObject({ status: 'invited', noShow: 'interviewer', rescheduleUsed: 1 });
    expect(after?.link.bookBy.getTime()).toBe(now + 14 * day);
    expect(after?.access.exp).toBeGreaterThan(before?.access.exp ?? 0);
    expect(after?.access.ver).toBe(before?.access.ver);
    expect([after?.startsAt, after?.people, after?.reservationId]).toEqual([null, [], null]);
    expect(after?.notices.map(({ kind }) => kind).slice(-1)).toEqual(['interviewer_missed']);

    const { starts } = await candidate.slots({ zone: 'UTC' });
    const view = await candidate.book(starts[5] ?? '');
    expect(view).toMatchObject({ status: 'scheduled', reschedule: { used: 1 } });
    expect((await detailOf(candidate)).noShow).toBe('interviewer');
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});

describe('what is in progress', () => {
  it('was begun early for a reason only, and can then be moved or cancelled by staff, which is on record', async () => {
    const [one, two] = [await booked(), await booked()];
    expect(await refusalCodeOf(act('start', one))).toBe('reason_required');
    for (const candidate of [one, two]) await act('start', candidate, { reason: { code: 'agreed' } });
    expect((await detailOf(one)).actions).toEqual(['reschedule', 'complete', 'markNoShow', 'cancel']);

    await act('reschedule', one, { startsAt: one.starts[80], reason: { code: 'technical' } });
    await act('cancel', two, { reason: { code: 'duplicate' } });
    expect(await rowOf(one)).toMatchObject({ status: 'rescheduled', startedAt: null });
    expect(await rowOf(two)).toMatchObject({ status: 'cancelled' });
    const audit = portal.collection<{ interviewId: string; action: string }>('audit');
    const done = await audit.find({ interviewId: { $in: [one.interviewId, two.interviewId] } }).toArray();
    expect(done.map(({ action }) => action)).toEqual(expect.arrayContaining(['start', 'reschedule', 'cancel']));
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it.each(['candidate', 'interviewer'])(
    'and was missed by the %s before the planned time leaves the calendars of those who were to come, and of nobody else',
    async (party) => {
      const [kept, left] = [await portal.addInterviewer({ zone: 'UTC' }), await portal.addInterviewer({ zone: 'UTC' })];
      const panel = [
        { anyOf: [kept], count: 1 },
        { anyOf: [left], count: 1, optional: true },
      ];
      await portal.renewSession();
      const candidate = await portal.invite(await portal.addTemplate([], { panel, policy: patient }));
      await candidate.book((await candidate.slots({ zone: 'UTC' })).starts[60] ?? '');
      const { startsAt, endsAt } = await candidate.view();
      await act('removeInterviewer', candidate, { personId: left });
      await act('start', candidate, { reason: { code: 'agreed' } });
      const before = await mailsTo(candidate, left);
      expect(before.map(({ invite }) => invite?.method)).toEqual(['CANCEL']);
      await act('markNoShow', candidate, { party });

      expect(await mailsTo(candidate, left)).toHaveLength(1);
      const [off, ...others] = await mailsTo(candidate, kept);
      expect(off).toMatchObject({ kind: 'cancelled', startsAt, endsAt });
      expect(off?.invite).toMatchObject({ method: 'CANCEL', startsAt, endsAt, sequence: 2 });
      expect([off?.isOff, others]).toEqual([undefined, []]);
    },
  );

  it('is moved and cancelled by nobody but staff', async () => {
    const candidate = await booked();
    await act('start', candidate, { reason: { code: 'agreed' } });
    expect(await refusalCodeOf(candidate.reschedule(candidate.starts[80] ?? ''))).toBe('status_forbids');
    expect((await candidate.view()).actions).toEqual([]);
  });
});

describe('an invitation in place of what was called off or missed', () => {
  it('carries everything over, counts no retake, and the old link leads to it', async () => {
    const candidate = await booked();
    const token = await portal.linkOf(candidate.interviewId);
    await act('cancel', candidate, { reason: { code: 'duplicate' } });
    const intent = { interviewId: candidate.interviewId, idempotencyKey: intentKey() };
    const undo = () => portal.admin.call<{ newInterviewId: string }>('interviews.undo', intent);
    const { newInterviewId } = await undo();
    expect(await undo()).toEqual({ newInterviewId });

    const [old, next] = [await rowOf(candidate), await rowOf({ interviewId: newInterviewId })];
    for (const field of [
      'applicationId',
      'templateId',
      'policy',
      'panel',
      'zone',
      'note',
      'attempt',
      'meetingUrl',
    ] as const)
      expect([field, next?.[field]]).toEqual([field, old?.[field]]);
    expect(old).toMatchObject({ status: 'cancelled', replacedBy: newInterviewId });
    expect((await detailOf({ interviewId: newInterviewId })).attempts.map(({ interviewId }) => interviewId)).toEqual([
      candidate.interviewId,
      newInterviewId,
    ]);
    await expect(portal.browser().call('candidate.exchange', { token })).rejects.toMatchObject({
      refusal: { code: 'link_replaced', replacedBy: newInterviewId },
    });
    const again = await portal.openLink(await portal.linkOf(newInterviewId));
    await again.book((await again.slots({ zone: 'UTC' })).starts[3] ?? '');
    expect(await refusalCodeOf(act('undo', candidate))).toBe('status_forbids');
    expect((await detailOf(candidate)).actions).toEqual([]);
  });

  it('is sent once, however many ask at the same moment, and after a no-show too', async () => {
    const candidate = await booked();
    now = (await startOf(candidate)) + 20 * 60_000;
    await portal.renewSession();
    await act('markNoShow', candidate, { party: 'candidate' });
    const codes = await Promise.all([1, 2, 3, 4].map(() => refusalCodeOf(act('undo', candidate))));
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(codes.filter((code) => code !== null))).toEqual(new Set(['status_forbids']));
    const made = portal.collection<InterviewRow>('bookings');
    expect(await made.countDocuments({ undoes: candidate.interviewId as InterviewId })).toBe(1);
  });
});

describe('a retake of what was invited anew', () => {
  it('undoes nothing itself, and shows all that came before it', async () => {
    const candidate = await booked({ retake: { cooldown: 'PT0S', twoPerson: false } });
    await act('cancel', candidate, { reason: { code: 'duplicate' } });
    const { newInterviewId } = await act<{ newInterviewId: string }>('undo', candidate);
    await act('cancel', { interviewId: newInterviewId }, { reason: { code: 'duplicate' } });
    const { newInterviewId: third } = await act<{ newInterviewId: string }>('undo', { interviewId: newInterviewId });
    const again = await portal.openLink(await portal.linkOf(third));
    await again.book((await again.slots({ zone: 'UTC' })).starts[3] ?? '');
    await act('start', again, { reason: { code: 'agreed' } });
    await act('complete', again, { outcome: 'failed' });
    const reason = { code: 'technical_problem' };
    const { requestId } = await portal.admin.call<{ requestId: string }>('retakes.request', {
      interviewId: third,
      reason,
      idempotencyKey: intentKey(),
    });
    const decided = await portal.admin.call<{ newInterviewId: string }>('retakes.decide', {
      requestId,
      decision: 'approve',
      reason,
      idempotencyKey: intentKey(),
    });

    const retake = { interviewId: decided.newInterviewId };
    expect(await rowOf(retake)).toMatchObject({ attempt: 2, previousInterviewId: third });
    expect(await rowOf(retake)).not.toHaveProperty('undoes');
    expect((await detailOf(retake)).attempts.map(({ interviewId }) => interviewId)).toEqual([
      candidate.interviewId,
      newInterviewId,
      third,
      decided.newInterviewId,
    ]);
  });
});

describe('what is offered', () => {
  const inputs: Record<string, object> = {
    confirm: {},
    start: { reason: { code: 'agreed' } },
    complete: { outcome: 'passed' },
    decide: { outcome: 'failed' },
    markNoShow: { party: 'candidate' },
    cancel: { reason: { code: 'duplicate' } },
    extendLink: {},
    undo: {},
  };

  /** Tries everything that is not offered, and says what was offered and what the refusals name. */
  async function expectRefused(candidate: CandidateBrowser): Promise<string[]> {
    const { actions } = await detailOf(candidate);
    for (const [name, input] of Object.entries(inputs).filter(([one]) => !actions.includes(one))) {
      const refused = await act(name, candidate, input).catch((error: unknown) => error);
      expect([name, refused]).toMatchObject([name, { refusal: { code: 'status_forbids', action: name } }]);
      const { allowed } = (refused as { refusal: { allowed: string[] } }).refusal;
      expect(allowed.filter((action) => action !== 'reopen' && action !== 'archive')).toEqual(actions);
    }
    return actions;
  }

  it('is accepted, what is not is refused, and the refusal names what is possible', async () => {
    const candidate = await booked({ confirmAttendance: true });
    expect(await expectRefused(candidate)).toEqual(['reschedule', 'confirm', 'cancel']);
    await act('confirm', candidate);
    expect(await expectRefused(candidate)).toEqual(['reschedule', 'start', 'cancel']);
    now = (await startOf(candidate)) + 60_000;
    await portal.renewSession();
    expect(await expectRefused(candidate)).toEqual(['reschedule', 'start', 'markNoShow', 'cancel']);
    await act('start', candidate);
    expect(await expectRefused(candidate)).toEqual(['reschedule', 'complete', 'markNoShow', 'cancel']);
    await act('complete', candidate, inputs['complete']);
    expect(await expectRefused(candidate)).toEqual(['decide']);
  });

  it('asks a candidate to confirm only where the policy does', async () => {
    const [asked, spared] = [await booked({ confirmAttendance: true }), await booked()];
    expect((await asked.view()).actions).toContain('confirm');
    expect((await spared.view()).actions).toEqual(['reschedule', 'cancel']);
  });

  it('tells everybody who asks for a retake at the same moment, but one, that one is asked for already', async () => {
    const candidate = await booked();
    await act('start', candidate, { reason: { code: 'agreed' } });
    await act('complete', candidate, { outcome: 'failed' });
    const ask = () =>
      portal.admin.call('retakes.request', {
        interviewId: candidate.interviewId,
        reason: { code: 'illness' },
        idempotencyKey: intentKey(),
      });
    const codes = await Promise.all(Array.from({ length: 5 }, () => refusalCodeOf(ask())));
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(codes.filter((code) => code !== null))).toEqual(new Set(['retake_active']));
  });
});

it('tells what happened in its order, also within one second', async () => {
  await portal.renewSession();
  now = Math.ceil(now / 1_000) * 1_000;
  const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  now += 500;
  await act('cancel', candidate, { reason: { code: 'duplicate' } });
  const { events } = await portal.admin.ask<{ events: { what: string; source: string }[] }>('interviews.timeline', {
    interviewId: candidate.interviewId,
  });
  const commands = events.filter(({ source }) => source === 'command').map(({ what }) => what);
  expect(commands).toEqual(['invite', 'cancel']);
});
