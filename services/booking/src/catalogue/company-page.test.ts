import { addInterviewer, addService } from '@interlude/dev-stack/api-fixtures';
import type { PublicServices } from '@interlude/shared/schemas/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let tenant: string;
let mara: string;
const fields = { durationMinutes: 30, provider: 'phone' };

beforeAll(async () => {
  portal = await startTestPortal();
  mara = await portal.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' });
  const { url } = await portal.addService([mara], { ...fields, name: 'Wheel truing 10' });
  tenant = new URL(url).pathname.split('/')[2] ?? '';
});
afterAll(async () => await portal.stop());

async function services(): Promise<PublicServices> {
  return await portal.browser().ask<PublicServices>('appointments.services', { tenant });
}
const names = async () => (await services()).services.map(({ name }) => name);

describe('the services of a company', () => {
  it('are those that have a public page, by name, with how long they take, what they cost and whom one meets', async () => {
    const price = { amountMinor: 4500, currency: 'EUR' };
    await portal.addService([mara], { ...fields, name: 'Wheel truing 9', price, description: 'Both wheels.' });
    await portal.addService([mara], { ...fields, name: 'bike fitting' });
    await portal.addService([mara], { ...fields, name: 'Hidden', isPublic: false });
    const { serviceId } = await portal.addService([mara], { ...fields, name: 'Former' });
    await portal.admin.call('services.archive', { serviceId });
    const gone = await portal.addInterviewer();
    await portal.addService([gone], { ...fields, name: 'By nobody' });
    await portal.admin.call('people.deactivate', { personId: gone });
    const found = await services();
    expect(found.services.map(({ name }) => name)).toEqual(['bike fitting', 'Wheel truing 9', 'Wheel truing 10']);
    expect(found).toMatchObject({ company: expect.any(String), contact: { email: expect.any(String) } });
    expect(found.services[1]).toEqual({
      slug: 'wheel-truing-9',
      name: 'Wheel truing 9',
      beginning: 'Both wheels.',
      durationMinutes: 30,
      price,
      provider: 'phone',
      providers: [{ name: 'Mara Brandt', hue: expect.any(Number) }],
      furtherProviders: 0,
    });
  });

  it('stay a short answer: a long description is begun, and of many providers a few are named', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, async () => await portal.addInterviewer()));
    await portal.addService(many, { ...fields, name: 'Advice', description: 'We look at your bike. '.repeat(100) });
    const [advice] = (await services()).services;
    expect(advice).toMatchObject({ name: 'Advice', furtherProviders: 2 });
    expect(advice?.providers).toHaveLength(4);
    expect(advice?.beginning).toMatch(/^(We look at your bike\. )+.*[^\s]…$/);
    expect(advice?.beginning.length).toBeLessThanOrEqual(241);
  });

  it('are those of one company alone, and not_found where there is none', async () => {
    const other = await portal.newTenant();
    const admin = await portal.signIn(other.email, other.password);
    const people = [await addInterviewer(admin)];
    const { url } = await addService(admin, people, { ...fields, name: 'Of another company' });
    const theirs = { tenant: new URL(url).pathname.split('/')[2] };
    const found = await portal.browser().ask<PublicServices>('appointments.services', theirs);
    expect(found.services.map(({ name }) => name)).toEqual(['Of another company']);
    expect(await names()).not.toContain('Of another company');
    await expect(portal.browser().ask('appointments.services', { tenant: 'nobody' })).rejects.toMatchObject({
      status: 404,
      refusal: { code: 'not_found' },
    });
  });
});
