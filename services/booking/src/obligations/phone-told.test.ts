import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { mailContent } from '@interlude/shared/mails/mail-content';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planOfBooking } from '../../test/mails.ts';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { PersonRow } from '../company/person-store.ts';
import { noteDrift } from '../drop-outs/note-drift.ts';
import { feedOf } from '../views/calendar-feed.ts';
import { messageFor } from './message-for.ts';
import { entryFor, recordPlaced } from './panel-entry.ts';
import { placeItems } from './place-items.ts';

const phone = '+351912345678';
const digits = '912345678';
const corrected = '+4930901820';
let portal: TestPortal;
let personId: PersonId;
const now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  personId = (await portal.addInterviewer()) as PersonId;
  await portal.collection<PersonRow>('people').updateOne({ _id: personId }, { $set: { writesTo: 'work' } });
});
afterAll(async () => await portal.stop());

const { rowOf } = panelTools(() => portal);
const byPhone = { provider: 'phone', meetingUrl: undefined };

async function booked(terms: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<CandidateBrowser> {
  const candidate = await portal.invite(await portal.addTemplate([personId], { ...byPhone, ...terms }));
  await candidate.book((await candidate.slots()).starts[9] ?? '', more);
  return candidate;
}

async function mailsOf({ interviewId }: CandidateBrowser): Promise<MessageFacts[]> {
  const tenantId = portal.tenantId as TenantId;
  const { items } = await planOfBooking(portal, interviewId, now);
  const mails: MessageFacts[] = [];
  for (const item of items.filter((one) => one.does === 'notify')) {
    const answer = await messageFor(portal.app, { tenantId, interviewId, key: item.key });
    if ('message' in answer) mails.push(answer.message);
  }
  return mails;
}
const whereIn = (mail: MessageFacts) =>
  mailContent(mail, now).details.find(({ term }) => term === 'Where')?.value ?? '';
const placeOf = ({ interviewId }: CandidateBrowser) => ({
  tenantId: portal.tenantId as TenantId,
  interviewId,
  personId,
});
const entryOf = async (candidate: CandidateBrowser) => (await entryFor(portal.app, placeOf(candidate))).entry;
const itemsOf = async (candidate: CandidateBrowser) =>
  await placeItems(portal.app.stores.people, await rowOf(candidate));
/** What the calendars service reports once the entry that it was answered is there. */
const record = async (
  candidate: CandidateBrowser,
  { entry, ...told }: { entry: unknown; rev: number; to: string | null },
) => await recordPlaced(portal.app, { ...placeOf(candidate), ...told, isThere: entry !== null, because: null });
const write = async (candidate: CandidateBrowser) =>
  await record(candidate, await entryFor(portal.app, placeOf(candidate)));
const say = async ({ browser, interviewId }: CandidateBrowser, said: string) =>
  await browser.call<InterviewView>('candidate.setPhone', {
    interviewId,
    phone: said,
    idempotencyKey: intentKey(),
  });

async function fileOf({ browser, interviewId }: CandidateBrowser): Promise<string> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const file = await fetch(`${portal.base}/api/interviews/${interviewId}/invite.ics`, { headers: { cookie } });
  return (await file.text()).replaceAll('\r\n ', '');
}

it('page, mails, calendar file and calendar entry of both sides say who calls whom on which number', async () => {
  const candidate = await booked({}, { phone });
  const mails = await mailsOf(candidate);
  const told = (role: string) => [...new Set(mails.filter((mail) => mail.role === role).map(whereIn))];
  expect(told('candidate')).toEqual(['By phone. We call you on 912 345 678.']);
  expect(told('interviewer')).toEqual(['By phone. You call Bénédicte Çelik on +351 912 345 678.']);
  expect(await fileOf(candidate)).toContain('We call you on 912 345 678.');
  const entry = await entryOf(candidate);
  expect(entry?.description).toContain('You call Bénédicte Çelik on +351 912 345 678.');
  expect(entry?.location).toBe(phone);
});

it('the number of a candidate stands in no link to a calendar of another company', async () => {
  const candidate = await booked({}, { phone });
  const { calendar } = await candidate.view();
  const { ics: _, ...links } = calendar ?? { ics: '' };
  expect(Object.keys(links).length).toBeGreaterThan(1);
  for (const link of Object.values(links))
    expect(decodeURIComponent(String(link)).replace(/[\s+]/g, '')).not.toMatch(/912345678/);
});

it('what is called off names no number and asks for none', async () => {
  const [known, unknown] = [await booked({}, { phone }), await booked({})];
  for (const candidate of [known, unknown]) {
    const { interviewId } = candidate;
    const reason = { code: 'other' };
    await portal.admin.call('interviews.cancel', { interviewId, reason, idempotencyKey: intentKey() });
    const mails = (await mailsOf(candidate)).filter(({ kind }) => kind === 'cancelled');
    expect(mails.map(({ role }) => role).toSorted()).toEqual(['candidate', 'interviewer']);
    for (const mail of mails) {
      expect(mail.phone).toBeUndefined();
      expect(JSON.stringify(mail).replace(/\s/g, '')).not.toMatch(/912345678|stillneedyournumber|numberismissing/i);
    }
  }
});

it('where the candidate calls both sides read the number of the company and its code', async () => {
  const candidate = await booked({ phone: { caller: 'candidate', number: '+442079460958', code: '12#' } });
  const mails = await mailsOf(candidate);
  const told = (role: string) => [...new Set(mails.filter((mail) => mail.role === role).map(whereIn))];
  expect(told('candidate')).toEqual(['By phone. You call us on +44 20 7946 0958, code 12#.']);
  expect(told('interviewer')).toEqual(['By phone. Bénédicte Çelik calls you on +44 20 7946 0958, code 12#.']);
  expect(await fileOf(candidate)).toContain('LOCATION:+442079460958');
  expect((await entryOf(candidate))?.location).toBe('');
});

it('a number that is missing is asked for by the mails once it is needed, and the entry follows what is said later', async () => {
  const candidate = await booked({});
  const [confirmed] = (await mailsOf(candidate)).filter((mail) => mail.role === 'candidate');
  expect(confirmed && whereIn(confirmed)).toBe(
    'By phone. We call you, and still need your number. Please add it on your page.',
  );
  const before = await entryOf(candidate);
  expect(before?.description).toContain('The number is still missing.');
  await write(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
  await say(candidate, corrected);
  expect(await itemsOf(candidate)).toMatchObject([{ does: 'place' }]);
  const after = await entryOf(candidate);
  expect(after?.description).toContain('on 030 901820.');
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  await write(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
});

it('a number given while the entry is being written is written there next', async () => {
  const candidate = await booked({});
  const [first] = await itemsOf(candidate);
  const answer = await entryFor(portal.app, placeOf(candidate));
  await say(candidate, phone);
  await record(candidate, answer);
  const [next] = await itemsOf(candidate);
  expect(next).toMatchObject({ does: 'place' });
  expect(next?.key).not.toBe(first?.key);
  const after = await entryOf(candidate);
  expect(after?.description).toContain('on +351 912 345 678.');
  expect(after?.sequence).toBeGreaterThan(answer.entry?.sequence ?? 0);
  await write(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
});

it('a calendars service that knows of no texts reports what is true just now, and is asked nothing twice', async () => {
  const candidate = await booked({});
  await say(candidate, phone);
  const { textRev: _, ...answer } = await entryFor(portal.app, placeOf(candidate));
  await record(candidate, answer);
  expect(await itemsOf(candidate)).toEqual([]);
});

it('a corrected number leaves an entry alone that its owner has changed, also once HR have let that be', async () => {
  const candidate = await booked({}, { phone });
  await write(candidate);
  const { interviewId } = candidate;
  await noteDrift(portal.app, { ...placeOf(candidate), interviewId: interviewId as BookingId, drift: 'moved' });
  await say(candidate, corrected);
  expect(await itemsOf(candidate)).toEqual([]);
  const reason = { code: 'handled' };
  await portal.admin.call('queue.dismiss', { kind: 'changed_in_calendar', interviewId, reason });
  expect((await rowOf(candidate)).marks).toEqual([]);
  expect(await itemsOf(candidate)).toEqual([]);
  await say(candidate, phone);
  expect(await itemsOf(candidate)).toHaveLength(1);
});

it('a corrected number is written once the owner of a changed entry has put it back, and never over one that HR leave', async () => {
  const candidate = await booked({}, { phone });
  await write(candidate);
  const { interviewId } = candidate;
  const drifts = async (drift: 'moved' | null) =>
    await noteDrift(portal.app, { ...placeOf(candidate), interviewId: interviewId as BookingId, drift });
  await drifts('moved');
  await say(candidate, corrected);
  expect(await itemsOf(candidate)).toEqual([]);
  await drifts(null);
  expect(await itemsOf(candidate)).toHaveLength(1);

  await drifts('moved');
  await portal.admin.call('queue.dismiss', { kind: 'changed_in_calendar', interviewId, reason: { code: 'handled' } });
  expect(await itemsOf(candidate)).toEqual([]);
});

it('the same number given again changes nothing, and is answered', async () => {
  const candidate = await booked({}, { phone });
  await write(candidate);
  const countOf = (name: string) => portal.collection(name).countDocuments({ interviewId: candidate.interviewId });
  const before = [await rowOf(candidate), await countOf('audit'), await countOf('outbox')];
  const view = await say(candidate, phone);
  expect(view.phone).toMatchObject({ number: phone });
  expect([await rowOf(candidate), await countOf('audit'), await countOf('outbox')]).toEqual(before);
});

it('the number of a candidate is in no list, log, history, audit row or feed', async () => {
  const candidate = await booked({}, { phone });
  const { interviewId } = candidate;
  await say(candidate, corrected);
  await portal.admin.call('interviews.setPhone', { interviewId, phone, idempotencyKey: intentKey() });
  await candidate.reschedule((await candidate.slots()).starts[14] ?? '', { phone });
  const places = {
    audit: await portal.collection('audit').find({}).toArray(),
    outbox: await portal.collection('outbox').find({}).toArray(),
    sends: await portal.collection('sends').find({}).toArray(),
    plan: await planOfBooking(portal, interviewId, now),
    timeline: await portal.admin.ask('interviews.timeline', { interviewId }),
    list: await portal.admin.ask('interviews.list', {}),
    queue: await portal.admin.ask('queue.list', {}),
    export: await portal.admin.ask('interviews.export', {}),
    search: await portal.admin.ask('search.find', { text: digits }),
    feed: await feedOf(portal.app, {
      tenantId: portal.tenantId as TenantId,
      _id: personId,
      locale: 'en',
      createdAt: new Date(now),
    } as Parameters<typeof feedOf>[1]),
  };
  for (const [place, holds] of Object.entries(places)) {
    const text = JSON.stringify(holds).replaceAll(/[\s().-]/g, '');
    expect(text, place).not.toContain(digits);
  }
  expect(JSON.stringify(await rowOf(candidate))).toContain(phone);
  expect(places.feed).toContain('BEGIN:VEVENT');
});
