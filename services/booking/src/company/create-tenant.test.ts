import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

it('gives each of several companies of one name that are set up at once an address of its own', async () => {
  const companies = await Promise.all([1, 2, 3, 4].map(() => portal.newTenant()));
  const tenants = portal.collection<{ _id: string; slug: string }>('tenants');
  const rows = await Promise.all(companies.map(({ tenantId }) => tenants.findOne({ _id: tenantId })));
  expect(new Set(rows.map((row) => row?.slug)).size).toBe(4);
});
