import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let personId = '';
beforeAll(async () => {
  portal = await startTestPortal();
  personId = await portal.addInterviewer();
});
afterAll(async () => await portal.stop());

const refusedLink = { refusal: { code: 'invalid_input', issues: [{ path: 'meetingUrl' }] } };

describe('the link to join', () => {
  it('is demanded of templates and services that meet on a call, at saving and with the reason', async () => {
    for (const provider of ['zoom', 'google_meet', 'teams', 'custom_url']) {
      const without = { provider, meetingUrl: undefined };
      await expect(portal.addTemplate([personId], without)).rejects.toMatchObject(refusedLink);
      await expect(portal.addService([personId], without)).rejects.toMatchObject(refusedLink);
    }
    await portal.addTemplate([personId], { provider: 'phone', meetingUrl: undefined });
    const templateId = await portal.addTemplate([personId]);
    const {
      version: _,
      archived: __,
      mayChange: ___,
      ...kept
    } = await portal.admin.ask<Record<string, unknown>>('templates.get', {
      templateId,
    });
    const removal = portal.admin.call('templates.update', { ...kept, meetingUrl: undefined });
    await expect(removal).rejects.toMatchObject(refusedLink);
  });

  it('leads to no other host than those where the company meets', async () => {
    const meetingUrl = 'https://meet.acme.example/room';
    await expect(portal.addTemplate([personId], { meetingUrl })).rejects.toMatchObject(refusedLink);
    await expect(portal.addService([personId], { meetingUrl })).rejects.toMatchObject(refusedLink);
    await portal.admin.call('settings.saveMeetingHosts', { meetingHosts: ['acme.example'] });
    await portal.addTemplate([personId], { provider: 'custom_url', meetingUrl });
    await expect(portal.addTemplate([personId])).rejects.toMatchObject(refusedLink);
    await portal.admin.call('settings.saveMeetingHosts', { meetingHosts: null });
    await portal.addTemplate([personId]);
  });

  it('may be changed by an administrator, which is on record with what held before and after', async () => {
    const save = (meetingHosts: string[] | null) => portal.admin.call('settings.saveMeetingHosts', { meetingHosts });
    await save(['acme.example', 'zoom.us']);
    await save(null);
    const { personId: id } = await portal.admin.ask<{ personId: string }>('staff.me');
    const rows = portal.collection('audit').find({ action: 'saveMeetingHosts' }).sort({ _id: -1 }).limit(2);
    const done = { interviewId: null, actor: { party: 'staff', id } };
    expect(await rows.toArray()).toMatchObject([
      { ...done, detail: { before: 'acme.example zoom.us', after: null } },
      { ...done, detail: { before: null, after: 'acme.example zoom.us' } },
    ]);
  });

  it('is missing in older templates, which candidates are invited with as before', async () => {
    const templateId = await portal.addTemplate([personId]);
    await portal.collection('templates').updateOne({ _id: templateId as never }, { $unset: { meetingUrl: '' } });
    const candidate = await portal.invite(templateId);
    const [start = ''] = (await candidate.slots()).starts;
    expect((await candidate.book(start)).join).toEqual({});
  });
});
