import type { PublicServiceAnswer } from '@interlude/shared/schemas/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let page: string;
const fields = { name: 'Bike fitting', slug: 'bike-fitting', durationMinutes: 60, provider: 'phone' };

beforeAll(async () => {
  portal = await startTestPortal();
  page = new URL((await portal.addService([await portal.addInterviewer()], fields)).url).pathname;
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

describe('the way back to a website', () => {
  const asked = async (back: string) => {
    const [, , tenant, service] = page.split('/');
    return (await portal.browser().ask<PublicServiceAnswer>('appointments.service', { tenant, service, return: back }))
      .returnTo;
  };

  it('leads to the websites of the company', async () => {
    await save(['www.acme.example', 'acme.example:8443', 'bücher.example', 'localhost:4321']);
    expect(await asked('https://www.acme.example/jobs?id=7#team')).toEqual({
      href: 'https://www.acme.example/jobs?id=7#team',
      host: 'www.acme.example',
    });
    expect(await asked('https://acme.example:8443')).toMatchObject({ host: 'acme.example:8443' });
    expect(await asked('https://bücher.example/')).toEqual({
      href: 'https://xn--bcher-kva.example/',
      host: 'bücher.example',
    });
    expect(await asked('http://localhost:4321/')).toMatchObject({ href: 'http://localhost:4321/' });
  });

  it('is none where it leads elsewhere, is not encrypted, names a user or is no address, which refuses nothing', async () => {
    for (const back of [
      'https://evil.example/',
      'https://www.acme.example.evil.example/',
      'https://evil.example/www.acme.example',
      'https://www.acme.example@evil.example/',
      'https://me@www.acme.example/',
      'https://www.acme.example:8443/',
      'http://www.acme.example/',
      'https://localhost:4321/',
      'javascript://www.acme.example/%0aalert(1)',
      'blob:https://www.acme.example/1',
      '//www.acme.example/',
      '/hr',
      '',
      `https://www.acme.example/${'a'.repeat(2_000)}`,
    ])
      expect([back, await asked(back)]).toEqual([back, null]);
  });

  it('is none after the company has taken its website away', async () => {
    await save([]);
    expect(await asked('https://www.acme.example/')).toBeNull();
  });
});
