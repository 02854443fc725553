import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
const fields = { name: 'Bike fitting', slug: 'bike-fitting', durationMinutes: 60, provider: 'phone' };

beforeAll(async () => {
  portal = await startTestPortal();
  await portal.addService([await portal.addInterviewer()], fields);
});
afterAll(async () => await portal.stop());

async function save(hosts: string[]): Promise<string[]> {
  return (await portal.admin.call<{ hosts: string[] }>('settings.saveHosts', { hosts })).hosts;
}

describe('the websites of a company', () => {
  it('are kept as browsers write them, on record with what held before and after, and taken away by an empty list', async () => {
    expect(await save(['WWW.Acme.example', 'bücher.example', 'www.acme.example'])).toEqual([
      'www.acme.example',
      'xn--bcher-kva.example',
    ]);
    const { hosts } = await portal.admin.ask<{ hosts: string[] }>('settings.get');
    expect(hosts).toEqual(['www.acme.example', 'xn--bcher-kva.example']);
    expect(await save([])).toEqual([]);
    expect(await portal.collection('tenants').findOne({ hosts: { $exists: true } })).toBeNull();
    const { personId: id } = await portal.admin.ask<{ personId: string }>('staff.me');
    const rows = portal.collection('audit').find({ action: 'saveHosts' }).sort({ _id: -1 });
    const done = { interviewId: null, actor: { party: 'staff', id } };
    expect(await rows.toArray()).toMatchObject([
      { ...done, detail: { before: 'www.acme.example xn--bcher-kva.example', after: null } },
      { ...done, detail: { before: null, after: 'www.acme.example xn--bcher-kva.example' } },
    ]);
  });

  it('are refused by their place in the list where they are none, and where they are too many', async () => {
    const refused = (path: string) => ({ status: 400, refusal: { code: 'invalid_input', issues: [{ path }] } });
    await expect(save(['acme.example', 'https://acme.example'])).rejects.toMatchObject(refused('hosts.1'));
    await expect(save(Array.from({ length: 21 }, (_, n) => `h${n}.example`))).rejects.toMatchObject(refused('hosts'));
    expect((await portal.admin.ask<{ hosts: string[] }>('settings.get')).hosts).toEqual([]);
  });
});
