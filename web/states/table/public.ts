import { bookAll } from '../../../services/booking/test/series.ts';
import { chooseSoonest, openChoice } from '../acts.ts';
import { answerAMail, askTheCompany, pageOf, type State } from '../state.ts';
import type { World } from '../world.ts';
import { service } from './service.ts';

/** A client who has proved their address, and the times they may choose from. */
async function client(world: World, more: Record<string, unknown> = {}) {
  const one = await world.portal.appoint(await service(world, more));
  return { one, starts: (await one.slots({ zone: 'UTC' })).starts };
}

const titled = 'You’re booked';

/** What anybody can be shown, and clients of a service. */
export const publicStates: readonly State[] = [
  {
    id: 'service-unknown',
    says: 'There is no such service.',
    kind: 'ended',
    arrange: async () => ({ path: '/s/acme/nothing' }),
    shown: 'There is nothing to book here',
    happened: 'The address may be mistyped',
    still: 'What you have booked is not affected',
    next: { name: 'Email me my link' },
    ask: answerAMail,
  },
  {
    id: 'appointment-series',
    says: 'Booking the same service every week, five times.',
    kind: 'open',
    arrange: async (world) => pageOf((await client(world, { series: { mostTimes: 8 } })).one),
    async act(page) {
      await chooseSoonest(page);
      await openChoice(page);
      await page.locator('select:has(option[value=weekly])').selectOption('weekly');
    },
    shown: 'How many times',
    next: { name: 'Book all', leadsTo: titled },
    ask: askTheCompany,
  },
  {
    id: 'appointment-booked',
    says: 'An appointment is booked, with what it costs.',
    kind: 'open',
    async arrange(world) {
      const { one, starts } = await client(world);
      await one.book(starts[40] ?? '');
      return pageOf(one);
    },
    shown: titled,
    also: ['Price'],
    next: { name: 'Move to another time', leadsTo: 'Move your appointment' },
    ask: askTheCompany,
  },
  {
    id: 'appointment-of-series',
    says: 'One of several that were booked at once.',
    kind: 'open',
    async arrange(world) {
      const { one, starts } = await client(world, { series: { mostTimes: 8 } });
      const first = Date.parse(starts[30] ?? '');
      const week = 7 * 86_400_000;
      const times = [0, 1].map((n) => new Date(first + n * week).toISOString().replace('.000', ''));
      await bookAll(one, times);
      return pageOf(one);
    },
    shown: titled,
    also: ['Your 2 appointments'],
    next: { name: 'Cancel this and the following' },
    ask: askTheCompany,
  },
  {
    id: 'appointment-cancelled',
    says: 'An appointment was cancelled; the service can be booked again.',
    kind: 'ended',
    async arrange(world) {
      const { one, starts } = await client(world);
      await one.book(starts[40] ?? '');
      await world.ask('cancel', one, { reason: { code: 'illness' } });
      return pageOf(one);
    },
    shown: 'Your appointment is cancelled',
    happened: 'It was cancelled on',
    still: 'Nothing more is planned',
    next: { name: 'Choose a time', leadsTo: 'With whom?' },
    ask: askTheCompany,
  },
  {
    id: 'front',
    says: 'The page at the root.',
    kind: 'open',
    arrange: async () => ({ path: '/' }),
    shown: 'Interviews, at a time that suits both sides',
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: 'Open the link in your invitation',
  },
  {
    id: 'accessibility',
    says: 'What was tested, and what was not.',
    kind: 'open',
    arrange: async () => ({ path: '/accessibility' }),
    shown: 'Accessibility',
    also: ['It has not yet been tried with a screen reader'],
    next: { name: 'Privacy', leadsTo: 'This page shows one interview' },
    ask: 'answer any of our emails',
  },
  {
    id: 'privacy',
    says: 'What is kept of whom.',
    kind: 'open',
    arrange: async () => ({ path: '/privacy' }),
    shown: 'Privacy',
    also: ['One cookie remembers'],
    next: { name: 'Accessibility', leadsTo: 'WCAG 2.2' },
    ask: 'write to the person named in your email',
  },
];
