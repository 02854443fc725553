import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { PolicyInput } from '@interlude/shared/booking/policy';
import type { TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createActivities } from '../temporal/activities.ts';
import { messageFor } from './message-for.ts';

const room = 'https://acme.zoom.us/j/81234567890';
let portal: TestPortal;
let templateId = '';
let now = Date.now();

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

async function booked(policy: PolicyInput) {
  const candidate = await portal.invite(templateId, policy);
  await candidate.book((await candidate.slots()).starts[9] ?? '');
  return candidate;
}

/** Everything a candidate is told of one booking: page, calendar file, links to calendars, and each planned mail. */
async function toldTo({ browser, interviewId, view }: CandidateBrowser) {
  const tenantId = portal.tenantId as TenantId;
  const { items } = await createActivities(portal.app, () => now).planInterview({ tenantId, interviewId });
  const mails = [];
  for (const item of items.filter((one) => one.does === 'notify')) {
    const answer = await messageFor(portal.app, { tenantId, interviewId, key: item.key });
    if ('message' in answer) mails.push(answer.message);
  }
  const file = await fetch(`${portal.base}/api/interviews/${interviewId}/invite.ics`, {
    headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  const page = await view();
  return { page, mails, file: (await file.text()).replaceAll('\r\n ', '') };
}

describe('the link to join', () => {
  it('stands on the page, in mails and in calendars alike from the booking on', async () => {
    const { page, mails, file } = await toldTo(await booked({}));
    expect(page.join).toEqual({ url: room });
    expect(mails.length).toBeGreaterThan(3);
    for (const mail of mails) expect(mail.meetingUrl).toBe(room);
    const invites = mails.flatMap(({ invite }) => invite ?? []);
    expect(invites.map(({ location }) => location)).toEqual([room, room]);
    expect(file).toContain(`LOCATION:${room}`);
    for (const link of [page.calendar?.google, page.calendar?.outlook, page.calendar?.office365])
      expect(new URL(link ?? '').searchParams.get('location')).toBe(room);
  });

  it('is hidden everywhere until the policy shows it, and everything says where it will be', async () => {
    const candidate = await booked({ joinVisibleBefore: 'PT30M' });
    const early = await toldTo(candidate);
    const startsAt = Date.parse(early.page.startsAt ?? '');
    expect(JSON.stringify(early)).not.toContain(room);
    expect(Date.parse(early.page.join.visibleFrom ?? '')).toBe(startsAt - 30 * 60_000);
    expect(early.file).toContain('LOCATION:The link appears on the interview page 30 minutes before the start');
    for (const mail of early.mails) expect(mail.joinHiddenFor).toBe('PT30M');

    now = startsAt - 30 * 60_000;
    const later = await toldTo(candidate);
    expect([later.page.join, later.mails[0]?.meetingUrl]).toEqual([{ url: room }, room]);
    now = Date.now();
  });

  it('stands beside whom to ask and how to move it in the guest’s calendar, which holds no key to the page', async () => {
    const { mails, file, page } = await toldTo(await booked({}));
    const texts = [
      file,
      new URL(page.calendar?.google ?? '').searchParams.get('details') ?? '',
      mails.find(({ role, invite }) => role === 'candidate' && invite !== null)?.invite?.description ?? '',
    ];
    for (const text of texts) {
      expect(text).toContain('use the link in your email.');
      expect(text).toContain(page.contact.email);
      expect(text).not.toMatch(/\/i[#/]|eyJ/);
    }
  });
});
