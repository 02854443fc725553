import { addInterviewer, addressOf, addService } from '@interlude/dev-stack/api-fixtures';
import { chooseSoon } from '../../src/test-service.ts';
import { answerAMail, askTheCompany, type State } from '../state.ts';
import type { World } from '../world.ts';
import { path, service } from './service.ts';

/** The page of a company of its own, whose services these are. */
async function companyWith(world: World, services: readonly Record<string, unknown>[]) {
  const { email, password } = await world.portal.newTenant();
  const admin = await world.portal.signIn(email, password);
  const people = [];
  for (const name of ['Mara Brandt', 'Dele Adeyemi']) people.push(await addInterviewer(admin, { name, zone: 'UTC' }));
  const made = [];
  for (const fields of services) made.push(await addService(admin, people, fields));
  const [first] = made;
  return { admin, first, page: { path: `/s/${first && addressOf(first).tenant}` } };
}

/** What a company's own website links to or shows: all its services, and the times of one in a frame. */
export const websiteStates: readonly State[] = [
  {
    id: 'embed',
    says: 'The times of a service as another website shows them, one of them chosen.',
    kind: 'open',
    arrange: async (world) => ({ path: `/embed${path(await service(world))}` }),
    act: (page) => chooseSoon(page, 1),
    shown: 'Book this time',
    also: ['The booking page opens in a new tab'],
    next: { name: 'Book this time' },
    ask: askTheCompany,
  },
  {
    id: 'embed-nothing-free',
    says: 'A service without a free time on another website.',
    kind: 'open',
    arrange: async (world) => ({
      path: `/embed${path(await world.portal.addService([await world.onDates([])]))}`,
    }),
    shown: 'Go to the booking page',
    also: ['Join the waitlist'],
    next: { name: 'Go to the booking page' },
    ask: askTheCompany,
  },
  {
    id: 'services',
    says: 'All services of a company.',
    kind: 'open',
    async arrange(world) {
      const description = 'We look at how you sit and set saddle, bars and pedals, so that nothing hurts.';
      const fitting = { description, price: { amountMinor: 4_500, currency: 'EUR' } };
      return (await companyWith(world, [fitting, { name: 'Wheel truing' }])).page;
    },
    shown: 'Book at',
    also: ['Bike fitting', 'Wheel truing', 'free of charge'],
    next: { name: 'Wheel truing', leadsTo: 'With whom?' },
    ask: askTheCompany,
  },
  {
    id: 'services-none',
    says: 'A company offers nothing right now.',
    kind: 'open',
    async arrange(world) {
      const { admin, first, page } = await companyWith(world, [{}]);
      await admin.call('services.archive', { serviceId: first?.serviceId });
      return page;
    },
    shown: 'There is nothing to book right now',
    next: { name: 'Privacy', leadsTo: 'This page shows one interview' },
    ask: askTheCompany,
  },
  {
    id: 'services-unknown',
    says: 'There is no such company.',
    kind: 'ended',
    arrange: async () => ({ path: '/s/nobody' }),
    shown: 'There is nothing to book here',
    happened: 'The address may be mistyped',
    still: 'What you have booked is not affected',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
];
